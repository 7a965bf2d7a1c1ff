import { describe, expect, it } from 'vitest';
import { readMoment } from '../../src/agreement/calendar/moment.ts';
import { firstPaymentDay, paymentCost, paymentDays } from '../../src/agreement/payment.ts';
import { agreement, rule } from './helpers.ts';

describe('the days that a kommune pays for', () => {
  it('run from the first day to the day before the take-over', () => {
    expect(paymentDays('2025-09-05', '2025-09-08')).toEqual({
      days: 3,
      firstDay: '2025-09-05',
      lastDay: '2025-09-07',
    });
    expect(paymentDays('2025-09-05', '2025-09-06')).toEqual({
      days: 1,
      firstDay: '2025-09-05',
      lastDay: '2025-09-05',
    });
  });

  it('are none when the kommune takes over the same day, or before', () => {
    expect(paymentDays('2025-09-05', '2025-09-05')).toEqual({ days: 0, firstDay: null, lastDay: null });
    expect(paymentDays('2025-09-05', '2025-09-01')).toEqual({ days: 0, firstDay: null, lastDay: null });
  });

  it('are whole dates, also over the change of the clocks and the new year', () => {
    expect(paymentDays('2025-10-25', '2025-10-27').days).toBe(2);
    expect(paymentDays('2025-12-30', '2026-01-02').days).toBe(3);
  });

  it('are not counted from what is no date', () => {
    expect(() => paymentDays('5. september', '2025-09-08')).toThrow(
      new RangeError('not a date in the form YYYY-MM-DD'),
    );
    expect(() => paymentDays('2025-09-05', '2025-09-31')).toThrow(RangeError);
  });

  it('begin on the date of the notice by the agreement of 2021, and 24 hours later by the one before', () => {
    const notice = readMoment('2025-09-05T14:30+02:00');
    expect(firstPaymentDay(rule('R-BETALING'), notice)).toBe('2025-09-05');
    expect(firstPaymentDay(rule('R-BETALING', {}, 'hmr-2015'), notice)).toBe('2025-09-06');
  });

  it('begin on the local date: half past midnight in Norway is still yesterday in UTC', () => {
    expect(firstPaymentDay(rule('R-BETALING'), Temporal.Instant.from('2025-09-05T22:30Z'))).toBe(
      '2025-09-06',
    );
    // 23:30 + 24 h over the night with 25 hours is 22:30, still the next date.
    const late = readMoment('2025-10-25T23:30+02:00');
    expect(firstPaymentDay(rule('R-BETALING', {}, 'hmr-2015'), late)).toBe('2025-10-26');
  });
});

describe('what the days cost', () => {
  it('is the price of each calendar year', () => {
    const { prices } = agreement();
    expect(paymentCost(paymentDays('2022-12-30', '2023-01-02'), prices)).toEqual({
      years: [
        { year: 2022, days: 2, price: 5306 },
        { year: 2023, days: 1, price: 5508 },
      ],
      total: 2 * 5306 + 5508,
    });
  });

  it('stays open when a year has no price, until the pair gives one', () => {
    const days = paymentDays('2024-12-31', '2025-01-02');
    expect(paymentCost(days, agreement().prices)).toEqual({
      years: [
        { year: 2024, days: 1, price: 5745 },
        { year: 2025, days: 1, price: null },
      ],
      total: null,
    });
    expect(paymentCost(days, agreement({ prices: { '2025': 6000 } }).prices).total).toBe(11_745);
  });

  it('is nothing without days', () => {
    expect(paymentCost(paymentDays('2025-09-05', '2025-09-05'), agreement().prices)).toEqual({
      years: [],
      total: 0,
    });
  });
});
