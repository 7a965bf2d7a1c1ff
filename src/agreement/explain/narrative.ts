import { type Day, fromIsoDate, weekdayOf } from '../calendar/day.ts';
import { localDay } from '../calendar/oslo.ts';
import type { Deadline, Skipped, Slice } from '../due.ts';
import type { Language } from '../text.ts';
import { PHRASES } from './phrases.ts';
import { closureText, dateText, lengthText, listText, timeText, weekdayName } from './words.ts';

/** What happened on the way to a window deadline, in the order of the calendar: stretches that counted, days that did not. */
export function narrative(deadline: Deadline, language: Language): string[] {
  const { counted, skipped, start, due } = deadline;
  const first = localDay(start.epochMilliseconds);
  // Within a week a weekday names one day only; beyond it the date must be told.
  const name = localDay(due.epochMilliseconds) - first < 7 ? weekdayOnly(language) : fullDate(language);
  const slices = counted.map((slice) => ({
    day: localDay(slice.from.epochMilliseconds),
    text: sliceText(slice, name, language),
  }));
  const closed = runsOf(skipped).map((run) => ({ day: dayOf(run[0]), text: runText(run, name, language) }));
  return [...slices, ...closed].toSorted((a, b) => a.day - b.day).map(({ text }) => text);
}

type DayName = (day: Day) => string;

function weekdayOnly(language: Language): DayName {
  return (day) => weekdayName(weekdayOf(day), language);
}

function fullDate(language: Language): DayName {
  return (day) => dateText(day, language);
}

function sliceText({ from, to }: Slice, name: DayName, language: Language): string {
  const [a, b] = [from.epochMilliseconds, to.epochMilliseconds];
  const when = `${name(localDay(a))} ${timeText(a, language)}–${timeText(b, language)}`;
  return PHRASES[language].counted(lengthText(b - a, language), when);
}

type Run = readonly [Skipped, ...Skipped[]];

function dayOf({ date }: Skipped): Day {
  return fromIsoDate(date) as Day;
}

/** Skipped days that follow each other are told together. */
function runsOf(skipped: readonly Skipped[]): Run[] {
  const runs: [Skipped, ...Skipped[]][] = [];
  for (const day of skipped) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (run && previous && dayOf(day) === dayOf(previous) + 1) run.push(day);
    else runs.push([day]);
  }
  return runs;
}

function runText(run: Run, name: DayName, language: Language): string {
  const items: string[] = [];
  for (let at = 0; at < run.length; at++) {
    const day = run[at] as Skipped;
    if (isWeekday(day, 6) && isWeekday(run[at + 1], 7)) {
      items.push(PHRASES[language].weekend);
      at++;
    } else {
      items.push(itemText(day, name, language));
    }
  }
  return PHRASES[language].notCounted(listText(items, language));
}

function isWeekday(day: Skipped | undefined, weekday: number): boolean {
  return day?.closure.kind === 'weekday' && day.closure.weekday === weekday;
}

/** `torsdag (Kristi himmelfartsdag)`; a weekday that is closed as such needs no reason. */
function itemText(day: Skipped, name: DayName, language: Language): string {
  const told = name(dayOf(day));
  return day.closure.kind === 'weekday' ? told : `${told} (${closureText(day.closure, language)})`;
}
