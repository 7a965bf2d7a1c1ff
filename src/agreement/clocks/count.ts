import type { Day } from '../calendar/day.ts';
import type { Closure } from '../calendar/opening.ts';
import { AgreementFault } from '../fault.ts';

/** What a clock found, in epoch milliseconds: the limit, the stretches that counted, the dates that did not. */
export interface Count {
  due: number;
  /** Disjoint, in order, never empty stretches `[from, to)`. */
  counted: readonly (readonly [from: number, to: number])[];
  /** Every date from the start's to the last one that the clock looked at, both included, that does not count. */
  skipped: readonly SkippedDay[];
}

export interface SkippedDay {
  day: Day;
  closure: Closure;
}

export const NOTHING_SKIPPED: readonly SkippedDay[] = [];

/** A calendar without a day that counts for this long is a fault in the pack or the options, not a deadline. */
export const PATIENCE_DAYS = 3660;

export function noOpenDay(): AgreementFault {
  return new AgreementFault('no-open-day', {
    nb: 'For få dager teller for denne fristen de neste ti årene. Se på dagene i pakken og kommunens stengte dager.',
    nn: 'For få dagar tel for denne fristen dei neste ti åra. Sjå på dagane i pakken og dei stengde dagane til kommunen.',
    en: 'Too few days count for this deadline in the next ten years. Look at the days in the pack and the closed days of the municipality.',
  });
}
