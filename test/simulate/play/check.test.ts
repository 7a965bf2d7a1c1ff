import { expect, test } from 'vitest';
import { planTraffic } from '../../../src/simulate/plan.ts';
import { checkOutcomes } from '../../../src/simulate/play/check.ts';
import type { HandedIn } from '../../../src/simulate/play/client.ts';
import type { Outcome } from '../../../src/simulate/play/outcome.ts';

const planned = planTraffic({
  seed: 1,
  hospitals: 1,
  kommuner: 1,
  days: 1,
  fault: 0,
  start: '2026-06-01T00:00:00Z',
})[0]!;
const said: HandedIn = { answer: 'taken', status: 202, id: 'a', verdict: 'accepted', findings: [] };
const outcome: Outcome = { planned, said, delivered: true, receipts: [] };
const never = new AbortController().signal;
const inState = (state: string) => ({ look: async () => ({ state, verdict: 'accepted' as const }) });

test('a message that is as expected makes no difference', async () => {
  expect(await checkOutcomes([outcome], inState('acknowledged'), never)).toEqual([]);
});

test('another answer, another verdict and a message that was never handed in are told', async () => {
  const other = async (changes: Partial<HandedIn> | null) =>
    checkOutcomes([{ ...outcome, said: changes && { ...said, ...changes } }], inState('acknowledged'), never);
  expect(await other({ answer: 'rejected' })).toMatchObject([
    { what: 'answer', expected: 'taken', found: 'rejected' },
  ]);
  expect(await other({ verdict: 'flagged', findings: ['MV-1601'] })).toMatchObject([
    { key: planned.key, what: 'verdict', expected: 'accepted', found: 'flagged' },
  ]);
  expect(await other(null)).toMatchObject([{ what: 'answer', found: 'null' }]);
});

test('a flag for the test identity alone, as in production, is no difference', async () => {
  const flagged = { ...outcome, said: { ...said, verdict: 'flagged' as const, findings: ['MV-1605'] } };
  expect(await checkOutcomes([flagged], inState('acknowledged'), never)).toEqual([]);
});

test('a state that comes a little later is waited for', async () => {
  const states = ['received', 'delivered', 'acknowledged'];
  const look = async () => ({ state: states.shift() ?? 'acknowledged', verdict: 'accepted' as const });
  expect(await checkOutcomes([outcome], { look }, never)).toEqual([]);
});

test('a receipt that was not passed on is told', async () => {
  const receipt = { planned: planned.receipts[0]!, said: { ...said, id: 'b' }, delivered: false };
  const look = async (id: string) =>
    id === 'a'
      ? { state: 'acknowledged', verdict: 'accepted' as const }
      : { state: 'failed', verdict: 'accepted' as const };
  const [difference] = await checkOutcomes([{ ...outcome, receipts: [receipt] }], { look }, never, 0);
  expect(difference).toMatchObject({ key: `${planned.key}/kvittering`, what: 'state', found: 'failed' });
});
