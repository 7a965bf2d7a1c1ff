import { type Day, HOUR, MINUTE, partsOf, type Weekday, weekdayOf } from '../calendar/day.ts';
import { HOLIDAYS } from '../calendar/holidays.ts';
import type { Closure } from '../calendar/opening.ts';
import { localDay, localTime } from '../calendar/oslo.ts';
import type { Language, Text } from '../text.ts';

/**
 * Dates, times and lengths as people write them in each language. Own tables rather than the runtime's: the texts
 * must not change with the language data of another Node.
 */
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  nb: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  nn: ['måndag', 'tysdag', 'onsdag', 'torsdag', 'fredag', 'laurdag', 'sundag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

const NORWEGIAN_MONTHS = [
  'januar',
  'februar',
  'mars',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'desember',
];
const ENGLISH_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `mandag`, `måndag`, `Monday`. */
export function weekdayName(weekday: Weekday, language: Language): string {
  return WEEKDAYS[language][weekday - 1] as string;
}

export function monthName(month: number, language: Language): string {
  return (language === 'en' ? ENGLISH_MONTHS : NORWEGIAN_MONTHS)[month - 1] as string;
}

/** `mandag 23. november`, with the year when asked for. */
export function dateText(day: Day, language: Language, withYear = false): string {
  const { year, month, date } = partsOf(day);
  const dot = language === 'en' ? '' : '.';
  const words = [weekdayName(weekdayOf(day), language), `${date}${dot}`, monthName(month, language)];
  return [...words, ...(withYear ? [String(year)] : [])].join(' ');
}

/** `09.30` (Norwegian) or `09:30`; seconds only when there are any. */
export function clockText(time: number, language: Language): string {
  const separator = language === 'en' ? ':' : '.';
  const parts = [Math.floor(time / HOUR), Math.floor(time / MINUTE) % 60];
  const seconds = Math.floor(time / 1000) % 60;
  return [...parts, ...(seconds > 0 ? [seconds] : [])]
    .map((part) => String(part).padStart(2, '0'))
    .join(separator);
}

/** The time on the wall at an instant. */
export function timeText(instant: number, language: Language): string {
  return clockText(localTime(instant), language);
}

const AT: Text = { nb: 'kl.', nn: 'kl.', en: 'at' };

/** `mandag 23. november kl. 09.30`. */
export function instantText(instant: number, language: Language, withYear = false): string {
  return `${dateText(localDay(instant), language, withYear)} ${AT[language]} ${timeText(instant, language)}`;
}

/** `1 t 30 min`, `4 t`, `12 s`; days are told in hours, as the limits are. */
export function lengthText(length: number, language: Language): string {
  const hours = Math.floor(length / HOUR);
  const minutes = Math.floor(length / MINUTE) % 60;
  const seconds = Math.floor(length / 1000) % 60;
  const parts = [
    [hours, language === 'en' ? 'h' : 't'],
    [minutes, 'min'],
    [seconds, 's'],
  ] as const;
  const told = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`);
  return told.length > 0 ? told.join(' ') : '0 min';
}

/** Why a date did not count: `lørdag`, `Kristi himmelfartsdag`, `Grunnlovsdag / 2. pinsedag`, or the local name. */
export function closureText(closure: Closure, language: Language): string {
  switch (closure.kind) {
    case 'weekday':
      return weekdayName(closure.weekday, language);
    case 'holiday':
      return closure.holidays.map((key) => HOLIDAYS[key].name[language]).join(' / ');
    case 'local':
      return closure.name;
  }
}

const AND: Text = { nb: 'og', nn: 'og', en: 'and' };

/** `a, b og c`. */
export function listText(items: readonly string[], language: Language): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${AND[language]} ${last}`;
}
