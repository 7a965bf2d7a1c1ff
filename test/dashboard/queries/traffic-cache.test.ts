import { describe, expect, it } from 'vitest';
import { createTrafficCache, type Traffic } from '../../../src/dashboard/queries/traffic.ts';

const now = new Date('2026-11-23T12:00:00Z');

/** A count that takes as long as the test says, on a clock that the test moves. */
function counting() {
  const state = { clock: 0, cost: 0, counts: 0, fails: false };
  const waiting: (() => void)[] = [];
  const held = { on: false };
  const cached = createTrafficCache(
    async (): Promise<Traffic> => {
      state.counts += 1;
      const number = state.counts;
      if (held.on) await new Promise<void>((resolve) => waiting.push(resolve));
      state.clock += state.cost;
      if (state.fails) throw new Error('the database is gone');
      return { hours: [new Date(number)], rows: [] };
    },
    () => state.clock,
  );
  const read = async () => (await cached(now)).hours[0]?.getTime();
  return { state, held, waiting, read };
}

describe('the traffic of the last day', () => {
  it('is counted once for all who ask within a second', async () => {
    const { state, read } = counting();
    expect(await Promise.all([read(), read(), read()])).toEqual([1, 1, 1]);
    state.clock += 999;
    expect(await read()).toBe(1);
    state.clock += 1;
    expect(await read()).toBe(2);
  });

  it('is used again for twenty times as long as it took to count', async () => {
    const { state, read } = counting();
    state.cost = 1_000;
    await read();
    state.clock += 19_999;
    expect(await read()).toBe(1);
    expect(state.counts).toBe(1);
  });

  it('is shown as it was while a dear count runs, so that nobody waits', async () => {
    const { state, held, waiting, read } = counting();
    state.cost = 1_000;
    await read();
    state.clock += 20_000;
    held.on = true;
    expect(await read()).toBe(1);
    expect(state.counts).toBe(2);
    for (const finish of waiting) finish();
    await Promise.resolve();
    held.on = false;
    await expect.poll(read).toBe(2);
  });

  it('is waited for when what is known is older than a minute', async () => {
    const { state, read } = counting();
    state.cost = 1_000;
    await read();
    state.clock += 60_001;
    expect(await read()).toBe(2);
  });

  it('is counted again after a count that failed', async () => {
    const { state, read } = counting();
    state.fails = true;
    await expect(read()).rejects.toThrow('the database is gone');
    state.fails = false;
    expect(await read()).toBe(2);
  });
});
