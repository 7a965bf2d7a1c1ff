import { describe, expect, it } from 'vitest';
import { packNamed } from '../../../src/agreement/packs/builtin.ts';
import { PackFault } from '../../../src/agreement/packs/fault.ts';
import { readOptions } from '../../../src/agreement/packs/options.ts';
import { faultOf } from '../helpers.ts';

const pack = packNamed('hmr-2021');

function problems(options: unknown): string {
  const fault = faultOf(() => readOptions(options, pack, 'valg'));
  expect(fault).toBeInstanceOf(PackFault);
  expect(fault.code).toBe('unreadable-options');
  return fault.message;
}

describe('what a pair has agreed on', () => {
  it('is taken as it stands when it fits the pack', () => {
    const options = {
      holidayNotice: true,
      holidays: ['pinsedag_2'],
      answerDays: 'every-day',
      closedDays: [
        { date: '2026-06-08', name: 'a' },
        { yearly: '12-24', name: 'b', until: '12:00' },
        { easter: -4, name: 'c' },
        { easter: 0, name: 'd' },
      ],
      limits: { 'R-DIALOG': '3 d', 'R-INNL-STRAKS': '30 min' },
      prices: { '2026': 6000 },
    };
    expect(readOptions(options, pack, 'valg')).toBe(options);
    expect(readOptions({}, pack, 'valg')).toEqual({});
  });

  it.each([
    [{ holidayNotis: true }, 'valg: har et ukjent felt: holidayNotis'],
    [{ answerDays: 'alltid' }, 'valg: answerDays: må være en av: notice-days, weekdays, every-day'],
    [null, 'valg: må være object'],
    [{ closedDays: [{ name: 'a' }] }, 'valg: closedDays/0: må ha én av date, yearly og easter'],
    [
      { closedDays: [{ name: 'a', easter: 1, date: '2026-01-01' }] },
      'valg: closedDays/0: må ha én av date, yearly og easter',
    ],
    [
      {
        closedDays: [
          { name: 'a', easter: 1 },
          { name: 'a', date: '2026-02-30' },
        ],
      },
      'valg: closedDays/1: har en dato eller et klokkeslett som ikke finnes',
    ],
    [
      { closedDays: [{ name: 'a', yearly: '02-30' }] },
      'valg: closedDays/0: har en dato eller et klokkeslett som ikke finnes',
    ],
    [
      { closedDays: [{ name: 'a', easter: 1, until: '12:60' }] },
      'valg: closedDays/0: har en dato eller et klokkeslett som ikke finnes',
    ],
    [{ limits: { 'R-SVAR-3T': '5 h' } }, 'valg: limits/R-SVAR-3T: er ikke en grense som partene kan endre'],
    [{ limits: { 'R-BORTE': '5 h' } }, 'valg: limits/R-BORTE: er ikke en grense som partene kan endre'],
    [{ limits: { 'R-DIALOG': '5 h' } }, 'valg: limits/R-DIALOG: må være over 0 i d'],
    [{ limits: { 'R-DIALOG': '0 d' } }, 'valg: limits/R-DIALOG: må være over 0 i d'],
    [{ limits: { 'R-INNL-STRAKS': '1 d' } }, 'valg: limits/R-INNL-STRAKS: må være over 0 i min, h'],
  ])('%j is refused', (options, problem) => {
    expect(problems(options)).toBe(problem);
  });

  it('is refused in the three languages', () => {
    const told = (options: unknown) => {
      const fault = faultOf(() => readOptions(options, pack, 'v'));
      return [fault.in('nn'), fault.in('en')];
    };
    expect(told({ closedDays: [{ name: 'a' }] })).toEqual([
      'v: closedDays/0: må ha éin av date, yearly og easter',
      'v: closedDays/0: must have one of date, yearly and easter',
    ]);
    expect(told({ closedDays: [{ name: 'a', yearly: '02-30' }] })).toEqual([
      'v: closedDays/0: har ein dato eller eit klokkeslett som ikkje finst',
      'v: closedDays/0: has a date or a time of day that does not exist',
    ]);
    expect(told({ limits: { 'R-SVAR-3T': '5 h' } })).toEqual([
      'v: limits/R-SVAR-3T: er ikkje ei grense som partane kan endre',
      'v: limits/R-SVAR-3T: is not a limit that the parties may change',
    ]);
    expect(told({ limits: { 'R-DIALOG': '0 d' } })).toEqual([
      'v: limits/R-DIALOG: må vere over 0 i d',
      'v: limits/R-DIALOG: must be above 0 in d',
    ]);
  });
});
