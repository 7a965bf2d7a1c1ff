import type { AttemptResult } from '../ledger/deliveries.ts';

/** What an attempt tells about the endpoint: it answered, it is not available, or it was never asked. */
export type Contact = 'answered' | 'unavailable' | 'none';

const unavailable = new Set(['MV-3101', 'MV-3102', 'MV-3103', 'MV-3105']);

export function contactOf(result: AttemptResult): Contact {
  if (result.kind === 'delivered' || result.kind === 'handed-over') return 'answered';
  if (unavailable.has(result.reason)) return 'unavailable';
  return result.status === null ? 'none' : 'answered';
}

/**
 * Whether an endpoint is up, as the attempts tell. `closed`: up, and everything flows; `open`: down, and its queue is parked
 * until `until`, when one delivery tries whether it is back.
 */
export type Circuit =
  | { state: 'closed' /** Deliveries that failed since the last answer. */; failed: readonly string[] }
  | { state: 'open'; until: number /** How many times in a row it was found down. */; times: number };

export const closedCircuit: Circuit = { state: 'closed', failed: [] };

/** So many different deliveries must fail in a row: one message that the receiver cannot digest parks nobody. */
export const threshold = 5;
/** However long an endpoint is down, it is tried this often (milliseconds). */
const longest = 60_000;

/**
 * The circuit after an attempt; attempts that were under way when it opened and failed since tell nothing new.
 * @param now milliseconds
 */
export function afterAttempt(
  circuit: Circuit,
  delivery: string,
  contact: Contact,
  now: number,
  policy: { minBackoff: number; maxBackoff: number },
): Circuit {
  if (contact === 'none') return circuit;
  if (contact === 'answered') return closedCircuit;
  if (circuit.state === 'open') return now < circuit.until ? circuit : open(circuit.times + 1, now, policy);
  if (circuit.failed.includes(delivery)) return circuit;
  const failed = [...circuit.failed, delivery];
  return failed.length < threshold ? { state: 'closed', failed } : open(1, now, policy);
}

function open(times: number, now: number, policy: { minBackoff: number; maxBackoff: number }): Circuit {
  const wait = Math.min(policy.minBackoff * 2 ** Math.min(times - 1, 30), policy.maxBackoff, longest);
  return { state: 'open', until: now + wait, times };
}

/** How many deliveries the circuit lets through now; `Infinity` when it is closed, one when it is time to try. */
export function lets(circuit: Circuit, now: number): number {
  if (circuit.state === 'closed') return Number.POSITIVE_INFINITY;
  return now < circuit.until ? 0 : 1;
}
