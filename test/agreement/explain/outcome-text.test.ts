import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../src/agreement/calendar/moment.ts';
import { compare, type Happening, outcomeOf, summarise } from '../../../src/agreement/compare.ts';
import {
  comparisonText,
  outcomeLine,
  outcomeText,
  summaryText,
} from '../../../src/agreement/explain/outcome-text.ts';
import { LANGUAGES } from '../../../src/agreement/text.ts';
import { agreement } from '../helpers.ts';

const now = agreement();
const everyDay = agreement({ answerDays: 'every-day' });
const before = agreement({}, 'hmr-2015');

function happening(rule: string, start: string, more: Partial<Happening> = {}): Happening {
  return { rule, start: readMoment(start), ...more };
}

describe('an outcome for a person', () => {
  it('has the title, the explanation, the timeline and what came of it', () => {
    const answered = happening('R-SVAR-3T', '2026-11-20T14:30', {
      end: Temporal.Instant.from('2026-11-23T08:00Z'),
    });
    expect(outcomeText(outcomeOf(answered, now), 'nb').split('\n')).toEqual([
      'R-SVAR-3T  Svar innen 3 timer kl. 08–15',
      'Fristen er mandag 23. november kl. 10.30: 30 min telte fredag 14.30–15.00, helgen telte ikke og 2 t 30 min telte mandag 08.00–10.30.',
      '',
      '             00      04      08      12      16      20',
      '  fre 20.11  ················░░░░░░░░░░░░░█··················  14.30–15.00  30 min',
      '  lør 21.11  ················································  lørdag',
      '  søn 22.11  ················································  søndag',
      '  man 23.11  ················█████░░░░░░░░░··················  08.00–10.30  2 t 30 min',
      '',
      'Klokken startet fredag 20. november 2026 kl. 14.30.',
      'Kilde: Delavtale 1 pkt. 1.4 e.',
      'I tide.',
    ]);
  });

  it('keeps the timeline straight when it is folded', () => {
    const long = outcomeOf(
      happening('R-DIALOG', '2026-11-02T14:30'),
      agreement({ limits: { 'R-DIALOG': '20 d' } }),
    );
    const drawn = outcomeText(long, 'nb')
      .split('\n')
      .filter((line) => line.startsWith('  '));
    expect(drawn[1]).toBe(`  man 02.11  ${'·'.repeat(48)}`);
    expect(drawn[8]).toBe(`${' '.repeat(61)}  … 15 …`);
  });

  it('is one line in a list', () => {
    const late = happening('R-INNL-4T', '2026-11-20T14:30', {
      end: Temporal.Instant.from('2026-11-23T08:00Z'),
    });
    expect(LANGUAGES.map((language) => outcomeLine(outcomeOf(late, now), language))).toEqual([
      'R-INNL-4T  fredag 20. november 2026 kl. 14.30 → fredag 20. november 2026 kl. 18.30  For sent.',
      'R-INNL-4T  fredag 20. november 2026 kl. 14.30 → fredag 20. november 2026 kl. 18.30  For seint.',
      'R-INNL-4T  Friday 20 November 2026 at 14:30 → Friday 20 November 2026 at 18:30  Too late.',
    ]);
    const early = happening('R-INNL-4T', '2026-11-20T14:30', {
      end: Temporal.Instant.from('2026-11-20T14:00Z'),
    });
    expect(
      LANGUAGES.map((language) => outcomeLine(outcomeOf(early, now), language).split('  ').at(-1)),
    ).toEqual(['I tide.', 'I tide.', 'In time.']);
  });

  it('tells the payment days', () => {
    const paid = (takeover: string) => happening('R-BETALING', '2026-11-20T14:30', { takeover });
    const last = (takeover: string) =>
      LANGUAGES.map((language) =>
        outcomeLine(outcomeOf(paid(takeover), now), language)
          .split('  ')
          .at(-1),
      );
    expect(last('2026-11-23')).toEqual([
      'Betalingsdager: 3 (fredag 20. november – søndag 22. november).',
      'Betalingsdagar: 3 (fredag 20. november – sundag 22. november).',
      'Payment days: 3 (Friday 20 November – Sunday 22 November).',
    ]);
    expect(last('2026-11-20')).toEqual(['Betalingsdager: 0.', 'Betalingsdagar: 0.', 'Payment days: 0.']);
  });

  it('is the fault where there is no deadline', () => {
    const none = outcomeOf(happening('R-ADR', '2026-11-20T14:30'), now);
    expect(outcomeText(none, 'en')).toBe('The rule R-ADR has no limit in time.');
    expect(outcomeLine(none, 'nb')).toBe('Regelen R-ADR har ingen frist i tid.');
  });
});

describe('a comparison for a person', () => {
  it('tells how much earlier or later, or that it is the same', () => {
    const answered = happening('R-SVAR-3T', '2026-11-20T14:30');
    const told = (pair: Parameters<typeof compare>) =>
      LANGUAGES.map((language) => comparisonText(compare(...pair), 'pakke', language).split(': ')[0]);
    expect(told([answered, now, everyDay])).toEqual([
      'Under pakke (48 t tidligere)',
      'Under pakke (48 t tidlegare)',
      'Under pakke (48 h earlier)',
    ]);
    expect(told([answered, everyDay, now])).toEqual([
      'Under pakke (48 t senere)',
      'Under pakke (48 t seinare)',
      'Under pakke (48 h later)',
    ]);
    expect(told([answered, now, now])).toEqual([
      'Under pakke (det samme)',
      'Under pakke (det same)',
      'Under pakke (the same)',
    ]);
    expect(comparisonText(compare(answered, now, everyDay), 'pakke', 'nb')).toContain(
      '): R-SVAR-3T  fredag 20. november 2026 kl. 14.30 → lørdag 21. november 2026 kl. 10.30',
    );
    expect(comparisonText(compare(happening('R-ADR', '2026-11-20T14:30'), now, now), 'pakke', 'nb')).toBe(
      'Under pakke: Regelen R-ADR har ingen frist i tid.',
    );
  });

  it('adds up', () => {
    const summary = summarise([
      compare(happening('R-BETALING', '2026-11-20T14:30', { takeover: '2026-11-23' }), now, before),
    ]);
    expect(LANGUAGES.map((language) => summaryText(summary, language))).toEqual([
      '1 sammenlignet: 0 like, 0 tidligere, 1 senere, 0 uten svar. I tide bare under den første: 0, bare under den andre: 0. Betalingsdager: 3 og 2.',
      '1 samanlikna: 0 like, 0 tidlegare, 1 seinare, 0 utan svar. I tide berre under den første: 0, berre under den andre: 0. Betalingsdagar: 3 og 2.',
      '1 compared: 0 the same, 0 earlier, 1 later, 0 without an answer. In time only under the first: 0, only under the second: 0. Payment days: 3 and 2.',
    ]);
  });
});
