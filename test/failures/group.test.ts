import { describe, expect, it } from 'vitest';
import { groupFailures } from '../../src/failures/group.ts';
import { kindOf } from '../../src/failures/kinds.ts';
import type { FailureRow } from '../../src/failures/read-failures.ts';
import { catalogue } from '../../src/validation/catalogue/index.ts';

const row = (changes: Partial<FailureRow>): FailureRow => ({
  code: 'MV-3104',
  her: 8201,
  apprec: null,
  count: 1,
  retrying: 0,
  first_seen: new Date('2026-11-20T12:00:00Z'),
  last_seen: new Date('2026-11-20T13:00:00Z'),
  samples: ['a'],
  ...changes,
});
const kommune = { her: 8200, name: 'Lillevik kommune (øvelse)' };
const partner = (her: number | null) => (her === 8200 || her === 8201 ? kommune : null);

describe('the grouping of failures', () => {
  it('counts the services of one organisation as one counterpart', () => {
    const groups = groupFailures(
      [
        row({ her: 8201, count: 2, retrying: 1 }),
        row({ her: 8200, samples: ['b'], first_seen: new Date('2026-11-20T11:00:00Z') }),
      ],
      partner,
    );
    expect(groups).toMatchObject([
      {
        partner: kommune,
        count: 3,
        retrying: 1,
        samples: ['a', 'b'],
        firstSeen: new Date('2026-11-20T11:00:00Z'),
        lastSeen: new Date('2026-11-20T13:00:00Z'),
      },
    ]);
  });

  it('keeps apart what has another cause, another receipt code or another counterpart', () => {
    const rows = [
      row({}),
      row({ code: 'MV-3101' }),
      row({ code: 'MV-3304', apprec: 'E36' }),
      row({ code: 'MV-3304', apprec: 'T02' }),
      row({ her: 9999 }),
      row({ her: null }),
    ];
    expect(groupFailures(rows, partner)).toHaveLength(rows.length);
  });

  it('shows the newest first', () => {
    const older = row({ code: 'MV-3101', last_seen: new Date('2026-11-19T00:00:00Z') });
    expect(groupFailures([older, row({})], partner).map(({ code }) => code)).toEqual(['MV-3104', 'MV-3101']);
  });

  it('leaves no place in a text unfilled, whatever the code', () => {
    const rows = Object.keys(catalogue).map((code) => row({ code }));
    for (const { text, cause, remedy } of groupFailures(rows, partner))
      for (const { nb, nn, en } of [text, cause, remedy]) expect(`${nb}${nn}${en}`).not.toMatch(/[{}]/);
  });

  it('names somebody who must act, and the kind of fault, for every code of routing, delivery and receipts', () => {
    const codes = Object.keys(catalogue).filter((code) => /^MV-3[013]/.test(code));
    expect(codes.length).toBeGreaterThan(15);
    for (const code of codes) expect(kindOf(code).fault, code).not.toBe('F12');
  });
});
