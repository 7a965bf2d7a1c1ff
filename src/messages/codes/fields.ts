import type { Message } from '../message.ts';
import type { Element } from '../xml/element.ts';

/** How the standards bind an element to code lists. */
export interface Binding {
  /** List numbers; the first is the default. Several where the standard names several. */
  lists: readonly string[];
  /** CS: the list is given by the standard. CV: the list is named in @S, and others may be agreed on. */
  datatype: 'CS' | 'CV';
}

const cs = (...lists: string[]): Binding => ({ lists, datatype: 'CS' });
const cv = (...lists: string[]): Binding => ({ lists, datatype: 'CV' });

/** Bindings by `Parent/Name`, looked up before those by name alone. */
const BY_PARENT: Readonly<Record<string, Binding>> = {
  'MsgInfo/Type': cs('8279'),
  'RefDoc/MsgType': cs('8114'),
  'Address/Type': cs('3401'),
  'AppRec/MsgType': cs('8279'),
  'AppRec/Status': cs('8258'),
  'OriginalMsgId/MsgType': cs('8279'),
  'Message/Status': cs('8323'),
  'ServRprt/ServType': cs('7309'),
  'ServRprt/Status': cs('7306'),
  'InfItem/Type': cs('8233'),
  'Comment/Heading': cs('8311'),
};

const BY_NAME: Readonly<Record<string, Binding>> = {
  ProcessingStatus: cs('8113'),
  RequestedPriority: cs('8115'),
  Ack: cs('7304'),
  ComMethod: cs('8235'),
  RoleReceiver: cs('8112'),
  DocumentConnection: cs('4702'),
  Compression: cs('1204'),
  Consent: cv('9064'),
  Sex: cs('3101'),
  Nationality: cs('9043'),
  Country: cs('9043'),
  TypeTelecom: cs('9061'),
  TypeHealthcareProfessional: cs('9060'),
  KategoriHelsepersonell: cs('9060'),
  RoleToPatient: cv('9034'),
  TypeOrganisation: cv('9040'),
  TypeId: cv('8116', '9051'),
  Forsendelsesstatus: cs('7309'),
  SivilStatus: cs('8724'),
  Sprak: cs('3303'),
  Slektskap: cs('9033'),
  Omsorgsfunksjon: cs('9050'),
  TypeRelasjon: cv('8254'),
  Hendelsekode: cv('9121'),
  Uttilstand: cv('8431'),
  UtTil: cv('8408'),
  TypeInnholdKonsultasjon: cs('9137'),
  IPLOStjenestetype: cv('9151'),
  TypeForesp: cv('9152', '9153', '9154', '8331'),
  TypeOffId: cs('8116'),
  AdmCat: cs('8240'),
  Relation: cs('8254'),
  InngaarIMultidose: cs('9103'),
  Bruk: cs('9101'),
};

/** Names that mean different things under different parents. */
const AMBIGUOUS = new Set(Object.keys(BY_PARENT).map((key) => key.slice(key.indexOf('/') + 1)));

const TOPIC: Readonly<Record<string, Binding>> = {
  DIALOG_AVVIK: cv('8117'),
  DIALOG_HELSEFAGLIG: cv('7322'),
  DIALOG_SVAR: cv('9069'),
  DIALOG_STATUS_HENVISNING: cv('9148'),
};

const CONTENT: Readonly<Record<string, Binding>> = {
  HelseopplysningerVedSoknad: cv('9140'),
  OverforingMedisinskeOpplysninger: cv('9138'),
  TverrfagligEpikrise: cv('9139'),
};

/**
 * What the standards say about the codes of an element; `null` where they say nothing that is checked here.
 * AppRec and epikrise have TypeId as CS, so there it may be of either list.
 */
export function bindingOf(element: Element, message: Message): Binding | null {
  const parent = element.parent;
  if (element.name === 'TemaKodet') return TOPIC[message.type] ?? null;
  if (element.name === 'TypeInnhold') return CONTENT[message.payload?.name ?? ''] ?? null;
  if (message.kind !== 'msghead' && element.name === 'TypeId') return cs('9051', '8116');
  // The epikrise of 2006 used other lists for its head and headings.
  if (message.kind === 'epikrise' && message.version !== '1.2') return null;
  const special =
    parent && AMBIGUOUS.has(element.name) ? BY_PARENT[`${parent.name}/${element.name}`] : undefined;
  return special ?? BY_NAME[element.name] ?? null;
}
