/** Says how many copies may be handed over now, so that a replay keeps to its rate. Knows no clock. */
export interface Pace {
  /** @param now milliseconds, never going back */
  allowance(now: number): number;
  /** So many of the allowance were used. */
  used(count: number): void;
}

/** Copies in one step at most, whatever the rate: a step is one transaction. */
export const largestStep = 500;

/**
 * A bucket that fills with the rate and holds one second's worth, so that a pause is not made up for by a burst.
 * @param rate copies a second; `null`: no limit but the step's
 */
export function createPace(rate: number | null, start: number): Pace {
  let allowed = 0;
  let last = start;
  return {
    allowance(now) {
      if (rate === null) return largestStep;
      allowed = Math.min(allowed + ((now - last) * rate) / 1000, Math.max(rate, 1));
      last = now;
      return Math.min(Math.floor(allowed), largestStep);
    },
    used(count) {
      allowed -= count;
    },
  };
}
