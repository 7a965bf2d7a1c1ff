import type { DeliveryConfig } from '../config.ts';
import type { AttemptResult } from '../ledger/deliveries.ts';

/** What came of one POST to the receiver. */
export type SendOutcome =
  | { kind: 'answered'; status: number; milliseconds: number }
  | { kind: 'unreachable'; cause: string }
  | { kind: 'timeout'; milliseconds: number }
  | { kind: 'interrupted' };

/** Answers that mean «not now»; every other answer outside 2xx means «no». */
const passing = new Set([408, 425, 429]);

/**
 * Decides what follows from an attempt, and says why in words.
 * @param attempts the number of attempts made, this one included
 * @param since when the delivery began to be tried; attempts stop `giveUpAfter` later
 * @param random from 0 up to 1, spreads retries so that they do not come in step
 */
export function decide(
  outcome: SendOutcome,
  attempts: number,
  since: Date,
  now: Date,
  policy: Pick<DeliveryConfig, 'minBackoff' | 'maxBackoff' | 'giveUpAfter'>,
  random: number,
): AttemptResult {
  if (outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300) {
    return { kind: 'delivered', status: outcome.status, milliseconds: outcome.milliseconds };
  }
  const { reason, status, what } = describe(outcome);
  if (outcome.kind === 'answered' && outcome.status < 500 && !passing.has(outcome.status)) {
    return { kind: 'failed', reason, status, why: `${what}; et nytt forsøk ville få samme svar` };
  }
  const wait = outcome.kind === 'interrupted' ? 0 : backoff(attempts, policy, random);
  const retryAt = new Date(now.getTime() + wait);
  if (retryAt.getTime() - since.getTime() > policy.giveUpAfter) {
    return {
      kind: 'failed',
      reason: 'MV-3105',
      status,
      why: `${what}; grensen på ${duration(policy.giveUpAfter)} er nådd etter ${attempts} forsøk`,
    };
  }
  return { kind: 'retry', reason, status, retryAt, why: `${what}; prøves igjen om ${duration(wait)}` };
}

function describe(outcome: SendOutcome): { reason: string; status: number | null; what: string } {
  switch (outcome.kind) {
    case 'answered': {
      const refused = outcome.status < 500 && !passing.has(outcome.status);
      return {
        reason: refused ? 'MV-3104' : 'MV-3103',
        status: outcome.status,
        what: `mottakeren svarte HTTP ${outcome.status}`,
      };
    }
    case 'timeout':
      return { reason: 'MV-3102', status: null, what: `ingen svar på ${duration(outcome.milliseconds)}` };
    case 'interrupted':
      return { reason: 'MV-3102', status: null, what: 'tjenesten ble stoppet mens mottakeren svarte' };
    case 'unreachable':
      return { reason: 'MV-3101', status: null, what: `ingen forbindelse (${outcome.cause})` };
  }
}

/** Doubles from `minBackoff` to `maxBackoff`, less up to a fifth by chance. */
export function backoff(
  attempts: number,
  policy: Pick<DeliveryConfig, 'minBackoff' | 'maxBackoff'>,
  random: number,
): number {
  const full = Math.min(policy.minBackoff * 2 ** Math.min(attempts - 1, 30), policy.maxBackoff);
  return Math.round(full * (1 - random / 5));
}

function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 90) return `${Math.round(seconds * 10) / 10} s`.replace('.', ',');
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} t`;
}
