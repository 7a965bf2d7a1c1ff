/**
 * An independent reading of a message, with another parser (@xmldom/xmldom) and XPath instead of the tree
 * that the product reads. What it must agree on: every field that has a plain place in the standards.
 */
import { DOMParser } from '@xmldom/xmldom';
import xpath from 'xpath';
import type { Message } from '../../src/messages/message.ts';

const NAMESPACES = {
  mh: 'http://www.kith.no/xmlstds/msghead/2006-05-24',
  b64: 'http://www.kith.no/xmlstds/base64container',
};

const select = xpath.useNamespaces(NAMESPACES);

interface Reader {
  string(path: string, from?: Node): string | null;
  nodes(path: string, from?: Node): Node[];
}

function open(source: string): Reader {
  const document: unknown = new DOMParser().parseFromString(source, 'text/xml');
  const root = document as Node;
  return {
    string(path, from = root) {
      const found = String(select(`string(${path})`, from)).trim();
      return found === '' ? null : found;
    },
    nodes: (path, from = root) => select(path, from) as Node[],
  };
}

/** The fields of a message that both readers must agree on. */
export type Fields = Pick<
  Message,
  'type' | 'msgId' | 'genDate' | 'processing' | 'conversation' | 'status' | 'patient' | 'events' | 'apprec'
> & {
  sender: { her: string | null; name: string | null; service: string | null };
  receiver: { her: string | null; name: string | null; service: string | null };
  copies: number;
  payload: { name: string; namespace: string } | null;
  attachments: { mimeType: string | null; size: number | null }[];
};

/** The same fields out of what the product read. */
export function fieldsOf(message: Message): Fields {
  const party = (side: Message['sender']): Fields['sender'] => ({
    her: side?.her?.toString() ?? null,
    name: side?.name ?? null,
    service: side?.service?.her?.toString() ?? null,
  });
  const { type, msgId, genDate, processing, conversation, status, patient, events, apprec, payload } =
    message;
  return {
    type,
    msgId,
    genDate,
    processing,
    conversation,
    status,
    patient,
    events: events.map((event) => ({ ...event, instant: null })),
    apprec: apprec && { ...apprec, original: { ...apprec.original, issuedAt: null } },
    payload,
    sender: party(message.sender),
    receiver: party(message.receiver),
    copies: message.otherReceivers.length,
    attachments: message.attachments.map(({ mimeType, size }) => ({ mimeType, size })),
  };
}

export function readAgain(source: string): Fields {
  const reader = open(source);
  const root = reader.string('local-name(/*)');
  if (root === 'AppRec') return readReceipt(reader);
  if (root === 'Message') return readEpikrise(reader);
  return readHead(reader);
}

const empty: Omit<Fields, 'type' | 'msgId' | 'genDate' | 'sender' | 'receiver'> = {
  processing: null,
  conversation: null,
  status: null,
  patient: null,
  events: [],
  apprec: null,
  copies: 0,
  payload: null,
  attachments: [],
};

const local = (...names: string[]): string => names.map((name) => `*[local-name()='${name}']`).join('/');

function readHead(reader: Reader): Fields {
  const info = '/mh:MsgHead/mh:MsgInfo';
  const payload = reader.nodes("//mh:RefDoc[mh:MsgType/@V='XML']/mh:Content/*")[0];
  const side = (name: string): Fields['sender'] => {
    const organisation = `${info}/mh:${name}/mh:Organisation`;
    const lower = `(${organisation}/mh:Organisation | ${organisation}/mh:HealthcareProfessional)[1]`;
    return {
      her: reader.string(`${organisation}/mh:Ident[mh:TypeId/@V='HER']/mh:Id`),
      name: reader.string(`${organisation}/mh:OrganisationName`),
      service: reader.string(`${lower}/mh:Ident[mh:TypeId/@V='HER']/mh:Id`),
    };
  };
  return {
    ...empty,
    type: reader.string(`${info}/mh:Type/@V`) ?? '',
    msgId: reader.string(`${info}/mh:MsgId`),
    genDate: reader.string(`${info}/mh:GenDate`),
    processing: reader.string(`${info}/mh:ProcessingStatus/@V`),
    sender: side('Sender'),
    receiver: side('Receiver'),
    copies: reader.nodes(`${info}/mh:OtherReceiver`).length,
    conversation:
      reader.nodes(`${info}/mh:ConversationRef`).length === 0
        ? null
        : {
            parent: reader.string(`${info}/mh:ConversationRef/mh:RefToParent`),
            conversation: reader.string(`${info}/mh:ConversationRef/mh:RefToConversation`),
          },
    patient: readPatient(reader, `${info}/mh:Patient`),
    payload: payload
      ? {
          name: reader.string('local-name(.)', payload) ?? '',
          namespace: reader.string('namespace-uri(.)', payload) ?? '',
        }
      : null,
    status: payload
      ? reader.string(`./${local('InformasjonOmForsendelsen', 'Forsendelsesstatus')}/@V`, payload)
      : null,
    events: payload
      ? reader.nodes(`.//${local('TidsfestetHendelse')}`, payload).map((event) => ({
          code: readCoded(reader, `./${local('Hendelsekode')}`, event),
          at: reader.string(`./${local('TidspunktForHendelse')}/@V`, event),
          instant: null,
          estimate: { true: true, false: false }[reader.string(`./${local('Anslag')}`, event) ?? ''] ?? null,
        }))
      : [],
    attachments: reader.nodes("//mh:RefDoc[mh:MsgType/@V='A' or mh:FileReference]").map((reference) => {
      const container = reader.nodes('./mh:Content/b64:Base64Container', reference)[0];
      return {
        mimeType: reader.string('./mh:MimeType', reference),
        size: container ? Buffer.from(reader.string('.', container) ?? '', 'base64').length : null,
      };
    }),
  };
}

function readPatient(reader: Reader, path: string): Fields['patient'] {
  if (reader.nodes(path).length === 0) return null;
  return {
    ids: reader.nodes(`${path}/mh:Ident`).map((ident) => ({
      id: reader.string('./mh:Id', ident) ?? '',
      type: reader.string('./mh:TypeId/@V', ident),
    })),
    familyName: reader.string(`${path}/mh:FamilyName`),
    givenName: reader.string(`${path}/mh:GivenName`),
    birthDate: reader.string(`${path}/mh:DateOfBirth`),
    sex: reader.string(`${path}/mh:Sex/@V`),
  };
}

function readCoded(
  reader: Reader,
  path: string,
  from: Node,
): { code: string | null; list: string | null; name: string | null } | null {
  if (reader.nodes(path, from).length === 0) return null;
  return {
    code: reader.string(`${path}/@V`, from),
    list: reader.string(`${path}/@S`, from),
    name: reader.string(`${path}/@DN`, from),
  };
}

function hcpSide(reader: Reader, path: string): Fields['sender'] {
  const institution = `${path}/${local('HCP', 'Inst')}`;
  const her = (from: string): string | null =>
    reader.string(`${from}[${local('TypeId')}/@V='HER']/${local('Id')}`);
  const department = her(`${institution}/${local('Dept')}[1]`);
  return {
    her: her(institution),
    name: reader.string(`${institution}/${local('Name')}`),
    service:
      reader.nodes(`${institution}/${local('Dept')}`).length > 0
        ? department
        : her(`${institution}/${local('HCPerson')}[1]`),
  };
}

function readReceipt(reader: Reader): Fields {
  const at = (...names: string[]): string => `/*/${local(...names)}`;
  return {
    ...empty,
    type: 'APPREC',
    msgId: reader.string(at('Id')),
    genDate: reader.string(at('GenDate')),
    sender: hcpSide(reader, at('Sender')),
    receiver: hcpSide(reader, at('Receiver')),
    payload: { name: 'AppRec', namespace: reader.string('namespace-uri(/*)') ?? '' },
    apprec: {
      status: reader.string(`${at('Status')}/@V`),
      errors: reader.nodes(at('Error')).map((error) => ({
        code: reader.string('./@V', error),
        text: reader.string('./@OT', error) ?? reader.string('./@DN', error),
        list: reader.string('./@S', error),
      })),
      original: {
        msgId: reader.string(at('OriginalMsgId', 'Id')),
        type: reader.string(`${at('OriginalMsgId', 'MsgType')}/@V`),
        issuedAt: null,
      },
    },
  };
}

function readEpikrise(reader: Reader): Fields {
  const at = (...names: string[]): string => `/*/${local(...names)}`;
  const person = at('ServRprt', 'Patient');
  const [family, given] = (reader.string(`${person}/${local('Name')}`) ?? '')
    .split(',')
    .map((part) => part.trim());
  return {
    ...empty,
    type: 'EPIKRISE',
    msgId: reader.string(at('MsgId')),
    genDate: reader.string(`${at('GenDate')}/@V`),
    processing: reader.string(`${at('Status')}/@V`) === 'TEST' ? 'D' : null,
    sender: hcpSide(reader, at('ServRprt', 'ServProvider')),
    receiver: hcpSide(reader, at('ServRprt', 'Requester')),
    copies: reader.nodes(at('ServRprt', 'CopyDest')).length,
    status: reader.string(`${at('ServRprt', 'ServType')}/@V`),
    payload: { name: 'Message', namespace: reader.string('namespace-uri(/*)') ?? '' },
    patient: {
      ids: [
        {
          id: reader.string(`${person}/${local('OffId')}`) ?? '',
          type: reader.string(`${person}/${local('TypeOffId')}/@V`),
        },
      ],
      familyName: family || null,
      givenName: given || null,
      birthDate: reader.string(`${person}/${local('DateOfBirth')}/@V`),
      sex: reader.string(`${person}/${local('Sex')}/@V`),
    },
  };
}
