import type { Text } from '../../../validation/catalogue/definition.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { DecryptionKey } from '../cms/enveloped-data.ts';
import type { EnvelopeReading, Reading } from '../read-message.ts';

/** A message with what else is known offline. Nothing here needs a clock: HITS 1172 holds everything against eb:Timestamp. */
export interface Inspection {
  reading: Reading;
  xml: EnvelopeReading | null;
  /** The agreement that stands in for the address registry; `null` when none was given. */
  agreement: Agreement | null;
  /** DER of the certificates that the sender is known to sign with. */
  certificates: readonly Uint8Array[];
  /** Our own keys, to open the content with. */
  keys: readonly DecryptionKey[];
}

/** How a message stands to a row. `not-applicable` also where the row could not be reached or asked about. */
export type Outcome = 'passed' | 'failed' | 'not-applicable';

/** One row of HITS 1172. Row numbers are ours, in the document's order; rule ids are the document's, and some rows have none. */
export interface Row {
  rule: string;
  section: string;
  /** What the row demands, said the positive way. */
  requirement: Text;
  check(inspection: Inspection): Outcome;
}

/** A text in bokmål, nynorsk and English. */
export type Languages = readonly [nb: string, nn: string, en: string];

/** Makes the rows of one section. */
export function section(name: string, ...rows: readonly Omit<Row, 'section'>[]): Row[] {
  return rows.map((row) => ({ ...row, section: name }));
}

/** A row; `check` says `null` where the row does not apply. */
export function row(
  rule: string,
  [nb, nn, en]: Languages,
  check: (inspection: Inspection) => boolean | null,
): Omit<Row, 'section'> {
  return { rule, requirement: { nb, nn, en }, check: (inspection) => outcome(check(inspection)) };
}

/** A row about the envelope; does not apply where there is none to read. */
export function xmlRow(
  rule: string,
  texts: Languages,
  check: (xml: EnvelopeReading, inspection: Inspection) => boolean | null,
): Omit<Row, 'section'> {
  return row(rule, texts, (inspection) => (inspection.xml ? check(inspection.xml, inspection) : null));
}

function outcome(kept: boolean | null): Outcome {
  if (kept === null) return 'not-applicable';
  return kept ? 'passed' : 'failed';
}

/** «X is there». */
export const present = (name: string, where: Languages): Languages => [
  `${name} finnes i ${where[0]}`,
  `${name} finst i ${where[1]}`,
  `${name} is present in ${where[2]}`,
];

/** «X is not empty». */
export const filled = (name: string, where: Languages): Languages => [
  `${name} i ${where[0]} er ikke tom`,
  `${name} i ${where[1]} er ikkje tom`,
  `${name} in ${where[2]} is not empty`,
];

/** «X is Y». */
export const equals = (name: string, value: string): Languages => [
  `${name} er ${value}`,
  `${name} er ${value}`,
  `${name} is ${value}`,
];

/** A place with the same name in every language. */
export const place = (name: string): Languages => [name, name, name];
