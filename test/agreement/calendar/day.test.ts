import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayOf,
  fromIsoDate,
  partsOf,
  toIsoDate,
  weekdayOf,
  yearOf,
} from '../../../src/agreement/calendar/day.ts';

describe('a local date as a number', () => {
  it('agrees with Temporal on date, year and weekday', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 90_000 }), (day) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
        expect(toIsoDate(day)).toBe(date.toString());
        expect(fromIsoDate(date.toString())).toBe(day);
        expect(weekdayOf(day)).toBe(date.dayOfWeek);
        expect(yearOf(day)).toBe(date.year);
        expect(partsOf(day)).toEqual({ year: date.year, month: date.month, date: date.day });
        expect(dayOf(date.year, date.month, date.day)).toBe(day);
      }),
    );
  });

  it('does not read what is no date', () => {
    for (const text of [
      '2026-02-29',
      '2026-13-01',
      '2026-1-1',
      '26-01-01',
      '2026-01-01T00:00',
      'x2026-01-01',
      '',
      '20260101',
    ]) {
      expect(fromIsoDate(text), text).toBeNull();
    }
    expect(fromIsoDate('2024-02-29')).not.toBeNull();
  });
});
