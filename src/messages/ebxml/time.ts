import type { Timestamp } from './envelope.ts';

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Reads an xsd:dateTime of an envelope. Unlike in KITH payloads, a time without offset is UTC:
 * ebXML presumes UTC (ebMS 2.0 3.1.6.2, HIS 1037 6.2.1). Digits beyond nanoseconds are dropped.
 * @returns `null` when there is nothing to read
 */
export function readTimestamp(written: string | null): Timestamp | null {
  const trimmed = written?.trim() ?? '';
  return trimmed === '' ? null : { written: trimmed, instant: toInstant(trimmed) };
}

function toInstant(written: string): string | null {
  const match = DATE_TIME.exec(written);
  if (!match) return null;
  const fraction = (match[1] ?? '').slice(0, 10);
  const endOfDay = written.slice(11, 19) === '24:00:00';
  const time = endOfDay ? '00:00:00' : written.slice(11, 19);
  try {
    const instant = Temporal.Instant.from(`${written.slice(0, 11)}${time}${fraction}${match[2] ?? 'Z'}`);
    return (endOfDay ? instant.add({ hours: 24 }) : instant).toString();
  } catch {
    return null;
  }
}

/** A time as we write it: UTC in whole seconds (HITS 1171 5.2.1.10). */
export function writeTimestamp(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
