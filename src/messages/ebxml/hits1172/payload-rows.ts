import type { MimePart } from '../../mime/read.ts';
import { namedParts } from '../checks/content-rules.ts';
import { isEnvelopedData } from '../cms/enveloped-data.ts';
import { attributeIn, childIn } from '../elements.ts';
import type { ManifestReference } from '../envelope.ts';
import { NS } from '../names.ts';
import { innerPart } from '../payload.ts';
import type { EnvelopeReading } from '../read-message.ts';
import { attachments, decrypted } from './attachments.ts';
import { monitoringRows } from './monitoring-rows.ts';
import { equals, filled, type Languages, place, present, type Row, row, section, xmlRow } from './row.ts';

const only = (xml: EnvelopeReading, kept: () => boolean | null) =>
  xml.envelope.kind === 'payload' ? kept() : null;
const block = ({ shape }: EnvelopeReading, name: string) => childIn(shape.header, NS.eb, name);
const manifest = ({ shape }: EnvelopeReading) => childIn(shape.body, NS.eb, 'Manifest');
const references = ({ envelope }: EnvelopeReading): ManifestReference[] => envelope.manifest ?? [];

const mustUnderstand = (xml: EnvelopeReading) =>
  attributeIn(block(xml, 'AckRequested'), NS.soap, 'mustUnderstand');

/** HITS 1172 5.14.1 to 5.14.3: the envelope of a payload. */
const envelopeRows: readonly Row[] = [
  ...section(
    '5.14.1',
    xmlRow('74', present('DuplicateElimination', place('MessageHeader')), (xml) =>
      only(xml, () => xml.envelope.header.duplicateElimination),
    ),
  ),
  ...section(
    '5.14.2',
    xmlRow('75', present('AckRequested', place('SOAP:Header')), (xml) =>
      only(xml, () => xml.envelope.ackRequested !== null),
    ),
    xmlRow('-', present('@SOAP:mustUnderstand', place('AckRequested')), (xml) =>
      xml.envelope.ackRequested ? mustUnderstand(xml) !== null : null,
    ),
    xmlRow('-', equals('AckRequested/@SOAP:mustUnderstand', '"1"'), (xml) =>
      mustUnderstand(xml) === null ? null : mustUnderstand(xml) === '1',
    ),
    xmlRow('94', equals('AckRequested/@signed', 'true | 1'), (xml) =>
      xml.envelope.ackRequested ? xml.envelope.ackRequested.signed === true : null,
    ),
  ),
  ...section(
    '5.14.3',
    xmlRow('5', equals('Manifest/@version', '"2.0"'), (xml) =>
      manifest(xml) ? attributeIn(manifest(xml), NS.eb, 'version') === '2.0' : null,
    ),
    xmlRow('6', present('Reference', place('Manifest')), (xml) =>
      manifest(xml) ? references(xml).length > 0 : null,
    ),
    xmlRow(
      '27',
      [
        'En melding med Reference i Manifest har vedlegg',
        'Ei melding med Reference i Manifest har vedlegg',
        'A message with a Reference in its Manifest has attachments',
      ],
      (xml, inspection) => {
        if (inspection.reading.transport === 'bare' || references(xml).length === 0) return null;
        return attachments(inspection).length > 0;
      },
    ),
    xmlRow('-', filled('@xlink:href', place('Reference')), (xml) =>
      references(xml).length > 0 ? references(xml).every((each) => (each.href ?? '') !== '') : null,
    ),
    xmlRow(
      '23',
      [
        'Hver Reference har en del med samme Content-ID',
        'Kvar Reference har ein del med same Content-ID',
        'Every Reference has a part with the same Content-ID',
      ],
      (xml, inspection) => {
        const ids = namedParts(references(xml));
        if (inspection.reading.transport === 'bare' || references(xml).length === 0) return null;
        const parts = inspection.reading.mime?.parts ?? [];
        return (
          ids.length === references(xml).length &&
          ids.every((id) => parts.some((part) => part.contentId === id))
        );
      },
    ),
  ),
];

/** A row about the MIME part inside the encryption; `null` where bare XML stands there. */
const innerRow = (rule: string, texts: Languages, keeps: (part: MimePart | null) => boolean | null) =>
  row(rule, texts, (inspection) => {
    const contents = attachments(inspection).flatMap((part) => decrypted(part.content, inspection) ?? []);
    const outcomes = contents.map((content) => keeps(innerPart(content))).filter((each) => each !== null);
    return outcomes.length > 0 ? outcomes.every((each) => each) : null;
  });

const PAYLOAD = ['det dekrypterte innholdet', 'det dekrypterte innhaldet', 'the decrypted content'] as const;

/** HITS 1172 5.15: what stands inside the encryption, when we hold the key. */
const decryptedRows: readonly Row[] = section(
  '5.15.1',
  row(
    '263',
    ['Vedlegget er et CMS-objekt', 'Vedlegget er eit CMS-objekt', 'The attachment is a CMS object'],
    (inspection) => {
      const parts = attachments(inspection);
      return parts.length > 0 ? parts.every((part) => isEnvelopedData(part.content)) : null;
    },
  ),
  innerRow('-', present('Content-Type', PAYLOAD), (part) => (part?.mediaType ?? null) !== null),
  innerRow(
    '264',
    present('Content-Transfer-Encoding', PAYLOAD),
    (part) => (part?.transferEncoding ?? null) !== null,
  ),
  innerRow('-', equals('Content-Type (innhold)', 'application/xml'), (part) =>
    part?.mediaType ? part.mediaType.type === 'application/xml' : null,
  ),
  innerRow(
    '259',
    equals('Content-Transfer-Encoding (innhold)', '8bit | binary | quoted-printable | base64'),
    (part) => (part?.transferEncoding ? part.transferEncoding !== '7bit' : null),
  ),
);

export const payloadRows: readonly Row[] = [...envelopeRows, ...monitoringRows, ...decryptedRows];
