import { describe, expect, it } from 'vitest';
import { isYearlyDate, localCalendar, timeOfDay } from '../../../src/agreement/calendar/closed-days.ts';
import { dayOf } from '../../../src/agreement/calendar/day.ts';
import { type OpeningTerms, openingOn, workingDayClosure } from '../../../src/agreement/calendar/opening.ts';

const HOUR = 3_600_000;

describe('the local calendar of a kommune', () => {
  const calendar = localCalendar([
    { date: '2026-06-08', name: 'Planleggingsdag' },
    { yearly: '12-24', name: 'Julaften', until: '12:00' },
    { easter: -4, name: 'Onsdag før påske', until: '12:30' },
    { yearly: '02-29', name: 'Skuddårsdag' },
  ]);

  it('knows a day of one year only', () => {
    expect(calendar(dayOf(2026, 6, 8))).toEqual({ name: 'Planleggingsdag', until: 0 });
    expect(calendar(dayOf(2027, 6, 8))).toBeNull();
    expect(calendar(dayOf(2026, 6, 9))).toBeNull();
  });

  it('knows a day of every year, and the hour at which it closes', () => {
    expect(calendar(dayOf(2026, 12, 24))).toEqual({ name: 'Julaften', until: 12 * HOUR });
    expect(calendar(dayOf(2031, 12, 24))).toEqual({ name: 'Julaften', until: 12 * HOUR });
  });

  it('knows a day counted from Easter', () => {
    expect(calendar(dayOf(2026, 4, 1))).toEqual({ name: 'Onsdag før påske', until: 12.5 * HOUR });
    expect(calendar(dayOf(2027, 3, 24))).toEqual({ name: 'Onsdag før påske', until: 12.5 * HOUR });
  });

  it('has 29 February in leap years alone', () => {
    expect(calendar(dayOf(2028, 2, 29))).toEqual({ name: 'Skuddårsdag', until: 0 });
    expect(calendar(dayOf(2027, 3, 1))).toBeNull();
  });

  it('takes the earliest closing where two entries name one date', () => {
    const both = [
      { date: '2026-12-24', name: 'a', until: '12:00' },
      { yearly: '12-24', name: 'b', until: '10:00' },
      { yearly: '12-24', name: 'c', until: '11:00' },
    ];
    expect(localCalendar(both)(dayOf(2026, 12, 24))).toEqual({ name: 'b', until: 10 * HOUR });
  });

  it('is empty without entries', () => {
    expect(localCalendar([])(dayOf(2026, 12, 24))).toBeNull();
  });
});

describe('times of day and yearly dates', () => {
  it('are read from 00:00 to 24:00', () => {
    expect(['00:00', '07:30', '24:00'].map(timeOfDay)).toEqual([0, 7.5 * HOUR, 24 * HOUR]);
    for (const text of ['24:01', '07:60', '7:30', '07:30:00', 'x07:30', '', '99:00'])
      expect(timeOfDay(text), text).toBeNull();
    expect(timeOfDay('07:59')).toBe(7 * HOUR + 59 * 60_000);
  });

  it('must exist in some year', () => {
    expect(['12-24', '02-29', '02-30', '13-01', 'jul'].map(isYearlyDate)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('an opening', () => {
  const terms: OpeningTerms = {
    window: { from: 8 * HOUR, to: 15 * HOUR },
    weekdays: new Set([1, 2, 3, 4, 5] as const),
    openHolidays: new Set(['juledag_1'] as const),
    everyDay: false,
    local: localCalendar([
      { date: '2026-06-08', name: 'Stengt' },
      { date: '2026-06-09', name: 'Kort', until: '10:00' },
      { date: '2026-06-10', name: 'Åpner aldri', until: '08:00' },
      { date: '2026-06-11', name: 'Lang', until: '18:00' },
      { date: '2026-06-13', name: 'Kort lørdag', until: '10:00' },
    ]),
  };
  const on = (month: number, date: number, changed: Partial<OpeningTerms> = {}) =>
    openingOn(dayOf(2026, month, date), { ...terms, ...changed });

  it('is the window on a weekday', () => {
    expect(on(6, 5)).toEqual({ from: 8 * HOUR, to: 15 * HOUR });
  });

  it('is closed by weekday, holiday and the kommune, and says which', () => {
    expect(on(6, 6)).toEqual({ kind: 'weekday', weekday: 6 });
    expect(on(5, 1)).toEqual({ kind: 'holiday', holidays: ['offentlig_hoytidsdag'] });
    expect(on(5, 17)).toEqual({ kind: 'holiday', holidays: ['grunnlovsdag'] });
    expect(on(6, 8)).toEqual({ kind: 'local', name: 'Stengt' });
  });

  it('ends when the kommune closes early, and never later than the window', () => {
    expect(on(6, 9)).toEqual({ from: 8 * HOUR, to: 10 * HOUR });
    expect(on(6, 10)).toEqual({ kind: 'local', name: 'Åpner aldri' });
    expect(on(6, 11)).toEqual({ from: 8 * HOUR, to: 15 * HOUR });
    expect(on(6, 13)).toEqual({ kind: 'weekday', weekday: 6 });
  });

  it('is there on an open feast, and on every day when every day is open, but not on a local closed day', () => {
    expect(on(12, 25)).toEqual(terms.window);
    expect(on(12, 26)).toEqual({ kind: 'holiday', holidays: ['juledag_2'] });
    expect(on(12, 26, { everyDay: true })).toEqual(terms.window);
    expect(on(6, 6, { everyDay: true })).toEqual(terms.window);
    expect(on(6, 8, { everyDay: true })).toEqual({ kind: 'local', name: 'Stengt' });
  });

  it('a day that only closes early is a working day; a closed one is not', () => {
    expect(workingDayClosure(dayOf(2026, 6, 9), terms.local)).toBeNull();
    expect(workingDayClosure(dayOf(2026, 6, 8), terms.local)).toEqual({ kind: 'local', name: 'Stengt' });
    expect(workingDayClosure(dayOf(2026, 12, 25), terms.local)).toEqual({
      kind: 'holiday',
      holidays: ['juledag_1'],
    });
    expect(workingDayClosure(dayOf(2026, 6, 7), terms.local)).toEqual({ kind: 'weekday', weekday: 7 });
  });
});
