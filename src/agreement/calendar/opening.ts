import type { LocalCalendar } from './closed-days.ts';
import { type Day, type Weekday, weekdayOf } from './day.ts';
import { type HolidayKey, holidaysOn } from './holidays.ts';

/** Why a date does not count. */
export type Closure =
  | { kind: 'weekday'; weekday: Weekday }
  | { kind: 'holiday'; holidays: readonly HolidayKey[] }
  | { kind: 'local'; name: string };

/** The part of a date in which time counts, in ms since midnight on the wall; half-open: `to` itself is outside. */
export interface Opening {
  from: number;
  to: number;
}

/** Which dates count, and from when to when: the answer of one agreement for one kind of patient. */
export interface OpeningTerms {
  window: Opening;
  weekdays: ReadonlySet<Weekday>;
  /** Public holidays that are open all the same; a date with any of these names is open on any weekday. */
  openHolidays: ReadonlySet<HolidayKey>;
  /** Every date is open, holidays too. */
  everyDay: boolean;
  local: LocalCalendar;
}

/** Whether a date is open, and for how long, or why it is closed. A kommune's own closed day goes before all else. */
export function openingOn(day: Day, terms: OpeningTerms): Opening | Closure {
  const local = terms.local(day);
  const to = local === null ? terms.window.to : Math.min(local.until, terms.window.to);
  if (local !== null && to <= terms.window.from) return { kind: 'local', name: local.name };

  const closure = terms.everyDay ? null : publicClosure(day, terms.weekdays, terms.openHolidays);
  return closure ?? { from: terms.window.from, to };
}

function publicClosure(
  day: Day,
  weekdays: ReadonlySet<Weekday>,
  openHolidays: ReadonlySet<HolidayKey>,
): Closure | null {
  const holidays = holidaysOn(day);
  if (holidays.some((key) => openHolidays.has(key))) return null;
  if (holidays.length > 0) return { kind: 'holiday', holidays };
  const weekday = weekdayOf(day);
  return weekdays.has(weekday) ? null : { kind: 'weekday', weekday };
}

const MONDAY_TO_FRIDAY: ReadonlySet<Weekday> = new Set<Weekday>([1, 2, 3, 4, 5]);
const NO_HOLIDAY: ReadonlySet<HolidayKey> = new Set();

/** Why a date is no working day (virkedag), or `null`. A local early closing leaves the day a working day. */
export function workingDayClosure(day: Day, local: LocalCalendar): Closure | null {
  const closing = local(day);
  if (closing !== null && closing.until === 0) return { kind: 'local', name: closing.name };
  return publicClosure(day, MONDAY_TO_FRIDAY, NO_HOLIDAY);
}
