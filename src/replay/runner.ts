import type { Routing } from '../delivery/routing.ts';
import type { Database } from '../ledger/database.ts';
import type { Log } from '../log.ts';
import { createPace, type Pace } from './pace.ts';
import { type ClaimedReplay, claimReplays, finishReplay, newOwner, releaseReplays, step } from './step.ts';

export interface RunnerServices {
  db: Database;
  routing(): Promise<Routing>;
  now(): Date;
  /** There is something new in the outbox. */
  wake(): void;
  log: Log;
}

/** Between two looks when a replay runs, and when none does. */
const busy = 200;
const idle = 1_000;
/** How often to look whether everything that was handed over has ended. */
const finishEvery = 2_000;

interface Progress {
  pace: Pace;
  /** When to ask next whether the replay is at its end. */
  askAt: number;
}

/** Works on the replays that run, as long as this process does. Several processes share them out by leases. */
export function startReplayRunner(services: RunnerServices): { stop(): Promise<void> } {
  const { db, log } = services;
  const owner = newOwner();
  const known = new Map<string, Progress>();
  const stopping = new AbortController();

  async function advance(replay: ClaimedReplay): Promise<void> {
    const at = performance.now();
    const progress = known.get(replay.id) ?? { pace: createPace(replay.rate, at - busy), askAt: 0 };
    known.set(replay.id, progress);
    const allowance = progress.pace.allowance(at);
    if (allowance === 0) return;
    const { taken, sent } = await step(
      db,
      await services.routing(),
      replay,
      owner,
      services.now(),
      allowance,
    );
    progress.pace.used(sent);
    if (sent > 0) services.wake();
    if (taken > 0 || at < progress.askAt) return;
    progress.askAt = at + finishEvery;
    if (await finishReplay(db, replay.id, owner, services.now())) {
      known.delete(replay.id);
      log.info({ replay: replay.id }, 'a replay is done');
    }
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      let running = 0;
      try {
        const replays = await claimReplays(db, owner);
        running = replays.length;
        for (const id of known.keys()) if (!replays.some((replay) => replay.id === id)) known.delete(id);
        for (const replay of replays) {
          if (stopping.signal.aborted) break;
          await advance(replay);
        }
      } catch (error) {
        log.warn({ err: error }, 'a replay could not go on; it will be taken up again');
      }
      await pause(running > 0 ? busy : idle, stopping.signal);
    }
    await releaseReplays(db, owner).catch(() => undefined);
  }

  const ended = loop();
  return {
    async stop() {
      stopping.abort();
      await ended;
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
