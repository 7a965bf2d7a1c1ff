import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../ledger/database.ts';
import { simulatedParties } from './parties.ts';
import { planTraffic } from './plan.ts';
import { createServiceClient } from './play/client.ts';
import { play } from './play/play.ts';
import { startReceivers } from './play/receivers.ts';
import { createPlayToken, enterWorld, revokePlayToken } from './world.ts';

export interface EndlessOptions {
  db: Database;
  /** The service's address. */
  url: string;
  seed: number;
  hospitals: number;
  kommuner: number;
  /** Told when something went wrong; the play goes on. */
  trouble(error: unknown): void;
}

/** Share of the stays in which something goes wrong. */
const fault = 0.2;

/** Stays go by a day in a minute, so that what is sent now is dated now. */
const pace = 1440;
const minuteMs = 60_000;

const tokenName = 'demo';

/**
 * Plays without end: first the last day, back-loaded, so that there is something to see at once; then stays that go by
 * a day in a minute, some new ones every minute.
 * @returns how to end it
 */
export async function playForever(options: EndlessOptions): Promise<{ stop(): Promise<void> }> {
  const { db, url, hospitals, kommuner, seed, trouble } = options;
  const parties = simulatedParties(hospitals, kommuner);
  const ended = new AbortController();
  const { signal } = ended;
  const receivers = await startReceivers();
  await enterWorld(db, [...parties.hospitals, ...parties.kommuner], receivers.url);
  // One that was left behind by an earlier play is of no use to anybody.
  await revokePlayToken(db, tokenName);
  const { id, token } = await createPlayToken(db, tokenName, 24 * 365);
  const client = createServiceClient(url, token, signal);
  const underWay = new Set<Promise<void>>();

  function begin(work: Promise<unknown>): void {
    const watched = work
      .then(() => undefined)
      .catch((error: unknown) => {
        if (!signal.aborted) trouble(error);
      })
      .finally(() => underWay.delete(watched));
    underWay.add(watched);
  }

  function playHistory(): Promise<unknown> {
    const start = new Date(Date.now() - 24 * 60 * minuteMs).toISOString();
    const plan = planTraffic({ seed, hospitals, kommuner, days: 1, fault, start, staysPerDay: 4 });
    return play({ plan, start, speed: 'max', client, receivers, backload: true, signal });
  }

  function playBatch(): Promise<unknown> {
    const start = new Date().toISOString();
    const plan = planTraffic({ seed, hospitals, kommuner, days: 2, fault, start, staysPerDay: 0.75, pace });
    return play({ plan, start, speed: 1, client, receivers, backload: false, signal });
  }

  async function playLive(): Promise<void> {
    for (;;) {
      begin(playBatch());
      await wait(minuteMs, undefined, { signal });
    }
  }

  begin(playHistory());
  begin(playLive());
  return {
    async stop() {
      ended.abort();
      await Promise.all(underWay);
      await client.close();
      await receivers.close();
      await revokePlayToken(db, id);
    },
  };
}
