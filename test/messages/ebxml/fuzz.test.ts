import { describe, expect, it } from 'vitest';
import { fuzz } from './support/fuzz.ts';

/** The long run is `scripts/fuzz-ebxml.ts`. */
const COUNT = 2000;

describe('messages changed at random', () => {
  it('never crash the reader, and are believed only when nothing that matters was changed', () => {
    const result = fuzz(COUNT, 20_261_120);
    const refused = Object.values(result.refused).reduce((sum, each) => sum + each, 0);
    expect(result.accepted + refused).toBe(COUNT);
    // A run in which nothing is accepted, or everything is refused the same way, has tested little.
    expect(result.accepted).toBeGreaterThan(0);
    expect(Object.keys(result.refused).length).toBeGreaterThan(4);
  }, 60_000);
});
