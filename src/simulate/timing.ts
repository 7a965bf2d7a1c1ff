import { weekdayOf } from '../agreement/calendar/day.ts';
import { holidaysOn } from '../agreement/calendar/holidays.ts';
import { localDay, localTime } from '../agreement/calendar/oslo.ts';
import { HOUR } from './draft.ts';
import type { Random } from './random.ts';

/**
 * Draws a moment between two others at which a ward's office is open: a working day between 08 and 15, else any day in
 * those hours, else just any moment between them.
 * @param epoch the instant (ms since 1970) at which the play begins; `from` and `to` count from it
 */
export function officeMoment(random: Random, epoch: number, from: number, to: number): number {
  const steps = Math.max(1, Math.floor((to - from) / (HOUR / 4)));
  const moments = Array.from(
    { length: steps },
    (_, step) => from + ((step + random.next()) * (to - from)) / steps,
  );
  const open = moments.filter((moment) => isDaytime(epoch + moment));
  const working = open.filter((moment) => isWorkingDay(epoch + moment));
  const choice = [working, open, moments].find((each) => each.length > 0);
  return Math.round(random.pick(choice ?? [from]));
}

/** Between 08 and 15 on the wall in Norway, on whatever day. */
export function isDaytime(instant: number): boolean {
  const hours = localTime(instant) / HOUR;
  return hours >= 8 && hours < 15;
}

function isWorkingDay(instant: number): boolean {
  const day = localDay(instant);
  return weekdayOf(day) <= 5 && holidaysOn(day).length === 0;
}
