import type { LocalCalendar } from './closed-days.ts';
import { type Day, dayOf, MINUTE, toIsoDate, type Weekday, weekdayOf } from './day.ts';
import { type HolidayKey, holidaysOf } from './holidays.ts';
import { workingDayClosure } from './opening.ts';
import { clockChange } from './oslo.ts';

/** The years for which a calendar is given: the law on public holidays is of 1947. */
export const FIRST_CALENDAR_YEAR = 1947;
export const LAST_CALENDAR_YEAR = 2199;

/** One year as it matters to the clocks. */
export interface YearCalendar {
  year: number;
  holidays: readonly { date: string; weekday: Weekday; holidays: readonly HolidayKey[] }[];
  /** The kommune's own closed or shortened days. */
  local: readonly { date: string; weekday: Weekday; name: string; until: number }[];
  /** Days on which the clocks are moved; minutes forward (positive) or back. */
  clockChanges: readonly { date: string; minutes: number }[];
  /** Working days by month, January first. */
  workingDays: readonly number[];
}

/** @param year 1947–2199 */
export function yearCalendar(year: number, local: LocalCalendar): YearCalendar {
  const days = daysOf(dayOf(year, 1, 1), dayOf(year + 1, 1, 1));
  const dated = (day: Day) => ({ date: toIsoDate(day), weekday: weekdayOf(day) });
  return {
    year,
    holidays: [...holidaysOf(year)].map(([day, holidays]) => ({ ...dated(day), holidays })),
    local: days.flatMap((day) => {
      const closing = local(day);
      return closing === null ? [] : [{ ...dated(day), ...closing }];
    }),
    clockChanges: days.flatMap((day) => {
      const change = clockChange(day);
      return change === 0 ? [] : [{ date: toIsoDate(day), minutes: change / MINUTE }];
    }),
    workingDays: Array.from({ length: 12 }, (_, month) => {
      const inMonth = daysOf(dayOf(year, month + 1, 1), dayOf(year, month + 2, 1));
      return inMonth.filter((day) => workingDayClosure(day, local) === null).length;
    }),
  };
}

function daysOf(from: Day, to: Day): Day[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
