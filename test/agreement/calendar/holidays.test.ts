import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { dayOf, toIsoDate } from '../../../src/agreement/calendar/day.ts';
import { easterSunday } from '../../../src/agreement/calendar/easter.ts';
import { HOLIDAY_KEYS, HOLIDAYS, holidaysOf, holidaysOn } from '../../../src/agreement/calendar/holidays.ts';

function named(year: number): string[] {
  return [...holidaysOf(year)].map(
    ([day, keys]) => `${toIsoDate(day)} ${keys.map((key) => HOLIDAYS[key].name.nb).join(' / ')}`,
  );
}

describe('public holidays', () => {
  it('are twelve, each with its Norwegian name', () => {
    expect(named(2026)).toEqual([
      '2026-01-01 1. nyttårsdag',
      '2026-04-02 Skjærtorsdag',
      '2026-04-03 Langfredag',
      '2026-04-05 1. påskedag',
      '2026-04-06 2. påskedag',
      '2026-05-01 Offentlig høytidsdag',
      '2026-05-14 Kristi himmelfartsdag',
      '2026-05-17 Grunnlovsdag',
      '2026-05-24 1. pinsedag',
      '2026-05-25 2. pinsedag',
      '2026-12-25 1. juledag',
      '2026-12-26 2. juledag',
    ]);
  });

  it('keep both names of a date that they share, the fixed one first', () => {
    expect(named(2008)).toContain('2008-05-01 Offentlig høytidsdag / Kristi himmelfartsdag');
    expect(named(2012)).toContain('2012-05-17 Grunnlovsdag / Kristi himmelfartsdag');
    expect(named(2027)).toContain('2027-05-17 Grunnlovsdag / 2. pinsedag');
    expect(holidaysOn(dayOf(2027, 5, 17))).toEqual(['grunnlovsdag', 'pinsedag_2']);
  });

  it('are not Christmas Eve, New Year’s Eve or the Wednesday before Easter', () => {
    for (const day of [dayOf(2026, 12, 24), dayOf(2026, 12, 31), dayOf(2026, 4, 1)])
      expect(holidaysOn(day)).toEqual([]);
  });

  it('have a name in every language', () => {
    for (const key of HOLIDAY_KEYS) {
      const { nb, nn, en } = HOLIDAYS[key].name;
      expect([nb, nn, en].every((name) => name.length > 5)).toBe(true);
    }
    expect(HOLIDAYS.offentlig_hoytidsdag.name.nn).toBe('Offentleg høgtidsdag');
    expect(HOLIDAYS.grunnlovsdag.name.en).toBe('Constitution Day');
  });

  it('are those of an independent calendar for 2000–2100', () => {
    const oracle = new Holidays('NO');
    for (let year = 2000; year <= 2100; year++) {
      const theirs = oracle.getHolidays(year).filter(({ type }) => type === 'public');
      const dates = [...new Set(theirs.map(({ date }) => date.slice(0, 10)))].sort();
      expect([...holidaysOf(year).keys()].map(toIsoDate), String(year)).toEqual(dates);
    }
  }, 60_000);
});

/** Easter once more, after the anonymous rule of 1876 (month and date in one division). */
function easterByDivision(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return new Date(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1)).toISOString().slice(0, 10);
}

describe('Easter Sunday', () => {
  it('is that of another way of reckoning, every year from 1583 to 4000', () => {
    for (let year = 1583; year <= 4000; year++)
      expect(toIsoDate(easterSunday(year))).toBe(easterByDivision(year));
  });

  it('is right in the years that are easy to get wrong', () => {
    const known = [
      '1954-04-18',
      '1961-04-02',
      '1981-04-19',
      '2008-03-23',
      '2011-04-24',
      '2038-04-25',
      '2049-04-18',
      '2076-04-19',
      '2285-03-22',
      '1818-03-22',
      '1943-04-25',
    ];
    expect(known.map((date) => toIsoDate(easterSunday(Number(date.slice(0, 4)))))).toEqual(known);
  });

  it('is a Sunday from 22 March to 25 April in every year', () => {
    for (let year = 1583; year <= 2400; year++) {
      const easter = Temporal.PlainDate.from(toIsoDate(easterSunday(year)));
      expect(easter.dayOfWeek, String(year)).toBe(7);
      expect(easter.toString() >= `${year}-03-22` && easter.toString() <= `${year}-04-25`, String(year)).toBe(
        true,
      );
    }
  });
});
