import type { Text } from '../text.ts';
import { type Day, dayOf, yearOf } from './day.ts';
import { easterSunday } from './easter.ts';

/** A Norwegian public holiday: on a fixed date, or so many days from Easter Sunday. */
type HolidayRule = { name: Text } & ({ month: number; date: number } | { easter: number });

/**
 * The public holidays (lov 1947-04-30 nr. 1 and lov 1995-02-24 nr. 12). 24 and 31 December and the Wednesday
 * before Easter are not among them; they belong to the local closed days.
 */
export const HOLIDAYS = {
  nyttarsdag: { month: 1, date: 1, name: { nb: '1. nyttårsdag', nn: '1. nyttårsdag', en: "New Year's Day" } },
  offentlig_hoytidsdag: {
    month: 5,
    date: 1,
    name: { nb: 'Offentlig høytidsdag', nn: 'Offentleg høgtidsdag', en: 'Labour Day' },
  },
  grunnlovsdag: {
    month: 5,
    date: 17,
    name: { nb: 'Grunnlovsdag', nn: 'Grunnlovsdag', en: 'Constitution Day' },
  },
  juledag_1: { month: 12, date: 25, name: { nb: '1. juledag', nn: '1. juledag', en: 'Christmas Day' } },
  juledag_2: { month: 12, date: 26, name: { nb: '2. juledag', nn: '2. juledag', en: 'Boxing Day' } },
  skjaertorsdag: { easter: -3, name: { nb: 'Skjærtorsdag', nn: 'Skjærtorsdag', en: 'Maundy Thursday' } },
  langfredag: { easter: -2, name: { nb: 'Langfredag', nn: 'Langfredag', en: 'Good Friday' } },
  paskedag_1: { easter: 0, name: { nb: '1. påskedag', nn: '1. påskedag', en: 'Easter Sunday' } },
  paskedag_2: { easter: 1, name: { nb: '2. påskedag', nn: '2. påskedag', en: 'Easter Monday' } },
  kristi_himmelfartsdag: {
    easter: 39,
    name: { nb: 'Kristi himmelfartsdag', nn: 'Kristi himmelfartsdag', en: 'Ascension Day' },
  },
  pinsedag_1: { easter: 49, name: { nb: '1. pinsedag', nn: '1. pinsedag', en: 'Whit Sunday' } },
  pinsedag_2: { easter: 50, name: { nb: '2. pinsedag', nn: '2. pinsedag', en: 'Whit Monday' } },
} as const satisfies Record<string, HolidayRule>;

export type HolidayKey = keyof typeof HOLIDAYS;
export const HOLIDAY_KEYS = Object.keys(HOLIDAYS) as HolidayKey[];

const none: readonly HolidayKey[] = [];
const holidaysByYear = new Map<number, ReadonlyMap<Day, readonly HolidayKey[]>>();

function reckon(year: number): ReadonlyMap<Day, readonly HolidayKey[]> {
  const easter = easterSunday(year);
  const found = HOLIDAY_KEYS.map((key): [Day, HolidayKey] => {
    const rule: HolidayRule = HOLIDAYS[key];
    return ['easter' in rule ? easter + rule.easter : dayOf(year, rule.month, rule.date), key];
  });
  const byDay = new Map<Day, HolidayKey[]>();
  // The sort is stable: on a shared date the fixed holiday stands before the movable one.
  for (const [day, key] of found.toSorted(([a], [b]) => a - b))
    byDay.set(day, [...(byDay.get(day) ?? []), key]);
  return byDay;
}

/**
 * The public holidays of a year in the order of their dates. A date may have two names: 17 May 2027 is both
 * Grunnlovsdag and 2. pinsedag.
 */
export function holidaysOf(year: number): ReadonlyMap<Day, readonly HolidayKey[]> {
  let holidays = holidaysByYear.get(year);
  if (holidays === undefined) {
    holidays = reckon(year);
    holidaysByYear.set(year, holidays);
  }
  return holidays;
}

/** The holidays that fall on a date; empty on an ordinary day. */
export function holidaysOn(day: Day): readonly HolidayKey[] {
  return holidaysOf(yearOf(day)).get(day) ?? none;
}
