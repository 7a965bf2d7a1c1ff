import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementOf } from '../../src/agreement/agreement.ts';
import { packNamed } from '../../src/agreement/packs/builtin.ts';
import type { Entry } from '../../src/episodes/entry.ts';
import { project } from '../../src/episodes/project.ts';
import { deadlineView, episodeView } from '../../src/episodes/views.ts';
import { entriesOf, Flow } from './flow.ts';

/** Two stays with withdrawals, cancellations, late and refused messages. */
function eventful(): Flow {
  const flow = new Flow();
  flow.report('INNLEGGELSESRAPPORT', '2025-11-14T09:00:00+01:00');
  const admission = flow.log('LOG_INNLAGT', '2025-11-14T10:05:00+01:00', '2025-11-14T08:00:00');
  flow.apprec(admission, '2025-11-14T10:06:00+01:00');
  flow.report('HELSEOPPL_SOKNAD', '2025-11-14T14:00:00+01:00', { receivedAt: '2025-11-16T14:00:00+01:00' });
  const first = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-17T10:00:00+01:00');
  flow.apprec(first, '2025-11-17T10:01:00+01:00', '2');
  const notice = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-17T10:30:00+01:00');
  flow.log('LOG_AVMELDING', '2025-11-17T12:00:00+01:00');
  flow.answer('2025-11-17T11:00:00+01:00', 'kan ikke', { parent: notice });
  const again = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:30:00+01:00');
  const request = flow.dialog('DIALOG_FORESPORSEL', '2025-11-18T11:00:00+01:00', 'K', { parent: again });
  flow.dialog('DIALOG_SVAR', '2025-11-18T12:00:00+01:00', 'HF', { parent: request });
  flow.epikrise('2025-11-19T08:00:00+01:00');
  const wrong = flow.log('LOG_UTSKREVET', '2025-11-19T12:00:00+01:00');
  flow.log('LOG_UTSKREVET', '2025-11-19T12:10:00+01:00', undefined, { status: 'C', parent: wrong });
  flow.log('LOG_UTSKREVET', '2025-11-20T12:00:00+01:00');
  flow.log('LOG_INNLAGT', '2025-11-21T09:00:00+01:00');
  flow.log('LOG_DOD', '2025-11-22T09:00:00+01:00');
  return flow;
}

const agreement = agreementOf(packNamed('hmr-2021'));
const entries = entriesOf(eventful().sent);
const first = Math.min(...entries.map(({ receivedAt }) => receivedAt));
const last = Math.max(...entries.map(({ receivedAt }) => receivedAt)) + 200 * 3_600_000;

function answer(known: readonly Entry[], at: number) {
  return project({ entries: known, decisions: [], agreementFor: () => agreement }, at)
    .map((stay) => ({
      ...episodeView(stay),
      deadlines: stay.clocks.map((clock) => deadlineView(stay, clock)),
    }))
    .toSorted((a, b) => a.id.localeCompare(b.id));
}

test('any order of arrival gives the same stays, deadlines and payment at any time', () => {
  const shuffled = fc.shuffledSubarray(entries, { minLength: entries.length });
  fc.assert(
    fc.property(shuffled, fc.integer({ min: first, max: last }), (order, at) => {
      expect(answer(order, at)).toEqual(answer(entries, at));
    }),
    { numRuns: 60 },
  );
});

test('the answer for a time knows nothing of what came later', () => {
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), (at) => {
      const then = entries
        .filter(({ receivedAt }) => receivedAt <= at)
        .map((entry) => ({
          ...entry,
          receipts: entry.receipts.filter(({ receivedAt }) => receivedAt <= at),
        }));
      expect(answer(entries, at)).toEqual(answer(then, at));
    }),
    { numRuns: 60 },
  );
});

test('a stay keeps its id as time goes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: first, max: last }),
      fc.integer({ min: 0, max: 100 * 3_600_000 }),
      (at, pause) => {
        const ids = new Set(answer(entries, at + pause).map(({ id }) => id));
        for (const { id } of answer(entries, at)) expect(ids).toContain(id);
      },
    ),
    { numRuns: 60 },
  );
});
