import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../src/agreement/calendar/moment.ts';
import { due } from '../../../src/agreement/due.ts';
import { TIMELINE_SCALE, timeline } from '../../../src/agreement/explain/timeline.ts';
import { deadline, rule } from '../helpers.ts';

function drawn(
  id: string,
  start: string,
  language: 'nb' | 'nn' | 'en' = 'nb',
  context = {},
  options = {},
): string[] {
  return timeline(deadline(id, start, context, options), language).map(({ label, cells, note }) =>
    [label, cells, note].join('|'),
  );
}

const NIGHT = '·'.repeat(16);
const EVENING = '·'.repeat(18);
const SHUT = '·'.repeat(48);

describe('the timeline', () => {
  it('shows what counted inside the open window, and why a date did not', () => {
    expect(drawn('R-SVAR-3T', '2026-11-20T13:30')).toEqual([
      `fre 20.11|${NIGHT}${'░'.repeat(11)}███${EVENING}|13.30–15.00  1 t 30 min`,
      `lør 21.11|${SHUT}|lørdag`,
      `søn 22.11|${SHUT}|søndag`,
      `man 23.11|${NIGHT}███${'░'.repeat(11)}${EVENING}|08.00–09.30  1 t 30 min`,
    ]);
    expect(drawn('R-SVAR-3T', '2026-11-21T13:30', 'en')[0]).toBe(`Sat 21.11|${SHUT}|Saturday`);
  });

  it('shows the window of the case', () => {
    const open = `${NIGHT}${'░'.repeat(14)}${EVENING}`;
    expect(drawn('R-VARSEL-VINDU', '2026-11-21T16:00', 'nb', { category: 'heldogns' })[0]).toBe(
      `lør 21.11|${open}|`,
    );
    expect(drawn('R-VARSEL-VINDU', '2026-04-02T16:00', 'nb', { holidayNotice: true })[0]).toBe(
      `tor 02.04|${open}|`,
    );
    const short = { closedDays: [{ date: '2026-11-20', name: 'Kort', until: '12:15' }] };
    expect(drawn('R-VARSEL-VINDU', '2026-11-20T16:00', 'nb', {}, short)[0]).toBe(
      `fre 20.11|${NIGHT}${'░'.repeat(9)}${'·'.repeat(23)}|`,
    );
  });

  it('ends a date at midnight, and does not open the next', () => {
    expect(drawn('R-UTSKRRAPP-DAG', '2026-11-20T12:00')).toEqual([
      `fre 20.11|${'·'.repeat(24)}${'█'.repeat(24)}|12.00–24.00  12 t`,
    ]);
    expect(drawn('R-APPREC-96T', '2026-11-20T14:10', 'en').map((row) => row.split('|')[2])).toEqual([
      '14:10–24:00  9 h 50 min',
      '00:00–24:00  24 h',
      '00:00–24:00  24 h',
      '00:00–24:00  24 h',
      '00:00–14:10  14 h 10 min',
    ]);
  });

  it('runs from the limit to the start when it is counted backwards', () => {
    expect(drawn('R-FUNK-24T', '2026-11-20T12:00').map((row) => row.split('|')[0])).toEqual([
      'tor 19.11',
      'fre 20.11',
    ]);
  });

  it('leaves the missing hour blank, and keeps the doubled one in its place', () => {
    const [, spring] = drawn('R-HELSE-24T', '2026-03-28T10:00');
    expect(spring).toBe(`søn 29.03|████  ${'█'.repeat(16)}${'·'.repeat(26)}|00.00–11.00  10 t`);
    const [autumn] = drawn('R-INNL-4T', '2026-10-25T00:00');
    expect(autumn).toBe(`søn 25.10|${'█'.repeat(6)}${'·'.repeat(42)}|00.00–03.00  4 t`);
  });

  it('marks a single moment', () => {
    expect(drawn('R-EPIKRISE', '2026-11-20T10:17')).toEqual([
      `fre 20.11|${'·'.repeat(20)}◆${'·'.repeat(27)}|`,
    ]);
    expect(drawn('R-EPIKRISE', '2026-11-20T10:00')).toEqual([
      `fre 20.11|${'·'.repeat(20)}◆${'·'.repeat(27)}|`,
    ]);
    expect(drawn('R-EPIKRISE', '2026-11-20T00:00')).toEqual([`fre 20.11|◆${'·'.repeat(47)}|`]);
    expect(drawn('R-VARSEL-VINDU', '2026-11-21T10:00').at(-1)).toBe(
      `man 23.11|${NIGHT}◆${'░'.repeat(13)}${EVENING}|`,
    );
  });

  it('tells of each whole day by itself', () => {
    expect(drawn('R-DIALOG', '2026-11-20T10:00').map((row) => row.split('|').slice(1).join('|'))).toEqual([
      `${SHUT}|`,
      `${SHUT}|lørdag`,
      `${SHUT}|søndag`,
      ...Array.from({ length: 5 }, () => `${'█'.repeat(48)}|00.00–24.00  24 t`),
    ]);
  });

  it('folds a long stretch in the middle', () => {
    const long = (days: number) =>
      timeline(due({ ...rule('R-UTSKRRAPP-DAG'), length: days - 1 }, readMoment('2026-11-01T10:00')), 'nb');
    expect(long(16)).toHaveLength(16);
    const folded = long(17);
    expect(folded).toHaveLength(15);
    expect(folded.map(({ label }) => label.slice(4))).toEqual([
      '01.11',
      '02.11',
      '03.11',
      '04.11',
      '05.11',
      '06.11',
      '07.11',
      '',
      '11.11',
      '12.11',
      '13.11',
      '14.11',
      '15.11',
      '16.11',
      '17.11',
    ]);
    expect(folded[7]).toEqual({ label: '', cells: '', note: '… 3 …' });
  });

  it('has a scale of one cell for every half hour', () => {
    expect(TIMELINE_SCALE).toBe('00      04      08      12      16      20');
  });

  it('puts two stretches of one date into one note', () => {
    const found = deadline('R-SVAR-3T', '2026-11-23T09:00');
    const half = found.counted.flatMap(({ from, to }) => [
      { from, to: from.add({ minutes: 60 }) },
      { from: from.add({ minutes: 90 }), to },
    ]);
    expect(timeline({ ...found, counted: half }, 'nb')).toEqual([
      {
        label: 'man 23.11',
        cells: `${NIGHT}░░██░███${'░'.repeat(6)}${EVENING}`,
        note: '09.00–10.00  1 t, 10.30–12.00  1 t 30 min',
      },
    ]);
  });
});
