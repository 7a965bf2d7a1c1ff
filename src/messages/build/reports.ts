import { NAMESPACES } from '../standards.ts';
import { type BuildAttachment, type BuildHead, buildMsgHead } from './head.ts';
import {
  type BuildMedicine,
  type BuildText,
  diagnosis,
  EPJ_NAMESPACES,
  medicalInformation,
  medicine,
  nursingInformation,
} from './journal.ts';
import {
  type BuildEvent,
  type BuildResponsible,
  contactUnit,
  eventNode,
  responsiblePerson,
  STATUS_NAMES,
} from './pasientlogistikk.ts';
import { coded, el, leaf, type Node } from './xml.ts';

export type ReportType =
  | 'INNLEGGELSESRAPPORT'
  | 'HELSEOPPL_SOKNAD'
  | 'UTSKRIVNINGSRAPPORT'
  | 'HELSEOPPLYSNINGER_LEGE'
  | 'MEDISINSKE_OPPLYSNINGER'
  | 'ORIENTERING_TJENESTETILBUD';

export interface BuildService {
  /** 9151 */
  code: string;
  name: string;
  start: string;
}

/** A PLO report (HIS 1143–1148). What does not belong to its type is left out of the message. */
export interface BuildReport extends BuildHead {
  type: ReportType;
  status?: 'N' | 'M' | 'A' | 'C';
  unit?: { name: string; her: number; phone: string };
  responsible?: BuildResponsible;
  /** 9140, 9139, 9138 or 9137, by the type. */
  contentType?: { code: string; name: string };
  events?: BuildEvent[];
  diagnosis?: { code: string; name: string };
  medical?: BuildText[];
  nursing?: BuildText[];
  cave?: string[];
  medicines?: BuildMedicine[];
  services?: BuildService[];
  /** Functions as IPLOS has them, 1–5. */
  functions?: { code: string; name: string; grade: number }[];
  attachments?: BuildAttachment[];
}

const PAYLOADS: Readonly<Record<ReportType, { folder: string; root: string; contentList: number | null }>> = {
  INNLEGGELSESRAPPORT: { folder: 'Innleggelsesrapport', root: 'Innleggelsesrapport', contentList: null },
  HELSEOPPL_SOKNAD: {
    folder: 'HelseopplysningerVedSoknad',
    root: 'HelseopplysningerVedSoknad',
    contentList: 9140,
  },
  UTSKRIVNINGSRAPPORT: { folder: 'TverrfagligEpikrise', root: 'TverrfagligEpikrise', contentList: 9139 },
  HELSEOPPLYSNINGER_LEGE: { folder: 'HelseopplysningerTilLege', root: 'Konsultasjon', contentList: 9137 },
  MEDISINSKE_OPPLYSNINGER: {
    folder: 'MedisinskeOpplysninger',
    root: 'OverforingMedisinskeOpplysninger',
    contentList: 9138,
  },
  ORIENTERING_TJENESTETILBUD: {
    folder: 'OrienteringOmTjenestetilbud',
    root: 'OrienteringOmTjenestetilbud',
    contentList: null,
  },
};

/**
 * One of the six reports of PLO 1.6.
 * @returns UTF-8 bytes
 */
export function buildReport(input: BuildReport): Uint8Array {
  const { folder, root } = PAYLOADS[input.type];
  const status = input.status ?? 'N';
  const unit = input.unit ?? { ...input.sender.service, phone: '73000000' };
  const responsible = input.responsible ?? { familyName: 'Vaktsen', givenName: 'Vigdis', hpr: 9_876_543 };
  const payload = el(
    `r:${root}`,
    {
      'xmlns:r': `http://www.kith.no/xmlstds/po/${folder}/2012-04-01`,
      xmlns: NAMESPACES.poKomponent16,
      'xmlns:fk1': NAMESPACES.felleskomponent,
      ...EPJ_NAMESPACES,
    },
    el('InformasjonOmForsendelsen', {}, coded('Forsendelsesstatus', status, STATUS_NAMES[status])),
    contactUnit(unit),
    responsiblePerson(responsible),
    ...body(input),
  );
  return buildMsgHead(input.type, input, payload, input.attachments);
}

/** The parts in the order of each schema. */
function body(input: BuildReport): (Node | null | Node[])[] {
  const stay = (input.events ?? []).map((event) => el('OpplysningOpphold', {}, eventNode(event)));
  const illness = input.diagnosis ? diagnosis(input.diagnosis) : null;
  const medical = medicalInformation(input.medical ?? [], input.cave ?? [], `id-${input.msgId}`);
  const medicines = (input.medicines ?? []).map((each, index) =>
    medicine(each, `id-${input.msgId}-${index}`),
  );
  const nursing = nursingInformation(input.nursing ?? []);
  const services = (input.services ?? []).map(service);
  switch (input.type) {
    case 'INNLEGGELSESRAPPORT':
      return [illness, medical, medicines, services, functions(input), nursing];
    case 'HELSEOPPL_SOKNAD':
      return [contentType(input), stay, illness, medical, nursing];
    case 'UTSKRIVNINGSRAPPORT':
      return [contentType(input), stay, illness, medical, medicines, nursing];
    case 'HELSEOPPLYSNINGER_LEGE':
      return [consultation(input), illness, medical, medicines, nursing];
    case 'MEDISINSKE_OPPLYSNINGER':
      return [contentType(input), illness, medical, medicines];
    case 'ORIENTERING_TJENESTETILBUD':
      return [services];
  }
}

function contentType({ type, contentType: given }: BuildReport): Node | null {
  const list = PAYLOADS[type].contentList;
  if (!given || list === null) return null;
  return el('TypeInnholdIMelding', {}, coded('TypeInnhold', given.code, given.name, list));
}

function consultation({ contentType: given }: BuildReport): Node | null {
  return given
    ? el('InnholdKonsultasjon', {}, coded('TypeInnholdKonsultasjon', given.code, given.name))
    : null;
}

function service({ code, name, start }: BuildService): Node {
  return el(
    'EksisterendeTjeneste',
    {},
    coded('IPLOStjenestetype', code, name, 9151),
    el('PrivatTjeneste', {}, 'false'),
    leaf('Startdato', start),
  );
}

function functions({ functions: given }: BuildReport): Node | null {
  if (!given || given.length === 0) return null;
  return el(
    'InfoKartleggingFunksjonsniva',
    {},
    given.map(({ code, name, grade }) =>
      el(
        'KartlagtFunksjon',
        {},
        el('Funksjonsvariabel', { V: code, DN: name, S: '2.16.578.1.12.4.1.1.9107' }),
        leaf('Vurdering', grade),
      ),
    ),
  );
}
