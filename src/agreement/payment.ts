import type { Rule } from './agreement.ts';
import { type Day, fromIsoDate, partsOf, toIsoDate } from './calendar/day.ts';
import type { Moment } from './calendar/moment.ts';
import { localDay } from './calendar/oslo.ts';
import { due } from './due.ts';

/** The days for which a kommune pays, when the duty has arisen. Dates are local, `YYYY-MM-DD`. */
export interface PaymentDays {
  days: number;
  /** `null` when there is no day to pay for. */
  firstDay: string | null;
  lastDay: string | null;
}

/** What the days cost; a year without a known price leaves the sum open. */
export interface PaymentCost {
  years: readonly { year: number; days: number; price: number | null }[];
  /** Kroner; `null` when a price is missing. */
  total: number | null;
}

/**
 * The first local date that counts, by the clock of the payment rule: the date of the notice itself, or of the instant
 * so many hours later.
 * @param rule the pack's R-BETALING
 * @param notice when the patient was declared ready for discharge
 */
export function firstPaymentDay(rule: Rule, notice: Temporal.Instant | Moment): string {
  return toIsoDate(localDay(due(rule, notice).due.epochMilliseconds));
}

/**
 * Every calendar day from the first up to and including the day before the kommune takes over (1.5 d).
 * Take-over on or before the first day gives none.
 * @throws RangeError when a text is no date
 */
export function paymentDays(firstDay: string, takeoverDay: string): PaymentDays {
  const first = requireDay(firstDay);
  const last = requireDay(takeoverDay) - 1;
  if (last < first) return { days: 0, firstDay: null, lastDay: null };
  return { days: last - first + 1, firstDay, lastDay: toIsoDate(last) };
}

/** The cost of payment days; the price is that of each day's calendar year. */
export function paymentCost(paid: PaymentDays, prices: ReadonlyMap<number, number>): PaymentCost {
  const byYear = new Map<number, number>();
  if (paid.firstDay !== null) {
    const first = requireDay(paid.firstDay);
    for (let day = first; day < first + paid.days; day++) {
      const { year } = partsOf(day);
      byYear.set(year, (byYear.get(year) ?? 0) + 1);
    }
  }
  const years = [...byYear].map(([year, days]) => ({ year, days, price: prices.get(year) ?? null }));
  const costs = years.map(({ days, price }) => (price === null ? null : days * price));
  const total = costs.reduce((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0);
  return { years, total };
}

function requireDay(text: string): Day {
  const day = fromIsoDate(text);
  if (day === null) throw new RangeError('not a date in the form YYYY-MM-DD');
  return day;
}
