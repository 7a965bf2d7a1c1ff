import { AgreementFault, quote } from '../fault.ts';
import { TIME_ZONE } from './oslo.ts';

/**
 * What had to be decided to read a written time: `doubled-hour` the hour repeated in October, read as its first
 * occurrence (summer time); `missing-hour` the hour left out in March, read as one hour later on the wall;
 * `date-only` no time of day was written, read as the midnight that begins the date.
 */
export type TimeFlag = 'doubled-hour' | 'missing-hour' | 'date-only';

/** An instant, and what was unsure about it. */
export interface Moment {
  instant: Temporal.Instant;
  flags: readonly TimeFlag[];
}

const ISO =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[T ](?<time>\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(?<offset>Z|[+-]\d{2}(?::?\d{2})?)?(?:\[Europe\/Oslo\])?)?$/i;

/** Deadlines are reckoned inside these UTC years: before them the time-zone data are of another kind. */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2199;

const EARLIEST = Date.UTC(FIRST_YEAR, 0, 2);
const LATEST = Date.UTC(LAST_YEAR, 11, 31);

/** @throws AgreementFault `time-out-of-range` outside 1970–2199 */
export function requireReckonable(epochMilliseconds: number): void {
  if (epochMilliseconds >= EARLIEST && epochMilliseconds < LATEST) return;
  throw new AgreementFault('time-out-of-range', {
    nb: `Tidspunktet ligger utenfor årene ${FIRST_YEAR}–${LAST_YEAR}.`,
    nn: `Tidspunktet ligg utanfor åra ${FIRST_YEAR}–${LAST_YEAR}.`,
    en: `The time lies outside the years ${FIRST_YEAR}–${LAST_YEAR}.`,
  });
}

function unreadable(text: string): AgreementFault {
  const written = quote(text);
  return new AgreementFault('unreadable-time', {
    nb: `«${written}» er ikke et tidspunkt etter ISO 8601, som 2026-11-20T13:30:00+01:00.`,
    nn: `«${written}» er ikkje eit tidspunkt etter ISO 8601, som 2026-11-20T13:30:00+01:00.`,
    en: `“${written}” is not a time in ISO 8601, such as 2026-11-20T13:30:00+01:00.`,
  });
}

/**
 * Reads a time as KITH messages and people write it: with an offset (or `Z`) it is that instant; without, it is
 * Europe/Oslo local time; a date alone is its first midnight.
 * @throws AgreementFault `unreadable-time` when it is no such time, `time-out-of-range` outside 1970–2199
 */
export function readMoment(text: string): Moment {
  const parts = ISO.exec(text.trim())?.groups;
  if (parts?.date === undefined) throw unreadable(text);
  let moment: Moment;
  try {
    moment = toMoment(parts.date, parts.time?.replace(',', '.'), parts.offset);
  } catch {
    throw unreadable(text);
  }
  requireReckonable(moment.instant.epochMilliseconds);
  return moment;
}

function toMoment(date: string, time: string | undefined, offset: string | undefined): Moment {
  if (time !== undefined && offset !== undefined) {
    return { instant: Temporal.Instant.from(`${date}T${time}${offset}`), flags: [] };
  }
  const written = Temporal.PlainDateTime.from(`${date}T${time ?? '00:00'}`);
  const flags: TimeFlag[] = time === undefined ? ['date-only'] : [];
  const earlier = written.toZonedDateTime(TIME_ZONE, { disambiguation: 'earlier' });
  const later = written.toZonedDateTime(TIME_ZONE, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { instant: earlier.toInstant(), flags };
  const doubled = earlier.toPlainDateTime().equals(written);
  return doubled
    ? { instant: earlier.toInstant(), flags: [...flags, 'doubled-hour'] }
    : { instant: later.toInstant(), flags: [...flags, 'missing-hour'] };
}
