import type { Log } from './log.ts';

/** A piece of work that is done again and again. */
export interface Chore {
  name: string;
  everyMs: number;
  run(): Promise<void>;
}

/** Runs chores until stopped; one that fails is logged and tried at its next turn, and never runs twice at once. */
export function startHousekeeping(chores: Chore[], log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loops = chores.map(async (chore) => {
    while (!stopping.signal.aborted) {
      await chore
        .run()
        .catch((error: unknown) =>
          log.warn({ err: error, chore: chore.name }, 'a chore failed; it will be tried again'),
        );
      await pause(chore.everyMs, stopping.signal);
    }
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
