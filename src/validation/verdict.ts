import type { Finding, Verdict } from './finding.ts';

/** When several findings may reject, the gravest fault of form is the one that a receipt names. */
const GRAVITY = ['T01', 'T10', 'T02', 'S01', 'S02', 'S03', 'S99', 'E10', 'E36'];

/** The AppRec error code (8221) that a negative receipt would carry; `null` when nothing rejects. */
export function rejectionCode(findings: readonly Finding[]): string | null {
  const codes = new Set(findings.map((finding) => finding.apprec));
  return GRAVITY.find((code) => codes.has(code)) ?? null;
}

/** Sums up findings; info alone leaves a message accepted. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (rejectionCode(findings) !== null) return 'rejected';
  return findings.some((finding) => finding.severity !== 'info') ? 'flagged' : 'accepted';
}
