import { NAMESPACES } from '../standards.ts';
import { coded, el, leaf, type Node, writeXml } from './xml.ts';

/** A sender or receiver in two levels (HIS 1153-2). */
export interface BuildParty {
  her: number;
  name: string;
  service: { her: number; name: string; kind?: 'service' | 'person' };
}

export interface BuildPatient {
  familyName: string;
  givenName: string;
  /** `YYYY-MM-DD` */
  birthDate?: string;
  /** 3101 */
  sex?: '0' | '1' | '2' | '9';
  /** Type is FNR, DNR, FHN or another of 8116. */
  ids?: { id: string; type: string }[];
}

/** What every message with a hodemelding needs. Times are written as given: `YYYY-MM-DDThh:mm:ss`, local or with offset. */
export interface BuildHead {
  msgId: string;
  genDate: string;
  sender: BuildParty;
  receiver: BuildParty;
  otherReceivers?: (BuildParty & { role?: string })[];
  patient?: BuildPatient;
  conversation?: { parent: string; conversation: string };
  /** 8113: P, T or D. */
  processing?: 'P' | 'T' | 'D';
}

export interface BuildAttachment {
  mimeType: string;
  description: string;
  content: Uint8Array;
}

/** Type codes of list 8279 with their names, those that are built here. */
export const TYPE_NAMES = {
  LOG_INNLAGT: 'Melding om innlagt pasient',
  LOG_UTSKRIVNINGSKLAR: 'Melding om utskrivningsklar pasient',
  LOG_AVMELDING: 'Avmelding av utskrivningsklar pasient',
  LOG_UTSKREVET: 'Melding om utskrevet pasient',
  LOG_DOD: 'Orientering om dødsfall',
  INNLEGGELSESRAPPORT: 'Innleggelsesrapport',
  HELSEOPPL_SOKNAD: 'Helseopplysninger',
  UTSKRIVNINGSRAPPORT: 'Utskrivningsrapport',
  HELSEOPPLYSNINGER_LEGE: 'Helseopplysninger til lege',
  ORIENTERING_TJENESTETILBUD: 'Orientering om tjenestetilbud',
  MEDISINSKE_OPPLYSNINGER: 'Medisinske opplysninger',
  DIALOG_FORESPORSEL: 'Forespørsel',
  DIALOG_SVAR: 'Svar på forespørsel',
  DIALOG_AVVIK: 'Tilbakemelding om feil i mottatt melding',
  DIALOG_HELSEFAGLIG: 'Helsefaglig dialog',
  EPIKRISE: 'Epikrise',
  APPREC: 'Applikasjonskvittering',
} as const;

const ID_NAMES: Readonly<Record<string, string>> = {
  HER: 'HER-id',
  HPR: 'HPR-nummer',
  FNR: 'Fødselsnummer',
  DNR: 'D-nummer',
  FHN: 'Felles hjelpenummer',
  HNR: 'H-nummer',
  DUF: 'DUF-nummer',
  ENH: 'Organisasjonsnummeret i Enhetsregister',
};

const SEX_NAMES: Readonly<Record<string, string>> = {
  0: 'Ikke kjent',
  1: 'Mann',
  2: 'Kvinne',
  9: 'Ikke spesifisert',
};

/** An Ident; `prefix` is the namespace prefix of the component library (`fk1:`), empty inside MsgHead. */
export function ident(id: string | number, type: string, list: 8116 | 9051, prefix = ''): Node {
  return el(
    `${prefix}Ident`,
    {},
    el(`${prefix}Id`, {}, String(id)),
    coded(`${prefix}TypeId`, type, ID_NAMES[type] ?? null, list),
  );
}

function party({ her, name, service }: BuildParty): Node {
  return el(
    'Organisation',
    {},
    el('OrganisationName', {}, name),
    ident(her, 'HER', 9051),
    service.kind === 'person' ? personUnit(service) : unit(service),
  );
}

function unit({ her, name }: BuildParty['service']): Node {
  return el('Organisation', {}, el('OrganisationName', {}, name), ident(her, 'HER', 9051));
}

function personUnit({ her, name }: BuildParty['service']): Node {
  const space = name.lastIndexOf(' ');
  return el(
    'HealthcareProfessional',
    {},
    leaf('FamilyName', name.slice(space + 1)),
    leaf('GivenName', space > 0 ? name.slice(0, space) : null),
    ident(her, 'HER', 8116),
  );
}

function patientNode(patient: BuildPatient): Node {
  return el(
    'Patient',
    {},
    leaf('FamilyName', patient.familyName),
    leaf('GivenName', patient.givenName),
    leaf('DateOfBirth', patient.birthDate),
    patient.sex && coded('Sex', patient.sex, SEX_NAMES[patient.sex] ?? null),
    (patient.ids ?? []).map(({ id, type }) => ident(id, type, 8116)),
  );
}

/**
 * A complete message: hodemelding 1.2 with the payload in its first document and attachments after it.
 * @returns UTF-8 bytes
 */
export function buildMsgHead(
  type: keyof typeof TYPE_NAMES,
  head: BuildHead,
  payload: Node,
  attachments: readonly BuildAttachment[] = [],
): Uint8Array {
  const { conversation, patient, processing } = head;
  return writeXml(
    el(
      'MsgHead',
      { xmlns: NAMESPACES.msgHead },
      el(
        'MsgInfo',
        {},
        coded('Type', type, TYPE_NAMES[type]),
        el('MIGversion', {}, 'v1.2 2006-05-24'),
        el('GenDate', {}, head.genDate),
        el('MsgId', {}, head.msgId),
        processing && coded('ProcessingStatus', processing, null),
        conversation &&
          el(
            'ConversationRef',
            {},
            el('RefToParent', {}, conversation.parent),
            el('RefToConversation', {}, conversation.conversation),
          ),
        el('Sender', {}, party(head.sender)),
        el('Receiver', {}, party(head.receiver)),
        (head.otherReceivers ?? []).map((other) =>
          el('OtherReceiver', {}, coded('RoleReceiver', other.role ?? 'COP', 'Kopimottaker'), party(other)),
        ),
        patient && patientNode(patient),
      ),
      el(
        'Document',
        {},
        el(
          'RefDoc',
          {},
          el('IssueDate', { V: head.genDate }),
          coded('MsgType', 'XML', 'XML-instans'),
          el('Content', {}, payload),
        ),
      ),
      attachments.map(attachmentNode),
    ),
  );
}

function attachmentNode({ mimeType, description, content }: BuildAttachment): Node {
  return el(
    'Document',
    {},
    el(
      'RefDoc',
      {},
      coded('MsgType', 'A', 'Vedlegg'),
      el('MimeType', {}, mimeType),
      el('Description', {}, description),
      el(
        'Content',
        {},
        el('Base64Container', { xmlns: NAMESPACES.base64 }, Buffer.from(content).toString('base64')),
      ),
    ),
  );
}
