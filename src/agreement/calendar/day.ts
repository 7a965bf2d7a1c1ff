/**
 * Local calendar dates as whole numbers, so that the clocks can count days without building date objects.
 * A `Day` has no time zone: it is the date on the wall.
 */

/** A calendar date as days since 1970-01-01. */
export type Day = number;

/** ISO weekday: Monday 1 … Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** Length of a date on the wall in ms; the real day is an hour shorter or longer when the clocks change. */
export const DAY = 24 * HOUR;

/** The day of a Gregorian date; `month` 1–12. A date beyond the month's end rolls over, as in `Date.UTC`. */
export function dayOf(year: number, month: number, date: number): Day {
  return Date.UTC(year, month - 1, date) / DAY;
}

export function yearOf(day: Day): number {
  return new Date(day * DAY).getUTCFullYear();
}

/** Monday 1 … Sunday 7. 1970-01-01 was a Thursday. */
export function weekdayOf(day: Day): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** Year, month (1–12) and date of a day. */
export function partsOf(day: Day): { year: number; month: number; date: number } {
  const utc = new Date(day * DAY);
  return { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, date: utc.getUTCDate() };
}

/** `2026-11-23`. */
export function toIsoDate(day: Day): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * Reads `YYYY-MM-DD`.
 * @returns `null` when the text has another form or names a date that does not exist
 */
export function fromIsoDate(text: string): Day | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return null;
  const day = dayOf(Number(year), Number(month), Number(date));
  return toIsoDate(day) === text ? day : null;
}
