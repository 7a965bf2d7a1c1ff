import type { MimePart } from '../../mime/read.ts';
import { STANDARDS, type Standard } from '../../standards.ts';
import { withDocument } from '../../xml/parse.ts';
import { namedParts } from '../checks/content-rules.ts';
import { CmsFault, decryptEnveloped, isEnvelopedData } from '../cms/enveloped-data.ts';
import { attributeIn, childIn } from '../elements.ts';
import type { ManifestReference } from '../envelope.ts';
import { field, parse, readMshInfo } from '../msh-info.ts';
import { NS } from '../names.ts';
import { innerPart } from '../payload.ts';
import { attachmentsOf, type EnvelopeReading } from '../read-message.ts';
import {
  equals,
  filled,
  type Inspection,
  type Languages,
  place,
  present,
  type Row,
  row,
  section,
  xmlRow,
} from './row.ts';

const only = (xml: EnvelopeReading, kept: () => boolean | null) =>
  xml.envelope.kind === 'payload' ? kept() : null;
const block = ({ shape }: EnvelopeReading, name: string) => childIn(shape.header, NS.eb, name);
const manifest = ({ shape }: EnvelopeReading) => childIn(shape.body, NS.eb, 'Manifest');
const references = ({ envelope }: EnvelopeReading): ManifestReference[] => envelope.manifest ?? [];
const attachments = ({ reading }: Inspection) => (reading.mime ? attachmentsOf(reading.mime) : []);

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

const schemas = (xml: EnvelopeReading) => references(xml).flatMap((each) => each.schemas);
const schemaRow = (
  rule: string,
  texts: Languages,
  keeps: (location: string, version: string, xml: EnvelopeReading) => boolean | null,
) =>
  xmlRow(rule, texts, (xml) => {
    const outcomes = schemas(xml).map((each) =>
      keeps(each.location?.trim() ?? '', each.version?.trim() ?? '', xml),
    );
    if (outcomes.every((each) => each === null)) return null;
    return outcomes.every((each) => each !== false);
  });

const standardsOf = (location: string): Standard[] =>
  STANDARDS.filter((standard) => standard.namespace === location);

/** A row about the JSON of HITS 1210; `null` where no description looks like it. */
const mshRow = (
  rule: string,
  texts: Languages,
  keeps: (fields: Record<string, unknown> | null) => boolean | null,
) =>
  xmlRow(rule, texts, (xml) =>
    only(xml, () => {
      const found = xml.envelope.header.descriptions
        .map((each) => parse(each.text))
        .find((each) => each !== null);
      return keeps(found ?? null);
    }),
  );
const names = (name: string) => (fields: Record<string, unknown> | null) => fields !== null && name in fields;
const fills = (name: string) => (fields: Record<string, unknown> | null) =>
  fields !== null && name in fields ? field(fields, name) !== null : null;

/** HITS 1172 5.14.4: what HITS 1210 wants to know about standards and systems. */
const monitoringRows: readonly Row[] = section(
  '5.14.4',
  schemaRow('265', filled('@location', place('Schema')), (location) => location !== ''),
  schemaRow('266', filled('@version', place('Schema')), (_, version) => /^\d+(\.\d+)*$/.test(version)),
  schemaRow(
    '267',
    ['Schema er et kjent skjema', 'Schema er eit kjent skjema', 'Schema is a known schema'],
    (location) => (location === '' ? null : standardsOf(location).length > 0),
  ),
  schemaRow(
    '268',
    ['Versjonen passer til skjemaet', 'Versjonen passar til skjemaet', 'The version fits the schema'],
    (location, version) =>
      standardsOf(location).length === 0
        ? null
        : standardsOf(location).some((standard) => standard.version === version),
  ),
  schemaRow(
    '269',
    [
      'Service og Action passer til skjemaet',
      'Service og Action passar til skjemaet',
      'Service and Action fit the schema',
    ],
    (location, _, xml) => {
      const types = standardsOf(location).flatMap((standard) => standard.types);
      const { service, action } = xml.envelope.header;
      const named = types.filter(
        (type) => type === action || service.value === `S-${type}` || service.value === `${type}-S`,
      );
      return types.length === 0 ? null : named.length > 0;
    },
  ),
  xmlRow(
    '270',
    [
      'Innholdet følger det skjemaet som konvolutten oppgir',
      'Innhaldet følgjer det skjemaet som konvolutten oppgir',
      'The content follows the schema that the envelope names',
    ],
    (xml, inspection) => {
      const locations = schemas(xml).map((each) => each.location?.trim() ?? '');
      const namespaces = opened(inspection).flatMap(payloadNamespaces);
      return locations.length === 0 || namespaces.length === 0
        ? null
        : locations.every((each) => namespaces.includes(each));
    },
  ),
  mshRow('271', present('MSH-system', place('Description')), names('MSH-system')),
  mshRow('272', present('MSH-versjon', place('Description')), names('MSH-versjon')),
  mshRow('273', filled('MSH-system', place('Description')), fills('MSH-system')),
  mshRow('274', filled('MSH-versjon', place('Description')), fills('MSH-versjon')),
  xmlRow(
    '279',
    [
      'Konvolutten oppgir både systemer (MSH) og skjema',
      'Konvolutten oppgir både system (MSH) og skjema',
      'The envelope names both systems (MSH) and schema',
    ],
    (xml) =>
      only(xml, () => readMshInfo(xml.envelope.header.descriptions) !== null && schemas(xml).length > 0),
  ),
);

/** The attachments in the clear: as they are, or decrypted with the keys given. Those that stay closed are left out. */
function opened(inspection: Inspection): Buffer[] {
  return attachments(inspection).flatMap((part) => {
    if (!isEnvelopedData(part.content)) return part.content;
    const content = decrypted(part.content, inspection);
    return content ? (innerPart(content)?.content ?? content) : [];
  });
}

function decrypted(bytes: Buffer, { keys }: Inspection): Buffer | null {
  if (keys.length === 0) return null;
  try {
    return decryptEnveloped(bytes, keys).content;
  } catch (error) {
    if (error instanceof CmsFault) return null;
    throw error;
  }
}

/** Namespaces of the document and of what MsgHead carries. */
function payloadNamespaces(bytes: Buffer): string[] {
  const result = withDocument(bytes, ({ root }) => {
    const contents = root.children.filter((child) => child.name === 'Document');
    const payloads = contents.flatMap(
      (document) =>
        childIn(childIn(document, root.namespace, 'RefDoc'), root.namespace, 'Content')?.children ?? [],
    );
    return [root.namespace, ...payloads.map((each) => each.namespace)];
  });
  return 'value' in result ? result.value : [];
}

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
