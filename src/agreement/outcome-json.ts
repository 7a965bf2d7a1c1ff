import type { Comparison, Outcome } from './compare.ts';
import { type DeadlineJson, deadlineJson } from './deadline-json.ts';
import type { PaymentDays } from './payment.ts';

/** What came of a deadline, beside the deadline itself; only what is known. */
interface Results {
  inTime?: boolean;
  payment?: PaymentDays;
}

export type OutcomeJson = (DeadlineJson & Results) | { error: string };

/** The same happening under a second agreement. */
export interface ComparedJson {
  compared: OutcomeJson;
  /** How much later the second limit is; `null` when there is none. */
  shiftMinutes: number | null;
}

/** An outcome as the command line shows it; what cannot be computed is an `error` in bokmål. */
export function outcomeJson(outcome: Outcome): OutcomeJson {
  if (outcome.fault !== null) return { error: outcome.fault.message };
  const { deadline, inTime, payment } = outcome;
  return {
    ...deadlineJson(deadline),
    ...(inTime === null ? {} : { inTime }),
    ...(payment === null ? {} : { payment }),
  };
}

/** Both outcomes: the first as it is, the second under `compared`. */
export function comparisonJson({
  outcomes: [first, second],
  shift,
}: Comparison): OutcomeJson & Partial<ComparedJson> {
  return {
    ...outcomeJson(first),
    compared: outcomeJson(second),
    shiftMinutes: shift === null ? null : shift / 60_000,
  };
}
