import { DelayedError } from 'bullmq';
import type { Metrics } from '../metrics.ts';
import type { DeliverWorker, QueueBackend } from '../queue/backend.ts';
import type { Dispatcher } from '../queue/dispatcher.ts';
import { type DeliverServices, deliver } from './deliver.ts';

export const queueName = 'deliver';

/** How long a job waits when its endpoint has as many messages under way as it may. */
const crowded = 1_000;

/**
 * Takes jobs from the queue and makes the attempts. One slow endpoint gets at most `perEndpoint` of the places; the
 * rest of its messages stand back and the others go past them.
 */
export function startDeliveryWorker(
  services: DeliverServices,
  backend: QueueBackend,
  dispatcher: Pick<Dispatcher, 'wake'>,
  metrics: Metrics,
): DeliverWorker {
  const underWay = new Map<number, number>();
  return backend.worker(
    queueName,
    async (job, token) => {
      const { delivery, endpoint } = job.data;
      const busy = endpoint === null ? 0 : (underWay.get(endpoint) ?? 0);
      if (endpoint !== null && busy >= services.policy.perEndpoint) {
        await job.moveToDelayed(Date.now() + crowded * (1 + Math.random()), token);
        throw new DelayedError();
      }
      if (endpoint !== null) underWay.set(endpoint, busy + 1);
      try {
        const outcome = await deliver(services, delivery);
        if (outcome.kind === 'nothing') return;
        metrics.deliveryAttempt(outcome.kind);
        if (outcome.more) dispatcher.wake();
      } finally {
        if (endpoint !== null) leave(underWay, endpoint);
      }
    },
    { concurrency: services.policy.concurrency },
  );
}

function leave(underWay: Map<number, number>, endpoint: number): void {
  const left = (underWay.get(endpoint) ?? 1) - 1;
  if (left > 0) underWay.set(endpoint, left);
  else underWay.delete(endpoint);
}
