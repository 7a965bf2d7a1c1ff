import type { Database, PreparedQuery } from '../../ledger/database.ts';
import type { MessageState } from '../../ledger/tables.ts';

/** Messages of one hour between two parties, in one state. */
export interface TrafficRow {
  /** The start of the hour; Norwegian and UTC hours begin together. */
  hour: Date;
  sender_her: number | null;
  receiver_her: number | null;
  receipt: boolean;
  state: MessageState;
  messages: number;
  last_at: Date;
}

export interface Traffic {
  /** Starts of the 24 hours, oldest first; the last one is the hour that is running. */
  hours: Date[];
  rows: TrafficRow[];
}

const hour = 3_600_000;
export const trafficHours = 24;

const trafficQuery: PreparedQuery = {
  name: 'dashboard-traffic',
  text: `
    select date_trunc('hour', received_at) as hour, sender_her, receiver_her, kind = 'apprec' as receipt, state,
      count(*)::int as messages, max(received_at) as last_at
    from message where received_at >= $1 and received_at < $2
    group by 1, 2, 3, 4, 5`,
};

/** The last 24 hours, from the start of an hour. Takes time in proportion to what was received in them. */
export async function readTraffic(db: Database, now: Date): Promise<Traffic> {
  const running = Math.floor(now.getTime() / hour) * hour;
  const hours = Array.from(
    { length: trafficHours },
    (_, index) => new Date(running - (trafficHours - 1 - index) * hour),
  );
  const rows = await db.run<TrafficRow>(trafficQuery, [hours[0], new Date(running + hour)]);
  return { hours, rows };
}

/** A result is used again for at least this long, and for this many times what it cost. */
const leastAgeMs = 1_000;
const costFactor = 20;
/** A count as dear as this is not waited for when an older one will do, unless that one is older than a minute. */
const dearMs = 25;
const oldMs = 60_000;

/**
 * Traffic for any number of viewers: counted once at a time, and used again for twenty times as long as it took. On a
 * quiet day that is one second; with a million messages a day some ten, and nobody waits but the first viewer.
 * @param clock milliseconds that only grow; for measuring, not for saying what time it is
 */
export function createTrafficCache(
  read: (now: Date) => Promise<Traffic>,
  clock: () => number = () => performance.now(),
): (now: Date) => Promise<Traffic> {
  let known: { traffic: Traffic; at: number; cost: number } | null = null;
  let counting: Promise<Traffic> | null = null;

  async function count(now: Date): Promise<Traffic> {
    const started = clock();
    const traffic = await read(now);
    known = { traffic, at: clock(), cost: clock() - started };
    return traffic;
  }

  function countOnce(now: Date): Promise<Traffic> {
    counting ??= count(now).finally(() => {
      counting = null;
    });
    return counting;
  }

  return async (now) => {
    if (known === null) return countOnce(now);
    const age = clock() - known.at;
    if (age < Math.max(leastAgeMs, known.cost * costFactor)) return known.traffic;
    const fresh = countOnce(now);
    if (known.cost < dearMs || age > oldMs) return fresh;
    // The one that fails is not asked for by anybody; the next page tries again.
    fresh.catch(() => undefined);
    return known.traffic;
  };
}
