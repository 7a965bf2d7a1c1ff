import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment, requireReckonable } from '../../../src/agreement/calendar/moment.ts';
import { faultOf } from '../helpers.ts';

function read(text: string): string {
  const { instant, flags } = readMoment(text);
  return [instant.toString(), ...flags].join(' ');
}

describe('a written time', () => {
  it('with an offset is that instant', () => {
    expect(read('2026-11-20T13:30:00+01:00')).toBe('2026-11-20T12:30:00Z');
    expect(read('2026-11-20T12:30Z')).toBe('2026-11-20T12:30:00Z');
    expect(read('2026-11-20T12:30:05.25z')).toBe('2026-11-20T12:30:05.25Z');
    expect(read('2026-11-20T12:30:05,25-0330')).toBe('2026-11-20T16:00:05.25Z');
    expect(read('2026-11-20T13:30+01')).toBe('2026-11-20T12:30:00Z');
    expect(read(' 2026-11-20T13:30:00+01:00[Europe/Oslo] ')).toBe('2026-11-20T12:30:00Z');
  });

  it('without an offset is local time in Norway, winter and summer', () => {
    expect(read('2026-11-20T13:30:00')).toBe('2026-11-20T12:30:00Z');
    expect(read('2026-07-20 13:30')).toBe('2026-07-20T11:30:00Z');
  });

  it('in the doubled hour of October is its first occurrence, and flagged', () => {
    expect(read('2026-10-25T01:59:59')).toBe('2026-10-24T23:59:59Z');
    expect(read('2026-10-25T02:00')).toBe('2026-10-25T00:00:00Z doubled-hour');
    expect(read('2026-10-25T02:59:59')).toBe('2026-10-25T00:59:59Z doubled-hour');
    expect(read('2026-10-25T03:00')).toBe('2026-10-25T02:00:00Z');
    expect(read('2026-10-25T02:30+01:00')).toBe('2026-10-25T01:30:00Z');
  });

  it('in the hour left out in March is an hour later on the wall, and flagged', () => {
    expect(read('2026-03-29T02:30')).toBe('2026-03-29T01:30:00Z missing-hour');
    expect(read('2026-03-29T03:00')).toBe('2026-03-29T01:00:00Z');
  });

  it('that is a date alone is its midnight, and flagged', () => {
    expect(read('2026-11-20')).toBe('2026-11-19T23:00:00Z date-only');
    expect(read('2026-07-20')).toBe('2026-07-19T22:00:00Z date-only');
  });

  it('that is no time is told of in three languages, shortened and without control characters', () => {
    const bad = [
      '',
      'i går',
      '2026-11-31T10:00',
      '2026-11-20T25:00',
      '2026-11-20T13',
      '20.11.2026 13:30',
      '2026-11-20T13:30+25:00',
      '2026-11-20T13:30[Asia/Tokyo]',
      '2026-11-20Z',
      '2026-11-20T13:30:00 +01:00',
      'x2026-11-20T13:30',
      '2026-11-20T13:30+01:00x',
    ];
    for (const text of bad) expect(faultOf(() => readMoment(text)).code, text).toBe('unreadable-time');
    const fault = faultOf(() => readMoment(`\u0007${'9'.repeat(90)}`));
    expect(fault.in('nb')).toBe(
      `«�${'9'.repeat(59)}…» er ikke et tidspunkt etter ISO 8601, som 2026-11-20T13:30:00+01:00.`,
    );
    expect(fault.in('nn')).toMatch(
      /^«.*» er ikkje eit tidspunkt etter ISO 8601, som 2026-11-20T13:30:00\+01:00\.$/,
    );
    expect(fault.in('en')).toMatch(/^“.*” is not a time in ISO 8601, such as 2026-11-20T13:30:00\+01:00\.$/);
    expect(fault.name).toBe('AgreementFault');
    expect(faultOf(() => readMoment('9'.repeat(60))).message).toContain(`«${'9'.repeat(60)}»`);
  });

  it('outside 1970–2199 is refused', () => {
    expect(faultOf(() => readMoment('1850-01-01T00:00Z')).in('nb')).toBe(
      'Tidspunktet ligger utenfor årene 1970–2199.',
    );
    expect(faultOf(() => readMoment('9999-01-01T00:00Z')).in('nn')).toBe(
      'Tidspunktet ligg utanfor åra 1970–2199.',
    );
    expect(faultOf(() => readMoment('2200-01-01T00:00Z')).in('en')).toBe(
      'The time lies outside the years 1970–2199.',
    );
    expect(faultOf(() => requireReckonable(Date.UTC(1970, 0, 2) - 1)).code).toBe('time-out-of-range');
    expect(faultOf(() => requireReckonable(Date.UTC(2199, 11, 31))).code).toBe('time-out-of-range');
    requireReckonable(Date.UTC(1970, 0, 2));
    requireReckonable(Date.UTC(2199, 11, 31) - 1);
  });

  it('survives being written out and read again', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2199, 0, 1) }), (at) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/Oslo');
        expect(readMoment(zoned.toString()).instant.epochMilliseconds).toBe(at);
        expect(readMoment(zoned.toInstant().toString()).instant.epochMilliseconds).toBe(at);
        const local = readMoment(zoned.toPlainDateTime().toString());
        // Only the second occurrence of the doubled hour is lost without its offset.
        expect(at - local.instant.epochMilliseconds).toBe(
          local.flags.includes('doubled-hour') && zoned.offset === '+01:00' ? 3_600_000 : 0,
        );
      }),
      { numRuns: 300 },
    );
  });
});
