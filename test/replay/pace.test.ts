import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace, largestStep } from '../../src/replay/pace.ts';

describe('the pace of a replay', () => {
  it('allows what the rate gives for the time that has passed', () => {
    const pace = createPace(10, 0);
    expect(pace.allowance(0)).toBe(0);
    expect(pace.allowance(500)).toBe(5);
    pace.used(5);
    expect(pace.allowance(600)).toBe(1);
  });

  it('makes up for no more than a second of pause', () => {
    const pace = createPace(10, 0);
    expect(pace.allowance(3_600_000)).toBe(10);
  });

  it('without a rate allows a full step every time', () => {
    const pace = createPace(null, 0);
    pace.used(largestStep);
    expect(pace.allowance(0)).toBe(largestStep);
  });

  it('never allows more than the rate over any stretch of time, beyond the first second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 }),
        (rate, waits) => {
          const pace = createPace(rate, 0);
          let now = 0;
          let sent = 0;
          for (const wait of waits) {
            now += wait;
            const allowed = pace.allowance(now);
            expect(allowed).toBeLessThanOrEqual(largestStep);
            pace.used(allowed);
            sent += allowed;
            expect(sent).toBeLessThanOrEqual((rate * now) / 1000 + 1e-6);
          }
        },
      ),
    );
  });
});
