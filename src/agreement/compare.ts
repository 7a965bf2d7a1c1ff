import { type Agreement, ruleNamed } from './agreement.ts';
import type { Moment } from './calendar/moment.ts';
import { type Context, type Deadline, due } from './due.ts';
import { AgreementFault } from './fault.ts';
import { firstPaymentDay, type PaymentDays, paymentDays } from './payment.ts';

/** Something that happened and set a clock; what followed, when it is known. */
export interface Happening {
  rule: string;
  start: Moment;
  context?: Context;
  /** When what the rule asks for was done. */
  end?: Temporal.Instant;
  /** For payment: the local date on which the kommune took over. */
  takeover?: string;
}

/** What one agreement makes of a happening: a deadline, or why it has none. */
export type Outcome = Reckoned | Refused;

export interface Reckoned {
  deadline: Deadline;
  fault: null;
  /** Whether the end came in time; `null` while it is unknown. */
  inTime: boolean | null;
  payment: PaymentDays | null;
}

export interface Refused {
  deadline: null;
  fault: AgreementFault;
  inTime: null;
  payment: null;
}

export interface Comparison {
  happening: Happening;
  outcomes: readonly [Outcome, Outcome];
  /** How much later the second agreement's limit is, in ms; `null` when one has none. */
  shift: number | null;
}

/** Totals over a period, as a committee wants to read them. */
export interface ComparisonSummary {
  total: number;
  same: number;
  earlier: number;
  later: number;
  incomparable: number;
  /** In time under the first agreement only, and under the second only. */
  onlyFirstInTime: number;
  onlySecondInTime: number;
  paymentDays: readonly [number, number];
}

/** An end is in time when it comes at or before the limit. */
export function isInTime(deadline: Deadline, end: Temporal.Instant): boolean {
  return Temporal.Instant.compare(end, deadline.due) <= 0;
}

/** The same happening under two agreements. */
export function compare(happening: Happening, first: Agreement, second: Agreement): Comparison {
  const outcomes = [outcomeOf(happening, first), outcomeOf(happening, second)] as const;
  const [a, b] = outcomes.map(({ deadline }) => deadline?.due.epochMilliseconds);
  return { happening, outcomes, shift: a === undefined || b === undefined ? null : b - a };
}

/** What an agreement makes of a happening; a question that it cannot answer is told in `fault`. */
export function outcomeOf(happening: Happening, agreement: Agreement): Outcome {
  try {
    const rule = ruleNamed(agreement, happening.rule);
    const deadline = due(rule, happening.start, happening.context);
    const { end, takeover } = happening;
    const payment =
      rule.payment === undefined || takeover === undefined
        ? null
        : paymentDays(firstPaymentDay(rule, happening.start), takeover);
    return { deadline, fault: null, inTime: end === undefined ? null : isInTime(deadline, end), payment };
  } catch (fault) {
    if (fault instanceof AgreementFault) return { deadline: null, fault, inTime: null, payment: null };
    throw fault;
  }
}

/** Adds up comparisons made with the same two agreements. */
export function summarise(comparisons: Iterable<Comparison>): ComparisonSummary {
  const all = [...comparisons];
  const count = (holds: (comparison: Comparison) => boolean) => all.filter(holds).length;
  const days = (side: 0 | 1) =>
    all.reduce((sum, { outcomes }) => sum + (outcomes[side].payment?.days ?? 0), 0);
  return {
    total: all.length,
    same: count(({ shift }) => shift === 0),
    earlier: count(({ shift }) => shift !== null && shift < 0),
    later: count(({ shift }) => shift !== null && shift > 0),
    incomparable: count(({ shift }) => shift === null),
    onlyFirstInTime: count(({ outcomes: [a, b] }) => a.inTime === true && b.inTime === false),
    onlySecondInTime: count(({ outcomes: [a, b] }) => a.inTime === false && b.inTime === true),
    paymentDays: [days(0), days(1)],
  };
}
