import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPlayClock } from '../../../src/simulate/play/clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'setInterval', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const start = Date.parse('2026-11-20T08:00:00Z');
const hour = 3_600_000;

describe('the clock of a play at max', () => {
  test('waits for nothing, and things happen at their own time', async () => {
    const clock = createPlayClock(start, 'max', new AbortController().signal);
    await clock.until(start + 1000 * hour);
    expect(clock.notBefore(start + 5)).toBe(start + 5);
  });

  test('is stopped by the signal', async () => {
    await expect(createPlayClock(start, 'max', AbortSignal.abort()).until(start)).rejects.toThrow();
  });
});

describe('the clock of a play at a speed', () => {
  test('does not let the moment come too early', async () => {
    vi.useRealTimers();
    const clock = createPlayClock(start, hour, new AbortController().signal);
    await clock.until(start + 20 * hour);
    expect(clock.notBefore(start)).toBeGreaterThanOrEqual(start + 20 * hour);
  });

  test('wakes who waits when the play is broken off', async () => {
    const ended = new AbortController();
    const waiting = createPlayClock(start, 1, ended.signal).until(start + hour);
    ended.abort();
    await expect(waiting).rejects.toThrow();
  });

  test('lets what is past happen now, and what is to come at its own time', () => {
    const clock = createPlayClock(start, 3600, new AbortController().signal);
    vi.advanceTimersByTime(2000);
    expect(clock.notBefore(start)).toBe(start + 2 * hour);
    expect(clock.notBefore(start + 3 * hour)).toBe(start + 3 * hour);
  });
});
