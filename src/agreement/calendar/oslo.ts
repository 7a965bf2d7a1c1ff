import { DAY, type Day } from './day.ts';

/**
 * Europe/Oslo: between instants (milliseconds since 1970, UTC) and the date and time on the wall.
 * The offsets come from the runtime's own time-zone data through Temporal, read once per year and kept;
 * the server's own time zone has no say.
 */
export const TIME_ZONE = 'Europe/Oslo';

interface OffsetChange {
  from: number;
  offset: number;
}

const offsetsByYear = new Map<number, OffsetChange[]>();

/** The offsets in force during a UTC year, oldest first. */
function readOffsets(year: number): OffsetChange[] {
  const from = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(TIME_ZONE);
  const changes = [{ from, offset: start.offsetNanoseconds / 1e6 }];
  let next = start.getTimeZoneTransition('next');
  while (next !== null && next.epochMilliseconds < end) {
    changes.push({ from: next.epochMilliseconds, offset: next.offsetNanoseconds / 1e6 });
    next = next.getTimeZoneTransition('next');
  }
  return changes;
}

/** How far the wall clock in Norway is ahead of UTC at an instant, in ms. */
export function offsetAt(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  let changes = offsetsByYear.get(year);
  if (changes === undefined) {
    changes = readOffsets(year);
    offsetsByYear.set(year, changes);
  }
  let offset = 0;
  for (const change of changes) {
    if (change.from <= instant) offset = change.offset;
  }
  return offset;
}

/** The local date at an instant. */
export function localDay(instant: number): Day {
  return Math.floor((instant + offsetAt(instant)) / DAY);
}

/** Milliseconds since local midnight, as the wall clock shows them. */
export function localTime(instant: number): number {
  const local = instant + offsetAt(instant);
  return local - Math.floor(local / DAY) * DAY;
}

/** What a time on the wall means: once, twice (the hour repeated in October), or never (the hour left out in March). */
export type Occurrence = 'once' | 'twice' | 'never';

/**
 * The instant of a local date and time of day.
 * The doubled hour gives its first occurrence (summer time); the hour left out is read as if the clock had not yet
 * been moved, which lands one hour later on the wall.
 * @param time ms since midnight on the wall, 0 ≤ time ≤ 24 h
 */
export function instantAt(day: Day, time: number): { instant: number; occurrence: Occurrence } {
  const wall = day * DAY + time;
  const before = offsetAt(wall - DAY);
  const after = offsetAt(wall + DAY);
  const first = wall - before;
  if (before === after) return { instant: first, occurrence: 'once' };
  const second = wall - after;
  const firstHolds = offsetAt(first) === before;
  const secondHolds = offsetAt(second) === after;
  if (firstHolds) return { instant: first, occurrence: secondHolds ? 'twice' : 'once' };
  if (secondHolds) return { instant: second, occurrence: 'once' };
  return { instant: first, occurrence: 'never' };
}

/** The instant at which a local date begins. */
export function midnight(day: Day): number {
  return instantAt(day, 0).instant;
}

/** The day's change of the clocks: +1 h, −1 h or 0, in ms. */
export function clockChange(day: Day): number {
  return DAY - (midnight(day + 1) - midnight(day));
}
