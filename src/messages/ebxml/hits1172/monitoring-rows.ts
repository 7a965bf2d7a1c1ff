import { STANDARDS, type Standard } from '../../standards.ts';
import { withDocument } from '../../xml/parse.ts';
import { childIn } from '../elements.ts';
import { field, parse, readMshInfo } from '../msh-info.ts';
import type { EnvelopeReading } from '../read-message.ts';
import { opened } from './attachments.ts';
import { filled, type Languages, place, present, type Row, section, xmlRow } from './row.ts';

const only = (xml: EnvelopeReading, kept: () => boolean | null) =>
  xml.envelope.kind === 'payload' ? kept() : null;
const schemas = (xml: EnvelopeReading) => (xml.envelope.manifest ?? []).flatMap((each) => each.schemas);
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
export const monitoringRows: readonly Row[] = section(
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
