import { type Day, fromIsoDate } from '../calendar/day.ts';
import type { YearCalendar } from '../calendar/year.ts';
import type { Language, Text } from '../text.ts';
import { clockText, closureText, dateText, lengthText, monthName } from './words.ts';

const HOLIDAYS: Text = { nb: 'Helligdager', nn: 'Heilagdagar', en: 'Public holidays' };
const LOCAL: Text = {
  nb: 'Kommunens egne dager',
  nn: 'Eigne dagar i kommunen',
  en: "The municipality's own days",
};
const CLOSED: Text = { nb: 'stengt', nn: 'stengt', en: 'closed' };
const OPEN_UNTIL: Text = { nb: 'åpent til', nn: 'ope til', en: 'open until' };
const CLOCKS: Text = { nb: 'Klokken stilles', nn: 'Klokka blir stilt', en: 'The clocks change' };
const FORWARD: Text = { nb: 'fram', nn: 'fram', en: 'forward' };
const BACK: Text = { nb: 'tilbake', nn: 'tilbake', en: 'back' };
const WORKING: Text = { nb: 'Virkedager', nn: 'Yrkedagar', en: 'Working days' };

/** A year as a page of text. */
export function calendarText(calendar: YearCalendar, language: Language): string {
  const { year, holidays, local, clockChanges, workingDays } = calendar;
  const total = workingDays.reduce((sum, days) => sum + days, 0);
  return [
    ...part(
      `${HOLIDAYS[language]} ${year}`,
      holidays.map((day) => line(day.date, closureText({ kind: 'holiday', ...day }, language), language)),
    ),
    ...part(
      LOCAL[language],
      local.map(({ date, name, until }) => line(date, `${name}: ${openText(until, language)}`, language)),
    ),
    ...part(
      CLOCKS[language],
      clockChanges.map(({ date, minutes }) => line(date, changeText(minutes, language), language)),
    ),
    ...part(
      `${WORKING[language]}: ${total}`,
      workingDays.map((days, index) => `${monthName(index + 1, language).padEnd(DATE_WIDTH)}  ${days}`),
    ),
  ]
    .join('\n')
    .trimEnd();
}

/** The longest date is `onsdag 30. september`. */
const DATE_WIDTH = 22;

function part(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((text) => `  ${text}`), ''];
}

function line(date: string, text: string, language: Language): string {
  return `${dateText(fromIsoDate(date) as Day, language).padEnd(DATE_WIDTH)}  ${text}`;
}

function openText(until: number, language: Language): string {
  return until === 0 ? CLOSED[language] : `${OPEN_UNTIL[language]} ${clockText(until, language)}`;
}

function changeText(minutes: number, language: Language): string {
  return `${lengthText(Math.abs(minutes) * 60_000, language)} ${(minutes > 0 ? FORWARD : BACK)[language]}`;
}
