import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../src/agreement/calendar/day.ts';
import {
  clockText,
  closureText,
  dateText,
  instantText,
  lengthText,
  listText,
  monthName,
  weekdayName,
} from '../../../src/agreement/explain/words.ts';
import { LANGUAGES } from '../../../src/agreement/text.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

describe('dates in words', () => {
  it('have the names that Norwegian and English use', () => {
    const intl = (language: string, options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    const monday = Date.UTC(2024, 0, 1);
    for (const language of ['nb', 'en'] as const) {
      expect(WEEKDAYS.map((weekday) => weekdayName(weekday, language))).toEqual(
        WEEKDAYS.map((weekday) =>
          intl(language, { weekday: 'long' }).format(monday + (weekday - 1) * 86_400_000),
        ),
      );
      expect(MONTHS.map((month) => monthName(month, language))).toEqual(
        MONTHS.map((month) => intl(language, { month: 'long' }).format(Date.UTC(2024, month - 1, 1))),
      );
    }
    expect(WEEKDAYS.map((weekday) => weekdayName(weekday, 'nn'))).toEqual([
      'måndag',
      'tysdag',
      'onsdag',
      'torsdag',
      'fredag',
      'laurdag',
      'sundag',
    ]);
    expect(MONTHS.map((month) => monthName(month, 'nn'))).toEqual(
      MONTHS.map((month) => monthName(month, 'nb')),
    );
  });

  it('are written as each language writes them', () => {
    const day = dayOf(2026, 11, 23);
    expect(LANGUAGES.map((language) => dateText(day, language))).toEqual([
      'mandag 23. november',
      'måndag 23. november',
      'Monday 23 November',
    ]);
    expect(LANGUAGES.map((language) => dateText(day, language, true))).toEqual([
      'mandag 23. november 2026',
      'måndag 23. november 2026',
      'Monday 23 November 2026',
    ]);
    expect(LANGUAGES.map((language) => instantText(Date.UTC(2026, 10, 23, 8, 5), language))).toEqual([
      'mandag 23. november kl. 09.05',
      'måndag 23. november kl. 09.05',
      'Monday 23 November at 09:05',
    ]);
  });
});

describe('times and lengths', () => {
  it('show seconds only when there are any', () => {
    expect([0, 32_400_000, 35_999_000].map((time) => clockText(time, 'nb'))).toEqual([
      '00.00',
      '09.00',
      '09.59.59',
    ]);
    expect(clockText(35_999_999, 'en')).toBe('09:59:59');
  });

  it('leave out what is nothing', () => {
    expect(
      [0, 1000, 60_000, 3_600_000, 5_400_000, 90_061_000].map((length) => lengthText(length, 'nb')),
    ).toEqual(['0 min', '1 s', '1 min', '1 t', '1 t 30 min', '25 t 1 min 1 s']);
    expect([lengthText(3_600_000, 'nn'), lengthText(3_600_000, 'en')]).toEqual(['1 t', '1 h']);
  });
});

describe('lists and closures', () => {
  it('join with commas and a last and', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => listText(items, 'nb'))).toEqual([
      '',
      'a',
      'a og b',
      'a, b og c',
    ]);
    expect([listText(['a', 'b'], 'nn'), listText(['a', 'b'], 'en')]).toEqual(['a og b', 'a and b']);
  });

  it('say why a date did not count', () => {
    expect(closureText({ kind: 'weekday', weekday: 6 }, 'nn')).toBe('laurdag');
    expect(closureText({ kind: 'holiday', holidays: ['grunnlovsdag', 'pinsedag_2'] }, 'en')).toBe(
      'Constitution Day / Whit Monday',
    );
    expect(closureText({ kind: 'local', name: 'Planleggingsdag' }, 'en')).toBe('Planleggingsdag');
  });
});
