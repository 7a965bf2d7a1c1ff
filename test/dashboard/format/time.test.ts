import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatTime,
  fromLocalField,
  sameDay,
  toLocalField,
} from '../../../src/dashboard/format/time.ts';

const now = new Date('2026-11-23T12:00:00Z');

describe('a time on a page', () => {
  it('is Norwegian local time with weekday, whatever the server’s own zone', () => {
    expect(formatTime(new Date('2026-11-23T08:30:00Z'), 'nb', { now })).toBe('man. 23. nov. kl. 09.30');
    expect(formatTime(new Date('2026-07-01T22:05:00Z'), 'nb', { now })).toBe('tors. 2. juli kl. 00.05');
  });

  it('is written the way each language writes it', () => {
    const tuesday = new Date('2026-11-24T08:30:00Z');
    expect(formatTime(tuesday, 'nn', { now })).toBe('tys. 24. nov. kl. 09.30');
    expect(formatTime(tuesday, 'en', { now })).toBe('Tue 24 Nov 09:30');
    expect(formatTime(new Date('2026-11-28T08:30:00Z'), 'nn', { now })).toBe('laur. 28. nov. kl. 09.30');
  });

  it('shows seconds when asked to', () => {
    const instant = new Date('2026-11-23T08:30:05Z');
    expect(formatTime(instant, 'nb', { now, seconds: true })).toBe('man. 23. nov. kl. 09.30.05');
    expect(formatClock(instant, 'en', true)).toBe('09:30:05');
  });

  it('names the year only when it is another year in Norway', () => {
    expect(formatTime(new Date('2025-12-31T22:59:00Z'), 'nb', { now })).toBe('ons. 31. des. 2025 kl. 23.59');
    expect(formatTime(new Date('2025-12-31T23:01:00Z'), 'nb', { now })).toBe('tors. 1. jan. kl. 00.01');
    expect(formatTime(new Date('2027-01-04T08:00:00Z'), 'en', { now })).toBe('Mon 4 Jan 2027 09:00');
  });

  it('tells whether two instants fall on one Norwegian date', () => {
    expect(sameDay(new Date('2026-11-22T23:30:00Z'), new Date('2026-11-23T22:30:00Z'))).toBe(true);
    expect(sameDay(new Date('2026-11-22T22:30:00Z'), new Date('2026-11-22T23:30:00Z'))).toBe(false);
  });
});

describe('a time field of a form', () => {
  it('is read as Norwegian local time, in winter and in summer', () => {
    expect(fromLocalField('2026-11-23T09:30')).toEqual(new Date('2026-11-23T08:30:00Z'));
    expect(fromLocalField('2026-07-01T09:30')).toEqual(new Date('2026-07-01T07:30:00Z'));
  });

  it('reads the repeated hour as its first occurrence and the missing hour as the one after', () => {
    expect(fromLocalField('2026-10-25T02:30')).toEqual(new Date('2026-10-25T00:30:00Z'));
    expect(fromLocalField('2026-03-29T02:30')).toEqual(new Date('2026-03-29T01:30:00Z'));
  });

  it.each(['', 'i går', '2026-11-23', '2026-02-30T10:00', '2026-11-23T25:00', '2026-11-23T09:30Z'])(
    'is not read from «%s»',
    (text) => {
      expect(fromLocalField(text)).toBeNull();
    },
  );

  it('gives the same minute back that it was filled with, but in the repeated hour', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('2000-01-01T00:00:00Z'),
          max: new Date('2099-12-31T00:00:00Z'),
          noInvalidDate: true,
        }),
        (instant) => {
          const minute = new Date(Math.floor(instant.getTime() / 60_000) * 60_000);
          const back = fromLocalField(toLocalField(minute));
          const late = back !== null && minute.getTime() - back.getTime();
          expect([0, 3_600_000]).toContain(late);
          if (late !== 0) expect(minute.getUTCMonth()).toBe(9);
        },
      ),
    );
  });
});
