import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceClient } from './client.ts';
import type { Outcome, ReceiptOutcome } from './outcome.ts';
import { createSlots } from './slots.ts';

/** One thing that became something else than what the plan expects. */
export interface Difference {
  /** Key of the planned message, with `/kvittering` for its receipts. */
  key: string;
  fault: string | null;
  what: 'answer' | 'verdict' | 'state';
  expected: string;
  found: string;
}

/** The finding that a test identity gets in production; every message of the play gets it there. */
export const testIdentity = 'MV-1605';

/** States come to rest a moment after the last delivery. */
const defaultPatienceMs = 30_000;

/**
 * Compares what became of each message with what the plan expects: the answer, the verdict, and the state in which
 * the service has it now. A state that is not yet there is waited for.
 */
export async function checkOutcomes(
  outcomes: readonly Outcome[],
  client: Pick<ServiceClient, 'look'>,
  signal: AbortSignal,
  patienceMs = defaultPatienceMs,
): Promise<Difference[]> {
  const slots = createSlots(8);
  const deadline = performance.now() + patienceMs;
  const found = await Promise.all(
    outcomes.map((outcome) => slots.run(() => checkOne(outcome, client, deadline, signal))),
  );
  return found.flat();
}

async function checkOne(
  outcome: Outcome,
  client: Pick<ServiceClient, 'look'>,
  deadline: number,
  signal: AbortSignal,
): Promise<Difference[]> {
  const { planned, said } = outcome;
  const { key, fault, expected } = planned;
  const differences: Difference[] = [];
  const compare = (place: string, what: Difference['what'], wanted: string | null, got: string | null) => {
    if (wanted !== got) differences.push({ key: place, fault, what, expected: `${wanted}`, found: `${got}` });
  };

  compare(key, 'answer', expected.answer, said?.answer ?? null);
  if (said === null || said.answer !== expected.answer) return differences;
  if (expected.verdict !== null) compare(key, 'verdict', expected.verdict, verdictApartFromTest(said));
  if (expected.state !== null) {
    compare(key, 'state', expected.state, await stateOf(said.id, expected.state, client, deadline, signal));
  }
  for (const receipt of outcome.receipts) {
    const place = `${key}/kvittering`;
    compare(place, 'answer', 'taken', receipt.said.answer);
    compare(place, 'verdict', 'accepted', verdictApartFromTest(receipt.said));
    compare(
      place,
      'state',
      'delivered',
      await stateOf(receipt.said.id, 'delivered', client, deadline, signal),
    );
  }
  return differences;
}

/** The verdict as it would be where test identities are expected. */
function verdictApartFromTest({ verdict, findings }: ReceiptOutcome['said']): string | null {
  const flaggedAsTest =
    verdict === 'flagged' && findings.length > 0 && findings.every((code) => code === testIdentity);
  return flaggedAsTest ? 'accepted' : verdict;
}

/** The state once it is the wanted one, or as it is when there is no more time to wait for that. */
async function stateOf(
  id: string | null,
  wanted: string,
  client: Pick<ServiceClient, 'look'>,
  deadline: number,
  signal: AbortSignal,
): Promise<string | null> {
  if (id === null) return null;
  for (;;) {
    const state = (await client.look(id))?.state ?? null;
    if (state === wanted || performance.now() > deadline) return state;
    await wait(250, undefined, { signal });
  }
}
