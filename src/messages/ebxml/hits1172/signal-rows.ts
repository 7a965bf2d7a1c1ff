import { isMessageId } from '../checks/message-id.ts';
import type { EnvelopeKind } from '../envelope.ts';
import { MSH_ACTION, MSH_SERVICE, NS } from '../names.ts';
import type { EnvelopeReading } from '../read-message.ts';
import { blocksOf } from '../shape.ts';
import { equals, type Row, section, xmlRow } from './row.ts';

const has = ({ shape }: EnvelopeReading, name: string) =>
  blocksOf([...shape.headerBlocks, ...shape.bodyBlocks], NS.eb, name).length > 0;

/** Neither status nor ping: HITS 1172 stops before these rows for those. */
const isJudged = ({ envelope }: EnvelopeReading) =>
  !['ping', 'pong', 'status-request', 'status-response'].includes(envelope.kind);

/** Both blocks would make the message two things at once. */
const apart = (one: string, other: string) =>
  xmlRow(
    '-',
    [
      `${one} og ${other} står ikke i samme melding`,
      `${one} og ${other} står ikkje i same melding`,
      `${one} and ${other} do not stand in one message`,
    ],
    (xml) =>
      isJudged(xml) && (has(xml, one) || has(xml, other)) ? !(has(xml, one) && has(xml, other)) : null,
  );

const only = (kind: EnvelopeKind, xml: EnvelopeReading, kept: () => boolean) =>
  xml.envelope.kind === kind ? kept() : null;

const references = ({ envelope }: EnvelopeReading) => envelope.acknowledgment?.references ?? [];

/** HITS 1172 5.11 to 5.13: what kind of message it is, receipts and errors. */
export const signalRows: readonly Row[] = [
  ...section(
    '5.11.1',
    xmlRow(
      '-',
      [
        'Meldingen har noe ut over MessageHeader og Signature, eller er Ping eller Pong',
        'Meldinga har noko ut over MessageHeader og Signature, eller er Ping eller Pong',
        'The message has something besides MessageHeader and Signature, or is a Ping or Pong',
      ],
      (xml) => {
        if (xml.envelope.kind === 'ping' || xml.envelope.kind === 'pong') return true;
        const others = [...xml.shape.headerBlocks, ...xml.shape.bodyBlocks].filter(
          (block) => block.name !== 'MessageHeader' && block.name !== 'Signature',
        );
        return others.length > 0;
      },
    ),
  ),
  ...section(
    '5.11.3',
    apart('Acknowledgment', 'ErrorList'),
    apart('Acknowledgment', 'AckRequested'),
    apart('Acknowledgment', 'Manifest'),
    apart('ErrorList', 'AckRequested'),
    apart('ErrorList', 'Manifest'),
    xmlRow(
      '-',
      [
        'Ingen ebXML-blokk står mer enn én gang',
        'Inga ebXML-blokk står meir enn éin gong',
        'No ebXML block stands more than once',
      ],
      (xml) => {
        if (!isJudged(xml)) return null;
        const names = [...xml.shape.headerBlocks, ...xml.shape.bodyBlocks]
          .filter((block) => block.namespace === NS.eb)
          .map((block) => block.name);
        return new Set(names).size === names.length;
      },
    ),
  ),
  ...section(
    '5.12',
    xmlRow('106', equals('Service (Acknowledgment)', MSH_SERVICE), (xml) =>
      only('acknowledgment', xml, () => xml.envelope.header.service.value === MSH_SERVICE),
    ),
    xmlRow('107', equals('Action (Acknowledgment)', MSH_ACTION.acknowledgment), (xml) =>
      only('acknowledgment', xml, () => xml.envelope.header.action === MSH_ACTION.acknowledgment),
    ),
    xmlRow('108', equals('Acknowledgment/RefToMessageId', 'UUID | RFC 2822'), (xml) =>
      only('acknowledgment', xml, () => isMessageId(xml.envelope.acknowledgment?.refToMessageId ?? '')),
    ),
    xmlRow(
      '109',
      [
        'MessageData i en kvittering har ikke RefToMessageId',
        'MessageData i ei kvittering har ikkje RefToMessageId',
        'MessageData of a receipt has no RefToMessageId',
      ],
      (xml) => only('acknowledgment', xml, () => xml.envelope.header.refToMessageId === null),
    ),
    xmlRow(
      '115',
      ['En kvittering har ikke ErrorList', 'Ei kvittering har ikkje ErrorList', 'A receipt has no ErrorList'],
      (xml) => only('acknowledgment', xml, () => xml.envelope.errorList === null),
    ),
    xmlRow(
      '116',
      [
        'Acknowledgment har Reference med URI=""',
        'Acknowledgment har Reference med URI=""',
        'Acknowledgment has a Reference with URI=""',
      ],
      (xml) => only('acknowledgment', xml, () => references(xml).some((each) => each.uri === '')),
    ),
    xmlRow(
      '117',
      [
        'Acknowledgment har Reference til innholdet (cid:)',
        'Acknowledgment har Reference til innhaldet (cid:)',
        'Acknowledgment has a Reference to the content (cid:)',
      ],
      (xml) =>
        only('acknowledgment', xml, () =>
          references(xml).some((each) => each.uri?.startsWith('cid:') === true),
        ),
    ),
  ),
  ...section(
    '5.13',
    xmlRow('120', equals('Service (ErrorList)', MSH_SERVICE), (xml) =>
      only('message-error', xml, () => xml.envelope.header.service.value === MSH_SERVICE),
    ),
    xmlRow('121', equals('Action (ErrorList)', MSH_ACTION.messageError), (xml) =>
      only('message-error', xml, () => xml.envelope.header.action === MSH_ACTION.messageError),
    ),
    xmlRow('122', equals('MessageData/RefToMessageId', 'UUID | RFC 2822'), (xml) =>
      only('message-error', xml, () => isMessageId(xml.envelope.header.refToMessageId ?? '')),
    ),
    xmlRow(
      '123',
      [
        'En feilmelding har ikke Acknowledgment',
        'Ei feilmelding har ikkje Acknowledgment',
        'An error has no Acknowledgment',
      ],
      (xml) => only('message-error', xml, () => xml.envelope.acknowledgment === null),
    ),
  ),
];
