/** The zone of every KITH time that carries no offset. */
export const ZONE = 'Europe/Oslo';

const DATE_TIME = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Reads an xsd:dateTime as an instant.
 * @param written with offset, or without one as Europe/Oslo local time; the doubled hour in October
 *   is read as its first (summer time) occurrence, the skipped hour in March as summer time begins
 * @returns ISO 8601 in UTC, or `null` when it is not both a date and a time, or no such time exists
 */
export function toInstant(written: string | null): string | null {
  const trimmed = written?.trim() ?? '';
  const match = DATE_TIME.exec(trimmed);
  if (!match) return null;
  try {
    if (match[1]) return Temporal.Instant.from(midnight(trimmed)).toString();
    const local = Temporal.PlainDateTime.from(midnight(trimmed));
    const rolled = trimmed.includes('T24:') ? local.add({ days: 1 }) : local;
    return rolled.toZonedDateTime(ZONE, { disambiguation: 'compatible' }).toInstant().toString();
  } catch {
    return null;
  }
}

/** 24:00:00 is a legal end of day in XML Schema, which Temporal does not read. */
function midnight(written: string): string {
  return written.replace('T24:00:00', 'T00:00:00');
}

/** Whether a KITH TS value holds a date and a time of day (and not only a date, year or clock time). */
export function hasTimeOfDay(written: string | null): boolean {
  return written !== null && DATE_TIME.test(written.trim());
}
