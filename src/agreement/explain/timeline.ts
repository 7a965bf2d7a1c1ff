import { type Day, MINUTE, partsOf, toIsoDate, weekdayOf } from '../calendar/day.ts';
import { openingOn } from '../calendar/opening.ts';
import { instantAt, localDay } from '../calendar/oslo.ts';
import type { Deadline } from '../due.ts';
import type { Language } from '../text.ts';
import { closureText, lengthText, timeText, weekdayName } from './words.ts';

/** One date of a timeline drawn in characters: a cell for every half hour on the wall. */
export interface TimelineRow {
  label: string;
  /** `█` counted, `░` the window is open, `·` it is not, `◆` a single moment, blank: an hour that the date lacks. */
  cells: string;
  /** What counted, or why the date did not. */
  note: string;
}

const HALF_HOUR = 30 * MINUTE;
const CELLS = 48;
/** More dates than this are folded in the middle. */
const MOST_ROWS = 16;
const KEPT_AT_EACH_END = 7;

/** The hours of the day over the cells. */
export const TIMELINE_SCALE = ['00', '04', '08', '12', '16', '20']
  .map((hour) => hour.padEnd(8))
  .join('')
  .trimEnd();

/** The dates from the start to the limit, in order; a long stretch is folded into one row that says how many. */
export function timeline(deadline: Deadline, language: Language): TimelineRow[] {
  const [from, to] = [deadline.start, deadline.due]
    .map((instant) => instant.epochMilliseconds)
    .toSorted((a, b) => a - b);
  const first = localDay(from as number);
  // A limit at midnight ends the date before; it does not open a new one.
  const last = Math.max(first, localDay((to as number) - 1));
  const days = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  if (days.length <= MOST_ROWS) return days.map((day) => row(deadline, day, language));
  const folded = { label: '', cells: '', note: `… ${days.length - 2 * KEPT_AT_EACH_END} …` };
  return [
    ...days.slice(0, KEPT_AT_EACH_END).map((day) => row(deadline, day, language)),
    folded,
    ...days.slice(-KEPT_AT_EACH_END).map((day) => row(deadline, day, language)),
  ];
}

function row(deadline: Deadline, day: Day, language: Language): TimelineRow {
  const { month, date } = partsOf(day);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    label: `${weekdayName(weekdayOf(day), language).slice(0, 3)} ${two(date)}.${two(month)}`,
    cells: Array.from({ length: CELLS }, (_, index) => cell(deadline, day, index * HALF_HOUR)).join(''),
    note: noteOf(deadline, day, language),
  };
}

function cell(deadline: Deadline, day: Day, time: number): string {
  const { instant: from, occurrence } = instantAt(day, time);
  if (occurrence === 'never') return ' ';
  const to = instantAt(day, time + HALF_HOUR).instant;
  const overlaps = deadline.counted.some(
    (slice) => slice.from.epochMilliseconds < to && slice.to.epochMilliseconds > from,
  );
  if (overlaps) return '█';
  const due = deadline.due.epochMilliseconds;
  if (deadline.counted.length === 0 && due >= from && due < to) return '◆';
  return isOpen(deadline, day, time) ? '░' : '·';
}

function isOpen({ rule, category, holidayNotice }: Deadline, day: Day, time: number): boolean {
  if (rule.openings === null) return false;
  const { plain, holidayNotice: feasts } = rule.openings[category];
  const opening = openingOn(day, holidayNotice ? feasts : plain);
  return 'from' in opening && time + HALF_HOUR > opening.from && time < opening.to;
}

function noteOf(deadline: Deadline, day: Day, language: Language): string {
  const iso = toIsoDate(day);
  const skipped = deadline.skipped.find(({ date }) => date === iso);
  if (skipped !== undefined) return closureText(skipped.closure, language);
  const midnight = instantAt(day, 0).instant;
  const next = instantAt(day + 1, 0).instant;
  return deadline.counted
    .map(
      ({ from, to }) =>
        [Math.max(from.epochMilliseconds, midnight), Math.min(to.epochMilliseconds, next)] as const,
    )
    .filter(([from, to]) => from < to)
    .map(([from, to]) => stretchText(from, to, next, language))
    .join(', ');
}

function stretchText(from: number, to: number, next: number, language: Language): string {
  const end = to === next ? (language === 'en' ? '24:00' : '24.00') : timeText(to, language);
  return `${timeText(from, language)}–${end}  ${lengthText(to - from, language)}`;
}
