import { dueForEndpoint } from '../ledger/deliveries.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { QueueBackend } from '../queue/backend.ts';
import type { Dispatcher } from '../queue/dispatcher.ts';
import { type DeliverServices, deliver } from './deliver.ts';
import { createGate, type Gate } from './gate.ts';
import { createLanes, type Lanes } from './lanes.ts';

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
  const gate = createGate(services, log);
  const lanes = createLanes({
    perEndpoint,
    total: concurrency,
    allowed: gate.allowed,
    run: (delivery, endpoint) =>
      runInOrder({ services, gate, lanes, dispatcher, metrics, log }, delivery, endpoint),
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
      await Promise.all([worker.close(), lanes.close(), gate.close()]);
    },
  };
}

interface Turn {
  services: DeliverServices;
  gate: Gate;
  lanes: Pick<Lanes, 'offer'>;
  dispatcher: Pick<Dispatcher, 'wake'>;
  metrics: Metrics;
  log: Log;
}

/** Makes a delivery, and then at once those of the same key that waited for it, in order, while the endpoint is up. */
async function runInOrder(turn: Turn, first: string, endpoint: number): Promise<void> {
  const { services, gate, lanes, dispatcher, metrics, log } = turn;
  try {
    for (let delivery: string | null = first; delivery !== null; ) {
      if (gate.allowed(endpoint).limit === 0) return lanes.offer(endpoint, delivery);
      const outcome = await deliver(services, delivery);
      if (outcome.kind === 'nothing') return;
      gate.record(endpoint, delivery, outcome.contact);
      metrics.deliveryAttempt(outcome.kind);
      if (outcome.queued) dispatcher.wake();
      delivery = outcome.next;
    }
  } catch (error) {
    // The ledger could not be written; the lease runs out and the attempt is made again.
    log.warn(
      { err: error, delivery: first },
      'a delivery could not be carried through; it will be taken up again',
    );
  }
}
