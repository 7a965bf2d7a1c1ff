import { describe, expect, it } from 'vitest';
import { readRequest, readRequestLine } from '../../src/agreement/request.ts';
import { faultOf } from './helpers.ts';

describe('a question for a deadline', () => {
  it('is a rule and a start, the rest may be missing or null', () => {
    const bare = readRequest({ rule: 'R-SVAR-3T', start: '2026-11-20T13:30:00+01:00' });
    expect({ ...bare, start: bare.start.instant.toString() }).toEqual({
      rule: 'R-SVAR-3T',
      start: '2026-11-20T12:30:00Z',
      context: {},
      pack: null,
    });
    const nulls = { category: null, holidayNotice: null, pack: null, end: null, takeover: null };
    expect(readRequest({ rule: 'R-SVAR-3T', start: '2026-11-20T13:30:00+01:00', ...nulls })).toEqual(bare);
  });

  it('may tell the case, the pack and what came of it; unknown fields are left alone', () => {
    const asked = readRequest({
      rule: 'R-SVAR-3T',
      start: '2026-11-20T13:30',
      category: 'heldogns',
      holidayNotice: false,
      pack: 'hmr-2015',
      end: '2026-11-20T14:00',
      takeover: '2026-11-23',
      note: 'x',
    });
    expect(asked).toMatchObject({
      context: { category: 'heldogns', holidayNotice: false },
      pack: 'hmr-2015',
      takeover: '2026-11-23',
    });
    expect(asked.end?.toString()).toBe('2026-11-20T13:00:00Z');
    expect(asked).not.toHaveProperty('note');
  });

  it('that is wrong is told of in words, each field once', () => {
    const fault = faultOf(() => readRequest({ rule: 3, category: 'x', holidayNotice: 'ja' }));
    expect(fault.code).toBe('unreadable-request');
    expect(fault.in('nb')).toBe(
      'mangler start; rule: må være string; category: må være en av: standard, heldogns, uendret_hjemmetjeneste; holidayNotice: må være boolean',
    );
    expect(fault.in('nn')).toBe(
      'manglar start; rule: må vere string; category: må vere ein av: standard, heldogns, uendret_hjemmetjeneste; holidayNotice: må vere boolean',
    );
    expect(fault.in('en')).toBe(
      'lacks start; rule: must be string; category: must be one of: standard, heldogns, uendret_hjemmetjeneste; holidayNotice: must be boolean',
    );
    expect(faultOf(() => readRequest(null)).message).toBe('må være object');
    expect(faultOf(() => readRequest({ rule: 'R-ACK', start: 'nå' })).code).toBe('unreadable-time');
    expect(faultOf(() => readRequest({ rule: 'R-ACK', start: '2026-01-01T10:00', end: 'nå' })).code).toBe(
      'unreadable-time',
    );
  });

  it('takes a take-over that is a date, nothing else', () => {
    const fault = faultOf(() =>
      readRequest({ rule: 'R-BETALING', start: '2026-11-20T13:30', takeover: '23.11.2026' }),
    );
    expect(fault.code).toBe('unreadable-request');
    expect(fault.in('nb')).toBe('takeover må være en dato, som 2026-11-23.');
    expect(fault.in('nn')).toBe('takeover må vere ein dato, som 2026-11-23.');
    expect(fault.in('en')).toBe('takeover must be a date, such as 2026-11-23.');
  });

  it('on a line is JSON', () => {
    expect(readRequestLine('{"rule":"R-ACK","start":"2026-01-01T10:00Z"}').rule).toBe('R-ACK');
    const fault = faultOf(() => readRequestLine('{"rule"'));
    expect(fault.code).toBe('unreadable-request');
    expect([fault.in('nb'), fault.in('nn'), fault.in('en')]).toEqual([
      'Linjen er ikke JSON.',
      'Linja er ikkje JSON.',
      'The line is not JSON.',
    ]);
  });
});
