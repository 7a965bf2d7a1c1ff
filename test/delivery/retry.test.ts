import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff, decide, type SendOutcome } from '../../src/delivery/retry.ts';

const hour = 3_600_000;
const policy = { minBackoff: 1_000, maxBackoff: 15 * 60_000, giveUpAfter: 72 * hour };
const received = new Date('2026-11-20T08:00:00Z');
const soon = new Date('2026-11-20T08:00:01Z');
const answered = (status: number): SendOutcome => ({ kind: 'answered', status, milliseconds: 12 });

const decided = (outcome: SendOutcome, attempts = 1, now = soon, random = 0) =>
  decide(outcome, attempts, received, now, policy, random);

const passing = [408, 425, 429];
const silence: SendOutcome[] = [
  { kind: 'unreachable', cause: 'ECONNREFUSED' },
  { kind: 'timeout', milliseconds: 30_000 },
];

describe('an attempt', () => {
  it('that the receiver answered with any 2xx has delivered', () => {
    for (let status = 200; status < 300; status += 1) {
      expect(decided(answered(status))).toEqual({ kind: 'delivered', status, milliseconds: 12 });
    }
  });

  it('that was answered 3xx or 4xx has failed at once, but for 408, 425 and 429', () => {
    for (let status = 300; status < 500; status += 1) {
      const { kind } = decided(answered(status));
      expect([status, kind]).toEqual([status, passing.includes(status) ? 'retry' : 'failed']);
    }
  });

  it('that was answered 5xx, 408, 425 or 429 is made again (MV-3103)', () => {
    for (const status of [...passing, 500, 502, 503, 504, 599]) {
      expect(decided(answered(status))).toMatchObject({ kind: 'retry', reason: 'MV-3103', status });
    }
  });

  it('that got no connection (MV-3101) or no answer in time (MV-3102) is made again', () => {
    expect(silence.map((outcome) => decided(outcome))).toMatchObject([
      { kind: 'retry', reason: 'MV-3101', status: null },
      { kind: 'retry', reason: 'MV-3102', status: null },
    ]);
  });

  it('that was broken off because the service stopped is made again without waiting', () => {
    expect(decided({ kind: 'interrupted' }, 7)).toMatchObject({ kind: 'retry', retryAt: soon });
  });

  it('that was refused names the refusal and its status (MV-3104), and waits for nothing', () => {
    expect(decided(answered(404))).toEqual({
      kind: 'failed',
      reason: 'MV-3104',
      status: 404,
      why: 'mottakeren svarte HTTP 404; et nytt forsøk ville få samme svar',
    });
  });

  it('that is made again says when, in words', () => {
    expect(decided(answered(503))).toMatchObject({
      why: 'mottakeren svarte HTTP 503; prøves igjen om 1 s',
      retryAt: new Date('2026-11-20T08:00:02Z'),
    });
    expect(decided(answered(503), 20)).toMatchObject({
      why: 'mottakeren svarte HTTP 503; prøves igjen om 15 min',
    });
  });
});

describe('giving up', () => {
  const limit = new Date(received.getTime() + policy.giveUpAfter);

  it('comes when the next attempt would be later than the limit after intake (MV-3105)', () => {
    for (const outcome of [answered(500), ...silence]) {
      expect(decided(outcome, 300, limit)).toMatchObject({ kind: 'failed', reason: 'MV-3105' });
    }
  });

  it('tells the limit and how many attempts were made', () => {
    expect(decided(answered(500), 300, limit)).toMatchObject({
      why: 'mottakeren svarte HTTP 500; grensen på 72 t er nådd etter 300 forsøk',
    });
  });

  it('does not come while the next attempt is still within it', () => {
    const last = new Date(limit.getTime() - policy.minBackoff);
    expect(decided(answered(500), 1, last)).toMatchObject({ kind: 'retry', retryAt: limit });
    expect(decided(answered(500), 1, new Date(last.getTime() + 1))).toMatchObject({ kind: 'failed' });
  });

  it('never overrules a delivery', () => {
    expect(decided(answered(200), 300, new Date(limit.getTime() + 30 * 24 * hour))).toMatchObject({
      kind: 'delivered',
    });
  });
});

describe('the wait between attempts', () => {
  const policies = fc
    .tuple(fc.integer({ min: 10, max: hour }), fc.integer({ min: 10, max: 24 * hour }))
    .map(([a, b]) => ({ minBackoff: Math.min(a, b), maxBackoff: Math.max(a, b) }));
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const attempts = fc.integer({ min: 1, max: 10_000 });

  it('doubles from the least to the most', () => {
    const waits = [1, 2, 3, 4, 5].map((attempt) =>
      backoff(attempt, { minBackoff: 100, maxBackoff: 1_000 }, 0),
    );
    expect(waits).toEqual([100, 200, 400, 800, 1_000]);
  });

  it('never exceeds the most, nor falls below four fifths of the least', () => {
    fc.assert(
      fc.property(policies, attempts, chance, (bounds, attempt, random) => {
        const wait = backoff(attempt, bounds, random);
        expect(wait).toBeLessThanOrEqual(bounds.maxBackoff);
        expect(wait).toBeGreaterThanOrEqual(Math.floor(bounds.minBackoff * 0.8));
      }),
    );
  });

  it('never shrinks from one attempt to the next, chance apart', () => {
    fc.assert(
      fc.property(policies, attempts, chance, (bounds, attempt, random) => {
        expect(backoff(attempt + 1, bounds, random)).toBeGreaterThanOrEqual(backoff(attempt, bounds, random));
      }),
    );
  });

  it('spreads by a fifth, so that those who failed together do not come back together', () => {
    expect(backoff(1, policy, 0)).toBe(1_000);
    expect(backoff(1, policy, 0.5)).toBe(900);
    expect(backoff(1, policy, 0.999)).toBe(800);
  });
});

describe('whatever comes of an attempt', () => {
  const outcomes = fc.oneof(
    fc.integer({ min: 100, max: 599 }).map(answered),
    fc.constantFrom<SendOutcome>(...silence, { kind: 'interrupted' }),
  );

  it('a next attempt lies ahead and within the limit', () => {
    fc.assert(
      fc.property(
        outcomes,
        fc.integer({ min: 1, max: 1_000 }),
        fc.nat(100 * hour),
        fc.nat(999),
        (outcome, attempts, age, chance) => {
          const now = new Date(received.getTime() + age);
          const result = decided(outcome, attempts, now, chance / 1_000);
          if (result.kind !== 'retry') return;
          expect(result.retryAt.getTime()).toBeGreaterThanOrEqual(now.getTime());
          expect(result.retryAt.getTime() - received.getTime()).toBeLessThanOrEqual(policy.giveUpAfter);
        },
      ),
    );
  });
});
