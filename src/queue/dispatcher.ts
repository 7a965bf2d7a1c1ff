import type { Database } from '../ledger/database.ts';
import { drain } from '../ledger/outbox.ts';
import type { Log } from '../log.ts';
import { type DeliverQueue, jobOptions } from './backend.ts';

/** Moves what is to be done from the outbox to the queue. */
export interface Dispatcher {
  /** There is something new in the outbox, as far as this process knows. */
  wake(): void;
  /** Ends after the batch in hand. */
  stop(): Promise<void>;
}

const batch = 500;
/** How often to look for work that other processes wrote; work of this process is fetched at once through `wake`. */
const idle = 250;

export function startDispatcher(db: Database, queue: DeliverQueue, log: Log): Dispatcher {
  let stopping = false;
  let woken = false;
  let rouse: (() => void) | null = null;
  let failures = 0;

  async function forward(): Promise<number> {
    return drain(db, batch, async (entries) => {
      await queue.addBulk(
        entries.map(({ id, delivery, endpoint, runAt }) => ({
          name: 'deliver',
          data: { delivery, endpoint },
          opts: { ...jobOptions, jobId: `o-${id}`, delay: Math.max(0, runAt.getTime() - Date.now()) },
        })),
      );
    });
  }

  function pause(milliseconds: number): Promise<void> {
    if (woken || stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      rouse = done;
      function done() {
        clearTimeout(timer);
        rouse = null;
        resolve();
      }
    });
  }

  async function loop(): Promise<void> {
    while (!stopping) {
      woken = false;
      try {
        const moved = await forward();
        failures = 0;
        if (moved < batch) await pause(idle);
      } catch (error) {
        failures += 1;
        if (failures === 1 || failures % 60 === 0)
          log.warn({ err: error, failures }, 'the outbox could not be emptied; trying again');
        woken = false;
        await pause(Math.min(250 * 2 ** failures, 5_000));
      }
    }
  }

  const running = loop();
  return {
    wake() {
      woken = true;
      rouse?.();
    },
    async stop() {
      stopping = true;
      rouse?.();
      await running;
    },
  };
}
