/**
 * Keeps each endpoint's deliveries in a lane of its own, so that a slow receiver never holds up the others. Knows
 * nothing of databases or HTTP: what a delivery is and where more of them are is handed in.
 */
export interface Lanes {
  /** There is this delivery to make; it is made when the lane has room. Said twice, it is made once. */
  offer(endpoint: number, delivery: string): void;
  /** Starts nothing more, and resolves when everything under way has ended. */
  close(): Promise<void>;
  readonly running: number;
}

export interface LanesOptions {
  /** Deliveries under way at once, per endpoint and in all. */
  perEndpoint: number;
  total: number;
  /** Makes one delivery; never rejects. */
  run(delivery: string, endpoint: number): Promise<void>;
  /** How many may be under way to this endpoint now, where that is fewer than usual, and when to ask again. */
  allowed?(endpoint: number): Allowance;
  /** Deliveries of this endpoint whose turn it is, oldest first: asked when a lane that ran over has room again. */
  more(endpoint: number, limit: number): Promise<string[]>;
}

export interface Allowance {
  limit: number;
  /** Milliseconds after which the limit may be another one. */
  askAgain: number;
}

interface Lane {
  endpoint: number;
  running: Set<string>;
  waiting: Set<string>;
  /** More was offered than the lane remembers; the rest is in the ledger. */
  overflow: boolean;
  refilling: boolean;
  /** Set while the lane waits to ask how many are allowed. */
  timer: NodeJS.Timeout | null;
}

/** Ids that a lane remembers; what is beyond that is fetched from the ledger when it is needed. */
const memory = 500;

export function createLanes(options: LanesOptions): Lanes {
  const lanes = new Map<number, Lane>();
  let total = 0;
  let closed = false;
  let allEnded: (() => void) | null = null;

  function laneOf(endpoint: number): Lane {
    const known = lanes.get(endpoint);
    if (known !== undefined) return known;
    const lane: Lane = {
      endpoint,
      running: new Set(),
      waiting: new Set(),
      overflow: false,
      refilling: false,
      timer: null,
    };
    lanes.set(endpoint, lane);
    return lane;
  }

  function remember(lane: Lane, delivery: string): void {
    if (lane.running.has(delivery) || lane.waiting.has(delivery)) return;
    if (lane.waiting.size >= memory) lane.overflow = true;
    else lane.waiting.add(delivery);
  }

  function pump(lane: Lane): void {
    const limit = limitOf(lane);
    for (const delivery of lane.waiting) {
      if (closed || total >= options.total || lane.running.size >= limit) break;
      lane.waiting.delete(delivery);
      lane.running.add(delivery);
      total += 1;
      void options.run(delivery, lane.endpoint).finally(() => ended(lane, delivery));
    }
    if (lane.overflow && !lane.refilling && !closed && lane.waiting.size < memory / 4) void refill(lane);
    if (lane.running.size === 0 && lane.waiting.size === 0 && !lane.overflow && !lane.refilling)
      lanes.delete(lane.endpoint);
  }

  /** Where fewer than usual are allowed, the lane parks what it has and asks again later. */
  function limitOf(lane: Lane): number {
    const allowance = options.allowed?.(lane.endpoint);
    if (allowance === undefined || allowance.limit >= options.perEndpoint) return options.perEndpoint;
    if (lane.timer === null && !closed) {
      lane.timer = setTimeout(() => {
        lane.timer = null;
        pump(lane);
      }, allowance.askAgain);
      lane.timer.unref();
    }
    return allowance.limit;
  }

  function ended(lane: Lane, delivery: string): void {
    lane.running.delete(delivery);
    const wasFull = total >= options.total;
    total -= 1;
    if (closed && total === 0) allEnded?.();
    if (wasFull) takeTurns();
    pump(lane);
  }

  /** Where all room was taken, whoever gets some goes to the end of the line: a long lane never starves a short one. */
  function takeTurns(): void {
    for (const lane of [...lanes.values()]) {
      const before = total;
      if (before >= options.total) return;
      pump(lane);
      if (total === before) continue;
      lanes.delete(lane.endpoint);
      lanes.set(lane.endpoint, lane);
    }
  }

  async function refill(lane: Lane): Promise<void> {
    lane.refilling = true;
    lane.overflow = false;
    try {
      const found = await options.more(lane.endpoint, memory);
      if (found.length >= memory) lane.overflow = true;
      for (const delivery of found) remember(lane, delivery);
    } catch {
      // The ledger is away for the moment; the housekeeping brings these deliveries back when it is there again.
    } finally {
      lane.refilling = false;
      pump(lane);
    }
  }

  return {
    offer(endpoint, delivery) {
      if (closed) return;
      const lane = laneOf(endpoint);
      remember(lane, delivery);
      pump(lane);
    },
    async close() {
      closed = true;
      for (const { timer } of lanes.values()) if (timer !== null) clearTimeout(timer);
      if (total === 0) return;
      await new Promise<void>((resolve) => {
        allEnded = resolve;
      });
    },
    get running() {
      return total;
    },
  };
}
