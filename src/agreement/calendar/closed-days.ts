import { type Day, fromIsoDate, HOUR, MINUTE, yearOf } from './day.ts';
import { easterSunday } from './easter.ts';

/**
 * A day on which one kommune's office is closed, or closes early, beyond the public holidays:
 * once (`date`), every year (`yearly`, `12-24`), or so many days from Easter Sunday (`easter`, -4 is the Wednesday before).
 */
export interface ClosedDay {
  date?: string;
  yearly?: string;
  easter?: number;
  /** What the day is called, as it shall be shown. */
  name: string;
  /** The office is open until this time of day (`12:00`); absent: closed all day. */
  until?: string;
}

/** What a local calendar says about one date. */
export interface LocalClosing {
  name: string;
  /** Time of day in ms at which the office closes; 0 = closed all day. */
  until: number;
}

/** Looks up a date in a local calendar; `null` on a day that it does not mention. */
export type LocalCalendar = (day: Day) => LocalClosing | null;

export const NO_LOCAL_CALENDAR: LocalCalendar = () => null;

/** Reads `HH:MM` (00:00–24:00) as ms since midnight; `null` when it is no such time. */
export function timeOfDay(text: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  if (hours === undefined || Number(minutes) > 59) return null;
  const time = Number(hours) * HOUR + Number(minutes) * MINUTE;
  return time <= 24 * HOUR ? time : null;
}

/** The day that an entry names; a dated entry names the same day whatever the year. */
function dayIn(year: number, entry: ClosedDay): Day | null {
  if (entry.easter !== undefined) return easterSunday(year) + entry.easter;
  if (entry.yearly !== undefined) return fromIsoDate(`${String(year).padStart(4, '0')}-${entry.yearly}`);
  return entry.date === undefined ? null : fromIsoDate(entry.date);
}

/**
 * Makes the look-up of a kommune's own closed days. Where several entries name one date, the earliest closing counts.
 * @param entries already proven by the pack's schema; an entry without a readable day matches no day
 */
export function localCalendar(entries: readonly ClosedDay[]): LocalCalendar {
  if (entries.length === 0) return NO_LOCAL_CALENDAR;
  const years = new Map<number, Map<Day, LocalClosing>>();

  function reckon(year: number): Map<Day, LocalClosing> {
    const closings = new Map<Day, LocalClosing>();
    for (const entry of entries) {
      const day = dayIn(year, entry);
      const until = entry.until === undefined ? 0 : (timeOfDay(entry.until) ?? 0);
      const known = day === null ? undefined : closings.get(day);
      if (day !== null && (known === undefined || until < known.until))
        closings.set(day, { name: entry.name, until });
    }
    return closings;
  }

  return (day) => {
    const year = yearOf(day);
    let closings = years.get(year);
    if (closings === undefined) {
      closings = reckon(year);
      years.set(year, closings);
    }
    return closings.get(day) ?? null;
  };
}

/** The year-less date `12-24` or `02-29` as it must be written. */
export function isYearlyDate(text: string): boolean {
  return fromIsoDate(`2024-${text}`) !== null;
}
