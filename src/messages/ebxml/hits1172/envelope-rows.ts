import { BODY_BLOCKS, HEADER_BLOCKS } from '../checks/blocks.ts';
import { isMessageId } from '../checks/message-id.ts';
import { attributeIn, childIn, childrenIn, type Element } from '../elements.ts';
import type { EnvelopeParty } from '../envelope.ts';
import { NS } from '../names.ts';
import type { EnvelopeReading } from '../read-message.ts';
import { equals, filled, place, present, type Row, row, section, xmlRow } from './row.ts';

const HEADER = place('MessageHeader');
const header = ({ shape }: EnvelopeReading) => childIn(shape.header, NS.eb, 'MessageHeader');
const child = (xml: EnvelopeReading, ...names: string[]): Element | null =>
  names.reduce<Element | null>((element, name) => childIn(element, NS.eb, name), header(xml));
/** A row about the message header does not apply where there is none. */
const inHeader = (xml: EnvelopeReading, kept: () => boolean | null) => (header(xml) ? kept() : null);

const headerHas = (rule: string, name: string, ...way: string[]) =>
  xmlRow(rule, present(name, way.length > 1 ? place(way.slice(0, -1).join('/')) : HEADER), (xml) =>
    inHeader(xml, () => child(xml, ...way) !== null),
  );
const headerFills = (rule: string, name: string) =>
  xmlRow(rule, filled(name, HEADER), (xml) => {
    const element = child(xml, name);
    return element ? element.text.trim() !== '' : null;
  });

/** HITS 1172 5.6 and 5.7: XML and SOAP. */
export const soapRows: readonly Row[] = [
  ...section(
    '5.6.1',
    xmlRow(
      '78',
      present('<?xml version="1.0" encoding="UTF-8"?>', ['konvolutten', 'konvolutten', 'the envelope']),
      (xml) => xml.declaration,
    ),
    xmlRow('68', equals('encoding', 'UTF-8'), (xml) => /^utf-?8$/i.test(xml.encoding.name)),
    row(
      '86',
      [
        'Innholdet kan kjennes igjen som ebXML på navnerommet til rotelementet',
        'Innhaldet kan kjennast att som ebXML på namnerommet til rotelementet',
        'The content is recognised as ebXML by the namespace of its root element',
      ],
      ({ xml, reading }) => (xml ? xml.root.namespace === NS.soap : reading.broken.length > 0 ? false : null),
    ),
    xmlRow(
      '16',
      ['XML følger SOAP-skjemaet', 'XML følgjer SOAP-skjemaet', 'The XML follows the SOAP schema'],
      (xml) => xml.schemaErrors.every((each) => each.part !== 'soap'),
    ),
    xmlRow(
      '17',
      ['XML følger ebXML-skjemaet', 'XML følgjer ebXML-skjemaet', 'The XML follows the ebXML schema'],
      (xml) => xml.schemaErrors.every((each) => each.part !== 'ebxml'),
    ),
  ),
  ...section(
    '5.7.1',
    xmlRow(
      '43',
      present('SOAP:Envelope', ['meldingen', 'meldinga', 'the message']),
      ({ root }) => root.name === 'Envelope' && root.namespace === NS.soap,
    ),
    xmlRow('2', present('SOAP:Header', place('SOAP:Envelope')), ({ shape }) => shape.header !== null),
    xmlRow('3', present('SOAP:Body', place('SOAP:Envelope')), ({ shape }) => shape.body !== null),
  ),
  ...section(
    '5.7.2',
    xmlRow(
      '100',
      [
        'SOAP:Header har ingen ukjent eller feilplassert blokk med mustUnderstand="1"',
        'SOAP:Header har inga ukjend eller feilplassert blokk med mustUnderstand="1"',
        'SOAP:Header has no unknown or misplaced block with mustUnderstand="1"',
      ],
      ({ shape }, { reading }) => {
        // A mail cannot be answered in the same connection, so SyncReply is misplaced there.
        const known = HEADER_BLOCKS.filter((name) => name !== 'SyncReply' || reading.transport !== 'mail');
        return shape.headerBlocks.every(
          (block) =>
            !/^(1|true)$/.test(block.mustUnderstand ?? '') ||
            (block.namespace === NS.eb && known.includes(block.name)) ||
            (block.namespace === NS.ds && block.name === 'Signature'),
        );
      },
    ),
    xmlRow(
      '101',
      [
        'SOAP:Body har ingen ukjent eller feilplassert blokk',
        'SOAP:Body har inga ukjend eller feilplassert blokk',
        'SOAP:Body has no unknown or misplaced block',
      ],
      ({ shape }) =>
        shape.bodyBlocks.every((block) => block.namespace === NS.eb && BODY_BLOCKS.includes(block.name)),
    ),
  ),
];

const version = (xml: EnvelopeReading) => attributeIn(header(xml), NS.eb, 'version');
const mustUnderstand = (xml: EnvelopeReading) => attributeIn(header(xml), NS.soap, 'mustUnderstand');

const FROM_TO = ['From', 'To'] as const;
const party = (xml: EnvelopeReading, side: (typeof FROM_TO)[number]): EnvelopeParty =>
  side === 'From' ? xml.envelope.header.from : xml.envelope.header.to;
const hers = (xml: EnvelopeReading, side: (typeof FROM_TO)[number]) =>
  party(xml, side)
    .ids.filter((id) => id.type === 'HER')
    .map((id) => id.value);

const hasPartyId = (rule: string, side: (typeof FROM_TO)[number]) =>
  xmlRow(rule, present('PartyId', place(side)), (xml) =>
    child(xml, side) ? childrenIn(child(xml, side), NS.eb, 'PartyId').length > 0 : null,
  );
const fillsPartyId = (rule: string, side: (typeof FROM_TO)[number]) =>
  xmlRow(rule, filled('PartyId', place(side)), (xml) =>
    party(xml, side).ids.length > 0 ? party(xml, side).ids.every((id) => id.value !== '') : null,
  );
const hasHer = (rule: string, side: (typeof FROM_TO)[number]) =>
  xmlRow(rule, present('PartyId (HER)', place(side)), (xml) =>
    child(xml, side) ? hers(xml, side).length > 0 : null,
  );
const oneHer = (rule: string, side: (typeof FROM_TO)[number]) =>
  xmlRow(
    rule,
    [`${side} har nøyaktig én HER-id`, `${side} har nøyaktig éin HER-id`, `${side} has exactly one HER-id`],
    (xml) => (child(xml, side) ? hers(xml, side).length === 1 : null),
  );
const numericHer = (rule: string, side: (typeof FROM_TO)[number]) =>
  xmlRow(
    rule,
    [
      `HER-id i ${side} består av siffer`,
      `HER-id i ${side} er sett saman av siffer`,
      `The HER-id in ${side} consists of digits`,
    ],
    (xml) => (hers(xml, side).length > 0 ? hers(xml, side).every((value) => /^\d+$/.test(value)) : null),
  );

/** HITS 1172 5.8: the message header. */
export const headerRows: readonly Row[] = [
  ...section(
    '5.8.1',
    xmlRow('4', present('MessageHeader', place('SOAP:Header')), (xml) => header(xml) !== null),
    xmlRow('8', present('@version', HEADER), (xml) => inHeader(xml, () => version(xml) !== null)),
    xmlRow('70', equals('MessageHeader/@version', '"2.0"'), (xml) =>
      version(xml) === null ? null : version(xml) === '2.0',
    ),
    xmlRow('7', present('@SOAP:mustUnderstand', HEADER), (xml) =>
      inHeader(xml, () => mustUnderstand(xml) !== null),
    ),
    xmlRow('69', equals('MessageHeader/@SOAP:mustUnderstand', '"1"'), (xml) =>
      mustUnderstand(xml) === null ? null : mustUnderstand(xml) === '1',
    ),
  ),
  ...section(
    '5.8.2',
    headerHas('76', 'MessageId', 'MessageData', 'MessageId'),
    xmlRow('102', equals('MessageId', 'UUID | RFC 2822'), ({ envelope }) =>
      envelope.header.messageId === null ? null : isMessageId(envelope.header.messageId),
    ),
    headerHas('77', 'Timestamp', 'MessageData', 'Timestamp'),
  ),
  ...section(
    '5.8.3',
    headerHas('11', 'CPAId', 'CPAId'),
    xmlRow('12', equals('CPAId', 'HER_HER | UUID'), ({ envelope }) =>
      envelope.header.cpaId === null ? null : isCpaIdOfProfile(envelope.header.cpaId),
    ),
  ),
  ...section(
    '5.8.4',
    headerHas('10', 'From', 'From'),
    headerHas('9', 'To', 'To'),
    hasPartyId('58', 'From'),
    hasPartyId('59', 'To'),
    fillsPartyId('25', 'From'),
    fillsPartyId('55', 'To'),
    hasHer('60', 'From'),
    hasHer('61', 'To'),
    oneHer('14', 'From'),
    oneHer('13', 'To'),
    numericHer('31', 'From'),
    numericHer('56', 'To'),
  ),
  ...section(
    '5.8.5',
    headerHas('47', 'Service', 'Service'),
    headerFills('71', 'Service'),
    headerHas('48', 'Action', 'Action'),
    headerFills('72', 'Action'),
  ),
];

/** Lowest HER-id first; a running number may follow. */
function isCpaIdOfProfile(value: string): boolean {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return true;
  const match = /^(\d+)_(\d+)(_\d+)?$/.exec(value);
  return match !== null && Number(match[1]) <= Number(match[2]);
}
