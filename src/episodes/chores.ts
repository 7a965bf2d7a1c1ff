import type { Chore } from '../housekeeping.ts';
import type { Log } from '../log.ts';
import type { EpisodeSource } from './episodes.ts';
import { follow } from './projection.ts';
import { sweep } from './sweep.ts';

const BATCH = 50;

/** How long one turn may last, in ms: under a burst, messages in and out go before the list, which nobody waits for. */
const TURN = 500;

/** Keeps the list of deadlines in step with the ledger, and marks those whose limit has passed. */
export function episodeChores({ log, now, ...source }: EpisodeSource & { log: Log; now(): Date }): Chore[] {
  return [
    {
      name: 'follow',
      everyMs: 1_000,
      async run() {
        const began = performance.now();
        while ((await follow(source, now(), BATCH)) === BATCH && performance.now() - began < TURN);
      },
    },
    {
      name: 'deadlines',
      everyMs: 5_000,
      async run() {
        const { breached } = await sweep(source.db, now());
        if (breached > 0) log.info({ breached }, 'deadlines passed without what they wait for');
      },
    },
  ];
}
