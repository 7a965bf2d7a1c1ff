import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createLanes, type Lanes, type LanesOptions } from '../../src/delivery/lanes.ts';

/** Lets everything that can happen without our doing happen. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Deliveries that end when the test says so. The name of one begins with its endpoint. */
function bench(limits: { perEndpoint: number; total: number }, more: LanesOptions['more'] = async () => []) {
  const started: string[] = [];
  const underWay = new Map<string, () => void>();
  const most = { total: 0, perEndpoint: 0 };
  const lanes: Lanes = createLanes({
    ...limits,
    more,
    run(delivery) {
      started.push(delivery);
      return new Promise((resolve) => {
        underWay.set(delivery, resolve);
        most.total = Math.max(most.total, underWay.size);
        most.perEndpoint = Math.max(most.perEndpoint, ...counts([...underWay.keys()]).values());
      });
    },
  });
  return {
    lanes,
    started,
    underWay,
    most,
    offer: (delivery: string) => lanes.offer(endpointOf(delivery), delivery),
    async end(delivery: string) {
      const resolve = underWay.get(delivery);
      if (resolve === undefined) throw new Error(`${delivery} is not under way`);
      underWay.delete(delivery);
      resolve();
      await settle();
    },
  };
}

const endpointOf = (delivery: string) => Number(delivery.split('/')[0]);
const names = (endpoint: number, count: number) =>
  Array.from({ length: count }, (_, at) => `${endpoint}/${at}`);

function counts(deliveries: string[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const delivery of deliveries)
    found.set(endpointOf(delivery), (found.get(endpointOf(delivery)) ?? 0) + 1);
  return found;
}

describe('a lane', () => {
  it('makes deliveries at once while there is room, and the others in the order offered', async () => {
    const { offer, started, end } = bench({ perEndpoint: 2, total: 10 });
    for (const delivery of names(1, 4)) offer(delivery);
    expect(started).toEqual(['1/0', '1/1']);
    await end('1/1');
    expect(started).toEqual(['1/0', '1/1', '1/2']);
    await end('1/0');
    expect(started).toEqual(names(1, 4));
  });

  it('makes a delivery once, however often it is offered while it waits or is under way', async () => {
    const { offer, started, end } = bench({ perEndpoint: 1, total: 10 });
    for (const delivery of ['1/0', '1/1', '1/0', '1/1', '1/1']) offer(delivery);
    await end('1/0');
    await end('1/1');
    expect(started).toEqual(['1/0', '1/1']);
  });

  it('makes it again when it is offered after it ended: a later attempt has the same name', async () => {
    const { offer, started, end } = bench({ perEndpoint: 1, total: 10 });
    offer('1/0');
    await end('1/0');
    offer('1/0');
    expect(started).toEqual(['1/0', '1/0']);
  });
});

describe('an endpoint that never answers', () => {
  it('does not hold up the others', async () => {
    const { offer, started, end } = bench({ perEndpoint: 2, total: 3 });
    for (const delivery of names(1, 50)) offer(delivery);
    for (const delivery of names(2, 5)) offer(delivery);
    for (const delivery of names(2, 5)) await end(delivery);
    expect(started.filter((delivery) => endpointOf(delivery) === 2)).toEqual(names(2, 5));
    expect(started.filter((delivery) => endpointOf(delivery) === 1)).toHaveLength(2);
  });
});

describe('endpoints that share all the room', () => {
  it('take turns: a long line at one does not keep a short one at another from starting', async () => {
    const { offer, started, end } = bench({ perEndpoint: 2, total: 2 });
    for (const delivery of names(1, 100)) offer(delivery);
    for (const delivery of [...names(2, 3), ...names(3, 3)]) offer(delivery);
    for (let turn = 0; turn < 12; turn += 1) await end(started[turn] ?? '');
    const first = counts(started.slice(0, 14));
    expect([first.get(2), first.get(3)]).toEqual([3, 3]);
  });
});

describe('more deliveries than a lane remembers', () => {
  it('are fetched from the ledger when there is room again, until none is left', async () => {
    const all = names(1, 1_700);
    const left = new Set(all);
    const asked: number[] = [];
    const { offer, started, underWay, end } = bench({ perEndpoint: 8, total: 8 }, async (endpoint, limit) => {
      asked.push(endpoint);
      // What is under way is leased, and no longer anybody's turn.
      return [...left].filter((delivery) => !underWay.has(delivery)).slice(0, limit);
    });
    for (const delivery of all) offer(delivery);
    while (underWay.size > 0) {
      for (const delivery of [...underWay.keys()]) {
        left.delete(delivery);
        await end(delivery);
      }
    }
    expect(left.size).toBe(0);
    expect(started).toHaveLength(all.length);
    expect(new Set(started).size).toBe(all.length);
    expect(asked.length).toBeLessThan(20);
  });

  it('are not asked for when the lane never ran over', async () => {
    const asked: number[] = [];
    const { offer, end } = bench({ perEndpoint: 1, total: 1 }, async (endpoint) => {
      asked.push(endpoint);
      return [];
    });
    for (const delivery of names(1, 20)) offer(delivery);
    for (const delivery of names(1, 20)) await end(delivery);
    expect(asked).toEqual([]);
  });

  it('a ledger that does not answer stops nothing; what was forgotten can be offered again', async () => {
    const { offer, started, underWay, end } = bench({ perEndpoint: 4, total: 4 }, () =>
      Promise.reject(new Error('away')),
    );
    const all = names(1, 600);
    for (const delivery of all) offer(delivery);
    const drain = async () => {
      while (underWay.size > 0) for (const delivery of [...underWay.keys()]) await end(delivery);
    };
    await drain();
    expect(started.length).toBeLessThan(all.length);
    for (const delivery of all.filter((each) => !started.includes(each))) offer(delivery);
    await drain();
    expect(new Set(started).size).toBe(all.length);
  });
});

describe('closing', () => {
  it('starts nothing more and resolves when everything under way has ended', async () => {
    const { lanes, offer, started, end } = bench({ perEndpoint: 2, total: 2 });
    for (const delivery of names(1, 5)) offer(delivery);
    let closed = false;
    const closing = lanes.close().then(() => {
      closed = true;
    });
    offer('2/0');
    await end('1/0');
    expect([closed, lanes.running]).toEqual([false, 1]);
    await end('1/1');
    await closing;
    expect(started).toEqual(['1/0', '1/1']);
    expect(lanes.running).toBe(0);
  });

  it('resolves at once when nothing is under way', async () => {
    await bench({ perEndpoint: 1, total: 1 }).lanes.close();
  });
});

describe('in any order of offers and ends', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({
        offer: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(30)).map(([at, id]) => `${at}/${id}`),
      }),
      fc.record({ end: fc.nat() }),
    ),
    { maxLength: 120 },
  );
  const limits = fc.record({
    perEndpoint: fc.integer({ min: 1, max: 4 }),
    total: fc.integer({ min: 1, max: 6 }),
  });

  it('the limits hold, room is never left unused, and everything offered is made once per offer that counts', async () => {
    await fc.assert(
      fc.asyncProperty(limits, steps, async (limit, script) => {
        const { lanes, offer, started, underWay, most, end } = bench(limit);
        const expected: string[] = [];
        const open = new Set<string>();
        for (const step of script) {
          if ('offer' in step) {
            offer(step.offer);
            if (!open.has(step.offer)) expected.push(step.offer);
            open.add(step.offer);
          } else if (underWay.size > 0) {
            const ended = [...underWay.keys()][step.end % underWay.size] ?? '';
            open.delete(ended);
            await end(ended);
          }
          const possible = [...counts([...open]).values()].reduce(
            (sum, waiting) => sum + Math.min(waiting, limit.perEndpoint),
            0,
          );
          expect(underWay.size).toBe(Math.min(limit.total, possible));
          expect(lanes.running).toBe(underWay.size);
        }
        while (underWay.size > 0) await end([...underWay.keys()][0] ?? '');
        expect(started.toSorted()).toEqual(expected.toSorted());
        expect(most.total).toBeLessThanOrEqual(limit.total);
        expect(most.perEndpoint).toBeLessThanOrEqual(limit.perEndpoint);
        await lanes.close();
      }),
    );
  });
});

describe('a lane whose endpoint is not to be used for the moment', () => {
  it('keeps what it is offered, holds up no other lane, and starts it when it is asked again', async () => {
    let limit = 0;
    const started: string[] = [];
    const lanes = createLanes({
      perEndpoint: 4,
      total: 8,
      more: async () => [],
      allowed: (endpoint) => ({ limit: endpoint === 1 ? limit : 4, askAgain: 5 }),
      run: async (delivery) => void started.push(delivery),
    });
    for (const delivery of ['1-a', '1-b']) lanes.offer(1, delivery);
    lanes.offer(2, '2-a');
    await settle();
    expect(started).toEqual(['2-a']);
    limit = 4;
    await vi.waitFor(() => expect(started).toEqual(['2-a', '1-a', '1-b']));
    await lanes.close();
  });

  it('starts no more at once than is allowed', async () => {
    const ends: (() => void)[] = [];
    const lanes = createLanes({
      perEndpoint: 4,
      total: 8,
      more: async () => [],
      allowed: () => ({ limit: 1, askAgain: 1000 }),
      run: () => new Promise<void>((resolve) => ends.push(resolve)),
    });
    for (const delivery of ['1-a', '1-b', '1-c']) lanes.offer(1, delivery);
    await settle();
    expect(lanes.running).toBe(1);
    ends[0]?.();
    await settle();
    expect([lanes.running, ends.length]).toEqual([1, 2]);
    ends[1]?.();
    await settle();
    ends[2]?.();
    await lanes.close();
  });
});
