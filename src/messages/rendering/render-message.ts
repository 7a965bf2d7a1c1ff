import { codeName } from '../codes/lists.ts';
import type { Message, Party } from '../message.ts';
import { contentOf, documentsOf, isAttachment, payloadOf } from '../read/documents.ts';
import { readMessage } from '../read/read-message.ts';
import { child, children, type Element, value, walk } from '../xml/element.ts';
import { labelOf } from './labels.ts';
import { type Block, type Field, type Rendering, tidy } from './model.ts';
import { contentBlocks } from './payload.ts';
import { formatTime, sayValue } from './values.ts';

/**
 * Lays a message out as a person would read it: what it is, from whom to whom, about whom, and then
 * everything that it says.
 * @returns `null` when the document is of no family that Meldingsvakt knows
 */
export function renderMessage(root: Element): Rendering | null {
  const message = readMessage(root);
  if (!message) return null;
  return {
    title: titleOf(message),
    blocks: tidy([...headBlocks(root, message), ...bodyBlocks(root, message), ...partyBlocks(root, message)]),
  };
}

function titleOf(message: Message): string {
  const name = codeName('8279', message.type) ?? message.type;
  const status = message.status && message.status !== 'N' ? codeName('7309', message.status) : null;
  const title = name === '' ? 'Melding av ukjent type' : name;
  return status ? `${title} – ${status.toLowerCase()}` : title;
}

function headBlocks(root: Element, message: Message): Block[] {
  const fields: (Field | null)[] = [
    field('Sendt', message.genDate === null ? null : (formatTime(message.genDate) ?? message.genDate)),
    field('Avsender', partyText(message.sender)),
    field('Mottaker', partyText(message.receiver)),
    ...message.otherReceivers.map((party) =>
      field(party.role === 'COP' ? 'Kopi til' : 'Annen mottaker', partyText(party)),
    ),
    field('Meldings-id', message.msgId),
    field('Svar på', message.conversation?.parent ?? null),
    field('Dialog', message.conversation?.conversation ?? null),
    field('Merket', MARKS[message.processing ?? ''] ?? null),
  ];
  const patient = child(child(root, 'MsgInfo') ?? ownBody(root), 'Patient');
  return [
    { kind: 'fields', fields: fields.filter((each) => each !== null) },
    { kind: 'section', heading: 'Pasient', blocks: patient ? contentBlocks(patient, message) : [] },
  ];
}

/** Messages that are not meant for real (8113). */
const MARKS: Readonly<Record<string, string>> = { T: 'opplæring', D: 'test' };

/** The body of a document that has no hodemelding. */
function ownBody(root: Element): Element | null {
  return child(root, 'ServRprt') ?? child(root, 'ServReq');
}

function field(label: string, value: string | null): Field | null {
  return value === null || value === '' ? null : { label, value };
}

/** `St. Olavs hospital HF (HER-id 59), Ortopedisk kirurgi (HER-id 90998)` */
export function partyText(party: Party | null): string {
  if (!party) return '';
  const one = (name: string | null, her: number | null): string =>
    [name, her === null ? null : name === null ? `HER-id ${her}` : `(HER-id ${her})`]
      .filter((part) => part !== null)
      .join(' ');
  return [one(party.name, party.her), party.service ? one(party.service.name, party.service.her) : '']
    .filter((part) => part !== '')
    .join(', ');
}

function bodyBlocks(root: Element, message: Message): Block[] {
  if (message.kind === 'apprec') return receiptBlocks(root, message);
  if (message.kind === 'epikrise') {
    const body = ownBody(root);
    const patient = child(body, 'Patient');
    return body ? contentBlocks(body, message, (each) => each !== patient) : [];
  }
  const payload = payloadOf(root);
  return [...(payload ? contentBlocks(payload, message) : []), attachmentBlock(root, message)];
}

/** What the names and HER-ids at the top say already. */
const SAID = new Set([
  'OrganisationName',
  'FamilyName',
  'MiddleName',
  'GivenName',
  'Name',
  'Id',
  'TypeId',
  'Role',
]);

/** Addresses, phones, roles and other numbers of sender and receiver, where the message gives them. */
function partyBlocks(root: Element, message: Message): Block[] {
  const holder = child(root, 'MsgInfo') ?? (message.kind === 'apprec' ? root : null);
  return holder
    ? [
        ...children(holder, 'Sender').map((party) => partyBlock('Om avsender', party, message)),
        ...children(holder, 'Receiver').map((party) => partyBlock('Om mottaker', party, message)),
        ...children(holder, 'OtherReceiver').map((party) => partyBlock('Om annen mottaker', party, message)),
      ]
    : [];
}

function partyBlock(heading: string, party: Element, message: Message): Block {
  const more = [...walk(party)].some(
    (each) =>
      (each.children.length === 0 && !SAID.has(each.name) && sayValue(each, message) !== '') ||
      (each.name === 'TypeId' && value(each) !== 'HER'),
  );
  return { kind: 'section', heading, blocks: more ? contentBlocks(party, message) : [] };
}

const STATUS: Readonly<Record<string, string>> = {
  1: 'Mottatt og godtatt',
  2: 'Avvist',
  3: 'Mottatt, men med feil i en del av meldingen',
};

function receiptBlocks(root: Element, { apprec, ...message }: Message): Block[] {
  if (!apprec) return [];
  const whole = { ...message, apprec };
  const { original } = apprec;
  return [
    {
      kind: 'section',
      heading: 'Kvittering',
      blocks: tidy([
        {
          kind: 'fields',
          fields: [field('Resultat', STATUS[apprec.status ?? ''] ?? 'Ukjent status')].filter(
            (each) => each !== null,
          ),
        },
        {
          kind: 'table',
          head: ['Kode', 'Feil'],
          rows: children(root, 'Error').map((error, index) => [
            apprec.errors[index]?.code ?? '',
            sayValue(error, whole),
          ]),
        },
      ]),
    },
    {
      kind: 'section',
      heading: 'Kvitterer for',
      blocks: tidy([
        {
          kind: 'fields',
          fields: [
            field(
              'Melding',
              original.type === null ? null : (codeName('8279', original.type) ?? original.type),
            ),
            field('Meldings-id', original.msgId),
            field('Sendt', timeOfOriginal(root)),
          ].filter((each) => each !== null),
        },
      ]),
    },
  ];
}

function timeOfOriginal(root: Element): string | null {
  const written = child(child(root, 'OriginalMsgId'), 'IssueDate')?.text.trim() ?? null;
  return written === null ? null : (formatTime(written) ?? written);
}

function attachmentBlock(root: Element, message: Message): Block {
  const attached = documentsOf(root).filter(isAttachment);
  return {
    kind: 'section',
    heading: 'Vedlegg',
    blocks: tidy([
      {
        kind: 'table',
        head: ['Beskrivelse', 'Format', 'Størrelse'],
        rows: message.attachments.map(({ description, mimeType, size }, index) => [
          description ?? `Vedlegg ${index + 1}`,
          mimeType ?? '',
          size === null ? fileReference(attached[index]) : sizeText(size),
        ]),
      },
    ]),
  };
}

function fileReference(document: Element | undefined): string {
  const content = document ? contentOf(document) : null;
  return content ? labelOf(content.name) : 'ikke i meldingen';
}

/** Bytes as a person says them, with a Norwegian decimal comma. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`;
}
