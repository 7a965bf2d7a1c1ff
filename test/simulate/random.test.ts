import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/simulate/random.ts';
import { isUuid } from '../../src/validation/rules/identification.ts';

test('the same seed gives the same draws, another seed others', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (seed, other) => {
      const draws = (from: string) => {
        const random = createRandom(from);
        return [random.uuid(), random.next(), random.integer(0, 1_000_000)];
      };
      expect(draws(seed)).toEqual(draws(seed));
      if (other !== seed) expect(draws(other)).not.toEqual(draws(seed));
    }),
  );
});

test('a fork does not depend on what was drawn before it, nor disturb what is drawn after', () => {
  const [one, two] = [createRandom('a'), createRandom('a')];
  one.next();
  const forks = [one.fork('x').next(), two.fork('x').next()];
  expect(forks[0]).toBe(forks[1]);
  two.next();
  expect(one.next()).toBe(two.next());
});

test('whole numbers come from all of their range and from nowhere else', () => {
  const random = createRandom('terning');
  const seen = new Set(Array.from({ length: 600 }, () => random.integer(1, 6)));
  expect([...seen].toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('the ids are UUIDs of version 4, and differ', () => {
  const random = createRandom('id');
  const ids = Array.from({ length: 1_000 }, () => random.uuid());
  expect(ids.filter((id) => !isUuid(id) || !/^.{14}4.{4}[89ab]/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('nothing can be picked from nothing', () => {
  expect(() => createRandom('').pick([])).toThrow(RangeError);
});
