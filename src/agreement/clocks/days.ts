import type { LocalCalendar } from '../calendar/closed-days.ts';
import type { Day } from '../calendar/day.ts';
import { workingDayClosure } from '../calendar/opening.ts';
import { localDay, midnight } from '../calendar/oslo.ts';
import { type Count, NOTHING_SKIPPED, noOpenDay, PATIENCE_DAYS, type SkippedDay } from './count.ts';

/** The `n` working days after a date, and the dates from that date on that are none. */
function nextWorkingDays(date: Day, n: number, local: LocalCalendar): { days: Day[]; skipped: SkippedDay[] } {
  const days: Day[] = [];
  const skipped: SkippedDay[] = [];
  for (let day = date; days.length < n; day++) {
    if (day > date + PATIENCE_DAYS) throw noOpenDay();
    const closure = workingDayClosure(day, local);
    if (closure !== null) skipped.push({ day, closure });
    else if (day > date) days.push(day);
  }
  return { days, skipped };
}

/** The date that is `n` working days after a date; the date itself is not counted. */
export function addWorkingDays(date: Day, n: number, local: LocalCalendar): Day {
  return nextWorkingDays(date, n, local).days.at(-1) ?? date;
}

/**
 * C-VIRKEDAG: working days after the start's local date. The deadline is the midnight that ends the last of them;
 * each counted stretch is one whole working day.
 * @param start epoch ms
 * @param n whole working days, at least 1
 * @throws AgreementFault `no-open-day` when the working days run out
 */
export function workingDays(start: number, n: number, local: LocalCalendar): Count {
  const first = localDay(start);
  const { days, skipped } = nextWorkingDays(first, n, local);
  const counted = days.map((day) => [midnight(day), midnight(day + 1)] as const);
  return { due: midnight((days.at(-1) ?? first) + 1), counted, skipped };
}

/**
 * C-DOGN: calendar dates. The deadline is the midnight that ends the date `n` after the start's local date
 * (0 = the same date); a negative `n` gives a limit that lies before the start.
 */
export function calendarDays(start: number, n: number): Count {
  const due = midnight(localDay(start) + n + 1);
  const counted: [number, number][] = due === start ? [] : [due > start ? [start, due] : [due, start]];
  return { due, counted, skipped: NOTHING_SKIPPED };
}
