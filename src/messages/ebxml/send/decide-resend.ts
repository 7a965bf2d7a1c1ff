import type { Channel } from '../agreement/agreement.ts';
import type { AttemptOutcome } from './classify-answer.ts';

/** A message on its way out, as the ledger knows it. Its bytes and MessageId never change. */
export interface Outgoing {
  /** When it was first to be sent. */
  createdAt: Date;
  timeToLive: Date | null;
  /** In order of time. */
  attempts: readonly Attempt[];
  /** The signal that settled it, if one came. */
  settled: 'acknowledged' | 'refused' | null;
  /** No receipt was asked for: handing over is the end of it. */
  ackRequested: boolean;
}

export interface Attempt {
  at: Date;
  outcome: AttemptOutcome;
}

export type ResendTerms = Pick<Channel, 'retries' | 'retryIntervalSeconds' | 'persistSeconds'>;

export type ResendDecision =
  | { action: 'done'; why: 'acknowledged' | 'handed-over' }
  | { action: 'send'; why: 'first-attempt' | 'unreachable' | 'no-receipt' }
  | { action: 'wait'; until: Date; why: 'unreachable' | 'no-receipt' }
  /** Given up: a person must be told (HIS 1037 5.2). */
  | { action: 'abandon'; why: 'refused' | 'time-to-live' | 'no-receipt' | 'persist-duration' };

const SHORTEST_BACKOFF_SECONDS = 5;
const LONGEST_BACKOFF_SECONDS = 900;

/**
 * Whether a message is to be sent (again) now, later or never, and why.
 *
 * Two troubles are told apart. A receiver that cannot be reached is tried again soon, from 5 seconds up to every
 * 15 minutes, since a deadline of three hours may be running; such attempts do not use up Retries. A message that
 * was handed over without a receipt is repeated after RetryInterval, at most Retries times (HIS 1037: 12 hours, 5 times).
 * @param random between 0 and 1; spreads the attempts of many messages to one receiver that comes back
 */
export function decideResend(message: Outgoing, terms: ResendTerms, now: Date, random = 0): ResendDecision {
  if (message.settled === 'acknowledged') return { action: 'done', why: 'acknowledged' };
  if (message.settled === 'refused') return { action: 'abandon', why: 'refused' };
  const last = message.attempts.at(-1);
  if (last?.outcome.kind === 'refused') return { action: 'abandon', why: 'refused' };
  const handedOver = message.attempts.filter((each) => each.outcome.kind !== 'unreachable');
  if (!message.ackRequested && handedOver.length > 0) return { action: 'done', why: 'handed-over' };
  const expired = message.timeToLive !== null && now >= message.timeToLive;
  if (!last)
    return expired ? { action: 'abandon', why: 'time-to-live' } : { action: 'send', why: 'first-attempt' };
  const next = expired ? null : nextAttempt(message.attempts, handedOver, terms, random);
  if (next === null) {
    const why = expired ? 'time-to-live' : 'no-receipt';
    // A copy that was handed over still has one interval to be acknowledged in.
    const until = after(last.at, last.outcome.kind === 'unreachable' ? 0 : terms.retryIntervalSeconds);
    return now >= until ? { action: 'abandon', why } : { action: 'wait', until, why: 'no-receipt' };
  }
  const end = after(message.createdAt, lifeSeconds(terms));
  if (now >= end) return { action: 'abandon', why: 'persist-duration' };
  if (now >= next.at) return { action: 'send', why: next.why };
  return { action: 'wait', until: earliest(next.at, end, message.timeToLive), why: next.why };
}

function earliest(...instants: (Date | null)[]): Date {
  return new Date(Math.min(...instants.flatMap((each) => each?.getTime() ?? [])));
}

/** At least as long as the agreed repetitions take, even where PersistDuration was set shorter. */
function lifeSeconds(terms: ResendTerms): number {
  return Math.max(terms.persistSeconds, (terms.retries + 1) * terms.retryIntervalSeconds);
}

/** @returns `null` when the agreed number of repetitions is used up */
function nextAttempt(
  attempts: readonly Attempt[],
  handedOver: readonly Attempt[],
  terms: ResendTerms,
  random: number,
): { at: Date; why: 'unreachable' | 'no-receipt' } | null {
  const last = attempts.at(-1)!;
  if (last.outcome.kind === 'unreachable') {
    const inARow =
      attempts.length - 1 - attempts.findLastIndex((each) => each.outcome.kind !== 'unreachable');
    const backoff = Math.min(
      LONGEST_BACKOFF_SECONDS,
      SHORTEST_BACKOFF_SECONDS * 2 ** Math.min(inARow - 1, 20),
    );
    const wished = last.outcome.retryAfterSeconds ?? 0;
    const seconds = Math.max(backoff * (1 + 0.2 * random), Math.min(wished, LONGEST_BACKOFF_SECONDS));
    return { at: after(last.at, Math.min(seconds, LONGEST_BACKOFF_SECONDS)), why: 'unreachable' };
  }
  if (handedOver.length > terms.retries) return null;
  return { at: after(last.at, terms.retryIntervalSeconds), why: 'no-receipt' };
}

function after(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + Math.round(seconds * 1000));
}
