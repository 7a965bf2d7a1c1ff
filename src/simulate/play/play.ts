import type { PlannedMessage, PlannedReceipt } from '../plan.ts';
import { type Awaiting, createAwaiting } from './awaiting.ts';
import type { ServiceClient } from './client.ts';
import { createPlayClock, type Speed } from './clock.ts';
import { isDelivered, type Outcome, type ReceiptOutcome } from './outcome.ts';
import { writeReceipt } from './receipt.ts';
import type { Receivers } from './receivers.ts';
import { createSlots } from './slots.ts';

export interface PlayOptions {
  /** In the order of time. */
  plan: readonly PlannedMessage[];
  /** Instant at which the play begins. */
  start: string;
  speed: Speed;
  client: ServiceClient;
  receivers: Receivers;
  /** Messages count as received at their moment in the play, and not when they come to the service. */
  backload: boolean;
  /** Ends the play; what has come so far is the result. */
  signal: AbortSignal;
  /** Told of each message and receipt when the service has answered. */
  report?: (event: PlayEvent) => void;
}

export type PlayEvent =
  | { kind: 'message'; outcome: Outcome }
  | { kind: 'receipt'; outcome: Outcome; receipt: ReceiptOutcome };

/** Messages handed in at once, and messages begun with at once (some of them wait for another). */
const postsAtOnce = 16;
const begunAtOnce = 256;

/** When nothing has come for this long, what is left will not come. */
const patienceMs = 60_000;

/**
 * Plays a plan: hands in each message at its time, in order within a stay, and posts the receipts when the messages
 * have come to their receivers.
 * @returns what became of each message, in the order of the plan
 * @throws ServiceError when the service fails
 */
export async function play(options: PlayOptions): Promise<Outcome[]> {
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const player = createPlayer({ ...options, signal });
  const begun = createSlots(begunAtOnce);
  const stays = new Map<number, Promise<void>>();
  const fail = (error: unknown) => {
    // Whatever fails after the end was asked for has failed because of it.
    if (!signal.aborted) failed.abort(error);
  };

  const outcomes = options.plan.map(
    (planned): Outcome => ({ planned, said: null, delivered: false, receipts: [] }),
  );
  try {
    for (const outcome of outcomes) {
      await player.until(outcome);
      await begun.enter();
      const { stay } = outcome.planned;
      const earlier = stays.get(stay) ?? Promise.resolve();
      const work = earlier.then(() => player.handIn(outcome, fail)).catch(fail);
      stays.set(stay, work.finally(begun.leave));
    }
  } catch (error) {
    fail(error);
  }
  await Promise.all(stays.values());
  await player.awaiting.settled(patienceMs, signal);
  for (const { planned } of outcomes) options.receivers.forget(planned.bytes);
  if (failed.signal.aborted) throw failed.signal.reason;
  return outcomes;
}

interface Player {
  awaiting: Awaiting;
  until(outcome: Outcome): Promise<void>;
  handIn(outcome: Outcome, fail: (error: unknown) => void): Promise<void>;
}

function createPlayer({ start, speed, client, receivers, backload, signal, report }: PlayOptions): Player {
  const clock = createPlayClock(Date.parse(start), speed, signal);
  const awaiting = createAwaiting();
  const posts = createSlots(postsAtOnce);
  const arrivals = new Map<string, PromiseWithResolvers<boolean>>();

  const arrival = (key: string) => arrivals.getOrInsertComputed(key, () => Promise.withResolvers<boolean>());
  const receivedAt = (instant: number) => (backload ? new Date(instant).toISOString() : null);

  /** The receiver has the message: its receipts follow, one after the other. */
  async function receipts(outcome: Outcome): Promise<void> {
    const { planned } = outcome;
    const delivered = clock.notBefore(Date.parse(planned.at));
    for (const receipt of planned.receipts) {
      const at = delivered + receipt.afterMs;
      await clock.until(at);
      await postReceipt(outcome, receipt, at);
    }
  }

  async function postReceipt(outcome: Outcome, planned: PlannedReceipt, at: number): Promise<void> {
    const bytes = writeReceipt(planned, at);
    const came = Promise.withResolvers<void>();
    const reception = { delayMs: 0, answers: [] };
    receivers.await({ bytes, to: planned.to.her, reception, delivered: came.resolve });
    const said = await posts.run(() => client.handIn(bytes, receivedAt(at)));
    const receipt: ReceiptOutcome = { planned, said, delivered: false };
    outcome.receipts.push(receipt);
    report?.({ kind: 'receipt', outcome, receipt });
    if (said.answer !== 'taken') return receivers.forget(bytes);
    awaiting.add();
    void came.promise.then(() => {
      receipt.delivered = true;
      receivers.forget(bytes);
      awaiting.done();
    });
  }

  return {
    awaiting,
    until: ({ planned }) => clock.until(Date.parse(planned.at)),
    async handIn(outcome, fail) {
      const { planned } = outcome;
      // Nobody can answer what has not come yet; when it never comes, there is no answer.
      if (planned.answers !== null && !(await comes(arrival(planned.answers).promise, signal))) return;
      const here = arrival(planned.key);
      if (planned.expected.answer === 'taken' && planned.expected.state !== 'unrouted') {
        receivers.await({
          bytes: planned.bytes,
          to: planned.to,
          reception: planned.reception,
          delivered() {
            outcome.delivered = true;
            here.resolve(true);
          },
        });
      }
      outcome.said = await posts.run(() => client.handIn(planned.bytes, receivedAt(Date.parse(planned.at))));
      report?.({ kind: 'message', outcome });
      if (!isDelivered(planned) || outcome.said.answer !== 'taken') return here.resolve(false);
      awaiting.add();
      void here.promise
        .then(() => receipts(outcome))
        .catch(fail)
        .finally(awaiting.done);
    },
  };
}

/** Waits for a delivery, but not for ever. */
async function comes(promise: Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  const { promise: given, resolve } = Promise.withResolvers<boolean>();
  const giveUp = () => resolve(false);
  const timer = setTimeout(giveUp, patienceMs);
  signal.addEventListener('abort', giveUp);
  promise.then(resolve, giveUp);
  if (signal.aborted) giveUp();
  try {
    return await given;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}
