import { setTimeout as wait } from 'node:timers/promises';

/** The time of the play. */
export interface PlayClock {
  /** Waits until the play has come to this instant (ms since 1970). Rejects when the play is broken off. */
  until(instant: number): Promise<void>;
  /**
   * The instant at which something happens that cannot happen before `instant`: now, or that instant when the play
   * does not wait for time at all.
   */
  notBefore(instant: number): number;
}

/** Simulated seconds per second, or `max`: nothing waits for the time of day. */
export type Speed = number | 'max';

/** The longest wait that a timer can hold. */
const longest = 2 ** 31 - 1;

/** @param start the instant (ms since 1970) that the play begins at, now */
export function createPlayClock(start: number, speed: Speed, signal: AbortSignal): PlayClock {
  if (speed === 'max') {
    return {
      until: async () => signal.throwIfAborted(),
      notBefore: (instant) => instant,
    };
  }
  const began = performance.now();
  const now = () => start + (performance.now() - began) * speed;
  return {
    async until(instant) {
      for (;;) {
        const left = (instant - now()) / speed;
        if (left <= 0) return signal.throwIfAborted();
        await wait(Math.min(Math.ceil(left), longest), undefined, { signal });
      }
    },
    notBefore: (instant) => Math.max(instant, now()),
  };
}
