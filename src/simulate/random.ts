import { createHash } from 'node:crypto';

/**
 * Chance that can be had again: the same seed gives the same draws on every machine. A `fork` is a stream of its own,
 * so that one more draw in one stay changes nothing in another.
 */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** A UUID of version 4. */
  uuid(): string;
  fork(label: string): Random;
}

export function createRandom(seed: string): Random {
  const words = createHash('sha256').update(seed).digest();
  const draw = sfc32(
    words.readUInt32LE(0),
    words.readUInt32LE(4),
    words.readUInt32LE(8),
    words.readUInt32LE(12),
  );
  const next = () => draw() / 2 ** 32;
  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick(from) {
      const picked = from[integer(0, from.length - 1)];
      if (picked === undefined) throw new RangeError('There is nothing to pick from');
      return picked;
    },
    uuid() {
      const hex = [draw(), draw(), draw(), draw()].map((word) => word.toString(16).padStart(8, '0')).join('');
      const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `${variant}${hex.slice(17, 20)}`,
        hex.slice(20),
      ].join('-');
    },
    fork: (label) => createRandom(`${seed}\n${label}`),
  };
}

/** Small fast counter generator (Chris Doty-Humphrey); good enough for play, and the same everywhere. */
function sfc32(one: number, two: number, three: number, count: number): () => number {
  let [a, b, c, counter] = [one, two, three, count];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
}
