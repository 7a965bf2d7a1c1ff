import { dueForEndpoint } from '../ledger/deliveries.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { QueueBackend } from '../queue/backend.ts';
import type { Dispatcher } from '../queue/dispatcher.ts';
import { type DeliverServices, deliver } from './deliver.ts';
import { createLanes } from './lanes.ts';

export const queueName = 'deliver';

/** A job only names a delivery and is done in a moment, so a few at a time are plenty. */
const jobsAtOnce = 16;

/**
 * Takes jobs from the queue and sorts them into the endpoints' lanes, where the attempts are made. A job is finished
 * when its delivery is in a lane: from there on the lease in the ledger, not the queue, says who has it in hand.
 */
export function startDeliveryWorker(
  services: DeliverServices,
  backend: QueueBackend,
  dispatcher: Pick<Dispatcher, 'wake'>,
  metrics: Metrics,
  log: Log,
): { close(): Promise<void> } {
  const { concurrency, perEndpoint } = services.policy;
  const lanes = createLanes({
    perEndpoint,
    total: concurrency,
    run: (delivery) => runInOrder(services, delivery, dispatcher, metrics, log),
    more: (endpoint, limit) => dueForEndpoint(services.db, endpoint, limit),
  });
  const worker = backend.worker(
    queueName,
    async ({ data }) => {
      if (data.endpoint !== null) lanes.offer(data.endpoint, data.delivery);
    },
    { concurrency: jobsAtOnce },
  );
  return {
    async close() {
      await Promise.all([worker.close(), lanes.close()]);
    },
  };
}

/** Makes a delivery, and then at once those of the same key that waited for it, in order. */
async function runInOrder(
  services: DeliverServices,
  first: string,
  dispatcher: Pick<Dispatcher, 'wake'>,
  metrics: Metrics,
  log: Log,
): Promise<void> {
  try {
    for (let turn: string | null = first; turn !== null; ) {
      const outcome = await deliver(services, turn);
      if (outcome.kind === 'nothing') return;
      metrics.deliveryAttempt(outcome.kind);
      if (outcome.queued) dispatcher.wake();
      turn = outcome.next;
    }
  } catch (error) {
    // The ledger could not be written; the lease runs out and the attempt is made again.
    log.warn(
      { err: error, delivery: first },
      'a delivery could not be carried through; it will be taken up again',
    );
  }
}
