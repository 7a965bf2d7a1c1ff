import { ruleNamed } from '../agreement/agreement.ts';
import { toIsoDate } from '../agreement/calendar/day.ts';
import { localDay } from '../agreement/calendar/oslo.ts';
import { due } from '../agreement/due.ts';
import { firstPaymentDay, paymentCost, paymentDays } from '../agreement/payment.ts';
import { type Clock, readmissionOf } from './clocks.ts';
import { isDecided, latestDecision } from './decisions.ts';
import { sentOf } from './entry.ts';
import { mottakOf } from './evidence.ts';
import { isUnanswered, type Notice } from './state.ts';
import { answersOf, answersTo, type Case, categoryOf, deathOf, dischargeOf, received } from './stay.ts';

/** In the order in which they are told: why there is a duty, why there is none, why it is disputed. */
export const PAYMENT_REASONS = [
  'kan-ikke',
  'ubesvart',
  'kan',
  'mangler-epikrise',
  'mangler-helseopplysninger',
  'varsel-utenfor-vindu',
  'reinnleggelse-48t',
  'sen-helseopplysninger',
] as const;
export type PaymentReason = (typeof PAYMENT_REASONS)[number];

/** The days for which the kommune pays (delavtale 1 pkt. 1.5): a derived state with its reasons, not an invoice. */
export interface Payment {
  days: number;
  /** Local dates; `null` when nothing is to be paid. */
  firstDay: string | null;
  lastDay: string | null;
  /** A person must decide; the days are kept until then. */
  disputed: boolean;
  reasons: PaymentReason[];
  /** Kroner by calendar year; `null` when a year's price is not known. */
  cost: number | null;
}

interface Period {
  days: number;
  firstDay: string | null;
  lastDay: string | null;
}

/** The payment of a stay that has ended; `null` while it is open. */
export function paymentOf(of: Case, clocks: readonly Clock[], notices: readonly Notice[]): Payment | null {
  const discharge = dischargeOf(of);
  const ended = discharge ?? deathOf(of);
  if (ended === null) return null;
  const reasons = new Set<PaymentReason>();
  const missing = missingConditions(of, discharge?.at ?? null);
  for (const reason of missing) reasons.add(reason);

  const periods = notices.flatMap((notice) => {
    const duty = dutyOf(of, clocks, notice, ended.at);
    for (const reason of duty) reasons.add(reason);
    return duty.length > 0 && missing.length === 0 ? [{ notice, ...periodOf(of, notice, ended.at) }] : [];
  });
  const paid = isDecided(of.decisions, 'same-problem') ? [] : periods.filter(({ days }) => days > 0);
  if (!reasons.has('kan-ikke') && !reasons.has('ubesvart') && isAccepted(of)) reasons.add('kan');

  const disputes = paid.flatMap(({ notice, firstDay }) => disputesOf(of, notice, firstDay, ended.at));
  for (const reason of disputes) reasons.add(reason);
  const costs = paid.map((period) => paymentCost(period, of.agreement.prices).total);
  return {
    days: paid.reduce((sum, { days }) => sum + days, 0),
    firstDay: paid[0]?.firstDay ?? null,
    lastDay: paid.at(-1)?.lastDay ?? null,
    disputed: disputes.length > 0,
    reasons: PAYMENT_REASONS.filter((reason) => reasons.has(reason)),
    cost: costs.reduce((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0),
  };
}

/** Conditions of the duty that are not met. Death has no time by which an epikrise must have been sent. */
function missingConditions(of: Case, dischargedAt: number | null): PaymentReason[] {
  const exempt = isDecided(of.decisions, 'exempt-45a');
  const epikrise = received(of, 'epikrise').some((entry) => sentOf(entry) <= (dischargedAt ?? 0));
  const missing: PaymentReason[] = [];
  if (dischargedAt !== null && !exempt && !epikrise) missing.push('mangler-epikrise');
  if (received(of, 'helseopplysninger').length === 0) missing.push('mangler-helseopplysninger');
  return missing;
}

/** Why the notice set a duty: the kommune said that it cannot, or did not answer in time. Nothing after the end counts. */
function dutyOf(of: Case, clocks: readonly Clock[], { entry, withdrawnBy }: Notice, endedAt: number) {
  const until = Math.min(endedAt, withdrawnBy === null ? endedAt : sentOf(withdrawnBy));
  const duty: PaymentReason[] = [];
  const declined = answersOf(of).some(
    (answer) =>
      answer.reading === 'kan-ikke' && sentOf(answer.entry) <= until && answersTo(of, answer.entry, entry),
  );
  if (declined) duty.push('kan-ikke');
  if (isUnanswered(clocks, entry)) duty.push('ubesvart');
  return duty;
}

function isAccepted(of: Case): boolean {
  return answersOf(of).findLast(({ reading }) => reading !== 'uklar')?.reading === 'kan';
}

/** From the local date of the notice to the day before the take-over, the withdrawal or the death. */
function periodOf(of: Case, { entry, withdrawnBy }: Notice, endedAt: number): Period {
  const rule = ruleNamed(of.agreement, 'R-BETALING');
  const first = firstPaymentDay(rule, Temporal.Instant.fromEpochMilliseconds(sentOf(entry)));
  const liable = latestDecision(of.decisions, 'liability-date')?.value;
  const takeover = latestDecision(of.decisions, 'takeover')?.value;
  const last =
    withdrawnBy !== null
      ? localDate(sentOf(withdrawnBy))
      : typeof takeover === 'string'
        ? takeover
        : localDate(endedAt);
  return paymentDays(typeof liable === 'string' ? liable : first, last);
}

function disputesOf(of: Case, { entry }: Notice, firstDay: string | null, endedAt: number): PaymentReason[] {
  const disputes: PaymentReason[] = [];
  if (!isInsideWindow(of, sentOf(entry))) disputes.push('varsel-utenfor-vindu');
  const again = readmissionOf(of);
  const watched = ruleNamed(of.agreement, 'R-REINN-48T').length;
  const judged = latestDecision(of.decisions, 'same-problem') !== undefined;
  if (again !== null && again - endedAt <= watched && !judged) disputes.push('reinnleggelse-48t');
  const informed = received(of, 'helseopplysninger').map((each) => mottakOf(each, of.stay.pair)?.at ?? 0);
  if (firstDay !== null && localDate(Math.min(...informed)) > firstDay)
    disputes.push('sen-helseopplysninger');
  return disputes;
}

function isInsideWindow(of: Case, at: number): boolean {
  const context = { category: categoryOf(of.decisions) };
  const rule = ruleNamed(of.agreement, 'R-VARSEL-VINDU');
  return due(rule, Temporal.Instant.fromEpochMilliseconds(at), context).due.epochMilliseconds === at;
}

function localDate(at: number): string {
  return toIsoDate(localDay(at));
}
