import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, HOUR, MINUTE } from '../../../src/agreement/calendar/day.ts';
import {
  clockChange,
  instantAt,
  localDay,
  localTime,
  midnight,
  offsetAt,
} from '../../../src/agreement/calendar/oslo.ts';

const instants = fc.integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2150, 0, 1) });

function zoned(instant: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('Europe/Oslo');
}

describe('Europe/Oslo', () => {
  it('has the offset, date and time of day that Temporal gives', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const wall = zoned(instant);
        expect(offsetAt(instant)).toBe(wall.offsetNanoseconds / 1e6);
        expect(localDay(instant)).toBe(dayOf(wall.year, wall.month, wall.day));
        const { hour, minute, second, millisecond } = wall;
        expect(localTime(instant)).toBe(hour * HOUR + minute * MINUTE + second * 1000 + millisecond);
      }),
      { numRuns: 500 },
    );
  });

  it('changes offset at the very instant of the change, and not a millisecond before', () => {
    const spring = Date.UTC(2026, 2, 29, 1);
    const autumn = Date.UTC(2026, 9, 25, 1);
    expect([offsetAt(spring - 1), offsetAt(spring), offsetAt(autumn - 1), offsetAt(autumn)]).toEqual(
      [1, 2, 2, 1].map((hours) => hours * HOUR),
    );
  });

  it('reads the offset at the turn of a year', () => {
    expect([offsetAt(Date.UTC(2027, 0, 1)), offsetAt(Date.UTC(2027, 0, 1) - 1)]).toEqual([HOUR, HOUR]);
  });

  it('gives the instant that Temporal gives for a time on the wall, in the compatible way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 65_000 }), fc.integer({ min: 0, max: 47 }), (day, half) => {
        const date = Temporal.PlainDate.from('1970-01-05').add({ days: day });
        const time = half * 30 * MINUTE;
        const expected = date
          .toPlainDateTime({ hour: Math.floor(half / 2), minute: (half % 2) * 30 })
          .toZonedDateTime('Europe/Oslo');
        expect(instantAt(dayOf(date.year, date.month, date.day), time).instant).toBe(
          expected.epochMilliseconds,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('tells the hour that comes twice, the hour that never comes, and their neighbours', () => {
    const spring = dayOf(2026, 3, 29);
    const autumn = dayOf(2026, 10, 25);
    const at = (day: number, hours: number) => {
      const { instant, occurrence } = instantAt(day, hours * HOUR);
      return `${zoned(instant).toString({ timeZoneName: 'never', smallestUnit: 'minute' })} ${occurrence}`;
    };
    expect([at(spring, 1.5), at(spring, 2), at(spring, 2.5), at(spring, 3), at(spring, 8)]).toEqual([
      '2026-03-29T01:30+01:00 once',
      '2026-03-29T03:00+02:00 never',
      '2026-03-29T03:30+02:00 never',
      '2026-03-29T03:00+02:00 once',
      '2026-03-29T08:00+02:00 once',
    ]);
    expect([at(autumn, 1.5), at(autumn, 2), at(autumn, 2.5), at(autumn, 3), at(autumn, 8)]).toEqual([
      '2026-10-25T01:30+02:00 once',
      '2026-10-25T02:00+02:00 twice',
      '2026-10-25T02:30+02:00 twice',
      '2026-10-25T03:00+01:00 once',
      '2026-10-25T08:00+01:00 once',
    ]);
  });

  it('has 23, 25 and 24 hours between midnights', () => {
    const hours = (day: number) => (midnight(day + 1) - midnight(day)) / HOUR;
    expect([dayOf(2026, 3, 29), dayOf(2026, 10, 25), dayOf(2026, 10, 26)].map(hours)).toEqual([23, 25, 24]);
    expect([dayOf(2026, 3, 29), dayOf(2026, 10, 25), dayOf(2026, 10, 26)].map(clockChange)).toEqual([
      HOUR,
      -HOUR,
      0,
    ]);
  });
});
