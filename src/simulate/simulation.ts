import type { PlannedMessage } from './plan.ts';
import { checkOutcomes, type Difference } from './play/check.ts';
import { createServiceClient } from './play/client.ts';
import type { Speed } from './play/clock.ts';
import type { Outcome } from './play/outcome.ts';
import { type PlayEvent, play } from './play/play.ts';
import type { Receivers } from './play/receivers.ts';

export interface SimulationOptions {
  plan: readonly PlannedMessage[];
  start: string;
  speed: Speed;
  /** The service's address, and a token with the scopes ingest, read and admin. */
  url: string;
  token: string;
  /** The endpoints that the parties are registered with. */
  receivers: Receivers;
  backload: boolean;
  /** Ask the service about every message when all has come to rest. */
  check: boolean;
  signal: AbortSignal;
  report?: (event: PlayEvent) => void;
}

/** Plays a plan against a running service and, if asked to, compares what became of it with what was expected. */
export async function simulate(
  options: SimulationOptions,
): Promise<{ outcomes: Outcome[]; differences: Difference[] | null; strays: number }> {
  const { plan, start, speed, url, token, receivers, backload, signal, report } = options;
  const client = createServiceClient(url, token, signal);
  try {
    const outcomes = await play({
      plan,
      start,
      speed,
      client,
      receivers,
      backload,
      signal,
      ...(report && { report }),
    });
    const differences =
      options.check && !signal.aborted ? await checkOutcomes(outcomes, client, signal) : null;
    return { outcomes, differences, strays: receivers.strays() };
  } finally {
    await client.close();
  }
}
