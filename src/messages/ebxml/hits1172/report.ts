import { headerRows, soapRows } from './envelope-rows.ts';
import { mailRows } from './mail-rows.ts';
import { payloadRows } from './payload-rows.ts';
import { registryRows } from './registry-rows.ts';
import type { Inspection, Outcome, Row } from './row.ts';
import { signalRows } from './signal-rows.ts';
import { signatureRows } from './signature-rows.ts';

/** All 139 rows of HITS 1172:2017 (updated 11/2019), in its order. */
export const ROWS: readonly Row[] = [
  ...mailRows,
  ...soapRows,
  ...headerRows,
  ...registryRows,
  ...signatureRows,
  ...signalRows,
  ...payloadRows,
];

/** How a message stands to one row. */
export interface RowResult {
  /** Number of the row in the document, from 1. */
  row: number;
  /** The document's rule id; `-` where it has none. */
  rule: string;
  section: string;
  result: Outcome;
  /** What the row demands, in Norwegian bokmål. */
  requirement: string;
}

/** Holds a message against every row of HITS 1172. Nothing is stopped by an earlier failure. */
export function report(inspection: Inspection): RowResult[] {
  return ROWS.map((row, index) => ({
    row: index + 1,
    rule: row.rule,
    section: row.section,
    result: row.check(inspection),
    requirement: row.requirement.nb,
  }));
}
