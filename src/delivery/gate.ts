import type { DeliveryConfig } from '../config.ts';
import type { Database } from '../ledger/database.ts';
import type { Log } from '../log.ts';
import { downNow } from './changes.ts';
import { afterAttempt, type Circuit, type Contact, closedCircuit, lets } from './circuit.ts';
import type { Allowance } from './lanes.ts';
import type { Routing } from './routing.ts';

/** Lets deliveries through to endpoints that are up; the queue of the others stays parked, and burns no attempts. */
export interface Gate {
  allowed(endpoint: number): Allowance;
  /** An attempt has ended. */
  record(endpoint: number, delivery: string, contact: Contact): void;
  close(): Promise<void>;
}

export interface GateServices {
  db: Database;
  routing(): Promise<Routing>;
  policy: DeliveryConfig;
  now(): Date;
}

/** How often announced downtime is read; a change that is taken back holds nothing for longer than this. */
const readEvery = 1_000;
const askAgain = 500;
const free: Allowance = { limit: Number.POSITIVE_INFINITY, askAgain };
const shut: Allowance = { limit: 0, askAgain };

/** Announced downtime comes from the ledger, for all processes alike; whether an endpoint answers, each finds out itself. */
export function createGate(services: GateServices, log: Log): Gate {
  const circuits = new Map<number, Circuit>();
  /** Whether a party is down by its own announcement; unknown until the ledger has been asked once. */
  let announced: ((endpoint: number) => boolean) | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;
  let reading = read();

  async function read(): Promise<void> {
    try {
      const now = services.now();
      const [down, routing] = await Promise.all([downNow(services.db, now), services.routing()]);
      announced = (endpoint) => {
        const until = down.get(routing.partner(endpoint)?.her ?? endpoint);
        return until !== undefined && until > services.now();
      };
    } catch (error) {
      log.warn({ err: error }, 'announced changes could not be read; trying again');
    }
    if (closed) return;
    timer = setTimeout(() => {
      reading = read();
    }, readEvery);
  }

  return {
    allowed(endpoint) {
      if (announced === null || announced(endpoint)) return shut;
      const limit = lets(circuits.get(endpoint) ?? closedCircuit, performance.now());
      return limit === Number.POSITIVE_INFINITY ? free : { limit, askAgain };
    },
    record(endpoint, delivery, contact) {
      const before = circuits.get(endpoint) ?? closedCircuit;
      const after = afterAttempt(before, delivery, contact, performance.now(), services.policy);
      if (after === before) return;
      if (after.state === 'closed' && after.failed.length === 0) circuits.delete(endpoint);
      else circuits.set(endpoint, after);
      if (after.state === before.state) return;
      if (after.state === 'open') log.warn({ endpoint }, 'an endpoint is down; its queue is parked');
      else log.info({ endpoint }, 'an endpoint is back');
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await reading;
    },
  };
}
