import { toIsoDate } from '../../src/agreement/calendar/day.ts';
import { easterSunday } from '../../src/agreement/calendar/easter.ts';
import type { Category } from '../../src/agreement/packs/schema.ts';

/**
 * The clocks once more, written plainly with Temporal and stepping through dates: slow, and sharing nothing with the
 * real ones but the date of Easter (which has a test of its own).
 */
const ZONE = 'Europe/Oslo';

function feastsAround(date: Temporal.PlainDate): Map<string, 'feast' | 'holiday'> {
  const easter = Temporal.PlainDate.from(toIsoDate(easterSunday(date.year)));
  const days = new Map<string, 'feast' | 'holiday'>();
  for (const monthDay of ['01-01', '05-01', '05-17']) days.set(`${date.year}-${monthDay}`, 'holiday');
  for (const offset of [39, 49, 50]) days.set(easter.add({ days: offset }).toString(), 'holiday');
  for (const monthDay of ['12-25', '12-26']) days.set(`${date.year}-${monthDay}`, 'feast');
  for (const offset of [-3, -2, 0, 1]) days.set(easter.add({ days: offset }).toString(), 'feast');
  return days;
}

export function isEligible(date: Temporal.PlainDate, category: Category, holidayNotice: boolean): boolean {
  const holiday = feastsAround(date).get(date.toString());
  if (holiday === 'feast' && holidayNotice) return true;
  if (holiday !== undefined) return false;
  return category !== 'standard' || date.dayOfWeek <= 5;
}

/** C-0815 by walking from window to window. */
export function windowDue(
  start: Temporal.Instant,
  length: Temporal.Duration,
  category: Category,
  holidayNotice: boolean,
): Temporal.Instant {
  let left = length;
  let at = start.toZonedDateTimeISO(ZONE);
  for (;;) {
    const date = at.toPlainDate();
    const opens = date.toZonedDateTime({ timeZone: ZONE, plainTime: '08:00' });
    const closes = date.toZonedDateTime({ timeZone: ZONE, plainTime: '15:00' });
    if (Temporal.ZonedDateTime.compare(at, opens) < 0) at = opens;
    if (isEligible(date, category, holidayNotice) && Temporal.ZonedDateTime.compare(at, closes) < 0) {
      const room = at.until(closes, { largestUnit: 'milliseconds' });
      if (Temporal.Duration.compare(left, room) <= 0) return at.add(left).toInstant();
      left = left.subtract(room);
    }
    at = date.add({ days: 1 }).toZonedDateTime(ZONE);
  }
}

/** C-VIRKEDAG: the midnight after the n-th working day. */
export function workingDayDue(start: Temporal.Instant, n: number): Temporal.Instant {
  let date = start.toZonedDateTimeISO(ZONE).toPlainDate();
  for (let left = n; left > 0; ) {
    date = date.add({ days: 1 });
    if (isEligible(date, 'standard', false)) left--;
  }
  return date.add({ days: 1 }).toZonedDateTime(ZONE).toInstant();
}

/** C-DOGN: the midnight after the date n days away. */
export function calendarDayDue(start: Temporal.Instant, n: number): Temporal.Instant {
  const date = start
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .add({ days: n + 1 });
  return date.toZonedDateTime(ZONE).toInstant();
}
