import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAgo, formatDuration } from '../../../src/dashboard/format/duration.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [42, '42 ms'],
    [1234, '1,2 s'],
    [9999, '9,9 s'],
    [12 * second, '12 s'],
    [3 * minute, '3 min'],
    [3 * minute + 5 * second, '3 min 5 s'],
    [2 * hour + 10 * minute + 59 * second, '2 t 10 min'],
    [day, '1 døgn'],
    [day + 4 * hour, '1 døgn 4 t'],
    [40 * day, '40 døgn'],
  ])('of %i ms is told as «%s»', (length, text) => {
    expect(formatDuration(length, 'nb')).toBe(text);
  });

  it('is told in each language’s own words', () => {
    expect(formatDuration(1234, 'en')).toBe('1.2 s');
    expect(formatDuration(2 * hour, 'en')).toBe('2 h');
    expect(formatDuration(day, 'en')).toBe('1 day');
    expect(formatDuration(2 * day, 'en')).toBe('2 days');
    expect(formatDuration(2 * hour, 'nn')).toBe('2 t');
  });

  it('is never told as longer than it was, and never as negative', () => {
    expect(formatDuration(-5, 'nb')).toBe('0 ms');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * day }), (length) => {
        expect(inMilliseconds(formatDuration(length, 'nb'))).toBeLessThanOrEqual(length);
      }),
    );
  });
});

describe('how long ago', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const ago = (length: number) => new Date(now.getTime() - length);

  it('is told in one unit', () => {
    expect(formatAgo(ago(3 * second), now, 'nb')).toBe('nå nettopp');
    expect(formatAgo(ago(12 * second), now, 'nb')).toBe('for 12 s siden');
    expect(formatAgo(ago(4 * minute + 50 * second), now, 'nb')).toBe('for 4 min siden');
    expect(formatAgo(ago(2 * hour + 10 * minute), now, 'nb')).toBe('for 2 t siden');
    expect(formatAgo(ago(3 * day + 20 * hour), now, 'nb')).toBe('for 3 døgn siden');
  });

  it('is told in each language', () => {
    expect(formatAgo(ago(4 * minute), now, 'nn')).toBe('for 4 min sidan');
    expect(formatAgo(ago(4 * minute), now, 'en')).toBe('4 min ago');
  });

  it('is «just now» for a clock that is a little ahead of ours', () => {
    expect(formatAgo(ago(-800), now, 'en')).toBe('just now');
  });
});

/** Reads a duration back, for the property above. */
function inMilliseconds(text: string): number {
  const sizes: Record<string, number> = { ms: 1, s: second, min: minute, t: hour, døgn: day };
  return [...text.matchAll(/([\d,]+) (ms|s|min|t|døgn)/g)].reduce(
    (sum, [, number = '', unit = '']) => sum + Number(number.replace(',', '.')) * (sizes[unit] ?? Number.NaN),
    0,
  );
}
