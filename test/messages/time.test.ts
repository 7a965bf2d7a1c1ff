import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kithTime } from '../../src/messages/build/time.ts';
import { hasTimeOfDay, toInstant } from '../../src/messages/time.ts';

describe('a time without offset is Norwegian local time', () => {
  test.for([
    ['2026-01-15T12:00:00', '2026-01-15T11:00:00Z', 'winter'],
    ['2026-07-15T12:00:00', '2026-07-15T10:00:00Z', 'summer'],
    ['2026-10-25T02:30:00', '2026-10-25T00:30:00Z', 'the doubled hour is read as its first occurrence'],
    ['2026-03-29T02:30:00', '2026-03-29T01:30:00Z', 'the skipped hour is read as summer time has begun'],
    ['2026-01-15T24:00:00', '2026-01-15T23:00:00Z', '24:00:00 is the end of the day'],
    ['2026-01-15T12:00:00+05:00', '2026-01-15T07:00:00Z', 'an offset is obeyed'],
    ['2026-01-15T12:00:00Z', '2026-01-15T12:00:00Z', 'UTC is obeyed'],
  ])('%s → %s (%s)', ([written, instant]) => {
    expect(toInstant(written!)).toBe(instant);
  });
});

test.for([null, '', '2026-01-15', '2026', '12:00:00', '2026-02-30T10:00:00', 'i går'])(
  '%j is not a point in time',
  (written) => {
    expect(toInstant(written)).toBeNull();
  },
);

test('only a date with a clock time has a time of day', () => {
  expect(['2026-01-15T12:00:00', '2026-01-15', '12:00:00', null].map(hasTimeOfDay)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('what is written in Norwegian time is read back as the same second, around the clock changes too', () => {
  const around = fc.oneof(
    fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
    fc.date({
      min: new Date('2026-10-24T22:00:00Z'),
      max: new Date('2026-10-25T04:00:00Z'),
      noInvalidDate: true,
    }),
    fc.date({
      min: new Date('2026-03-28T22:00:00Z'),
      max: new Date('2026-03-29T04:00:00Z'),
      noInvalidDate: true,
    }),
  );
  fc.assert(
    fc.property(around, (date) => {
      const second = new Date(Math.floor(date.getTime() / 1000) * 1000);
      expect(Date.parse(toInstant(kithTime(second)) ?? '')).toBe(second.getTime());
    }),
    { numRuns: 500 },
  );
});
