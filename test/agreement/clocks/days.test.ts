import { describe, expect, it } from 'vitest';
import { localCalendar, NO_LOCAL_CALENDAR } from '../../../src/agreement/calendar/closed-days.ts';
import { dayOf, toIsoDate } from '../../../src/agreement/calendar/day.ts';
import { addWorkingDays } from '../../../src/agreement/clocks/days.ts';

describe('so many working days after a date', () => {
  it('leaves out weekends, holidays and the date itself', () => {
    expect(toIsoDate(addWorkingDays(dayOf(2025, 9, 5), 1, NO_LOCAL_CALENDAR))).toBe('2025-09-08');
    expect(toIsoDate(addWorkingDays(dayOf(2025, 4, 15), 3, NO_LOCAL_CALENDAR))).toBe('2025-04-23');
    expect(toIsoDate(addWorkingDays(dayOf(2025, 9, 6), 1, NO_LOCAL_CALENDAR))).toBe('2025-09-08');
  });

  it('leaves out the closed days of the kommune', () => {
    const closed = localCalendar([{ date: '2025-09-08', name: 'Planleggingsdag' }]);
    expect(toIsoDate(addWorkingDays(dayOf(2025, 9, 5), 1, closed))).toBe('2025-09-09');
  });

  it('is the date itself when there are none', () => {
    expect(addWorkingDays(dayOf(2025, 9, 6), 0, NO_LOCAL_CALENDAR)).toBe(dayOf(2025, 9, 6));
  });
});
