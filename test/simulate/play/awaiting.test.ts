import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAwaiting } from '../../../src/simulate/play/awaiting.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new AbortController().signal;

test('with nothing to come it is settled at once', async () => {
  expect(await createAwaiting().settled(1000, never)).toBe(0);
});

test('it is settled when the last has come', async () => {
  const awaiting = createAwaiting();
  awaiting.add();
  awaiting.add();
  const settled = vi.fn();
  const waiting = awaiting.settled(1000, never).then(settled);
  awaiting.done();
  await vi.advanceTimersByTimeAsync(900);
  expect(settled).not.toHaveBeenCalled();
  awaiting.done();
  await waiting;
  expect(settled).toHaveBeenCalledWith(0);
});

test('patience begins anew each time that something comes, and then runs out', async () => {
  const awaiting = createAwaiting();
  for (let count = 0; count < 3; count += 1) awaiting.add();
  const settled = vi.fn();
  const waiting = awaiting.settled(1000, never).then(settled);
  await vi.advanceTimersByTimeAsync(900);
  awaiting.done();
  await vi.advanceTimersByTimeAsync(900);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  await waiting;
  expect(settled).toHaveBeenCalledWith(2);
});

test('it is settled when the play is broken off', async () => {
  const awaiting = createAwaiting();
  awaiting.add();
  const ended = new AbortController();
  const waiting = awaiting.settled(1000, ended.signal);
  ended.abort();
  expect(await waiting).toBe(1);
});
