import { expect, test } from 'vitest';
import { playLine } from '../../src/simulate/lines.ts';
import { planTraffic } from '../../src/simulate/plan.ts';
import type { Outcome } from '../../src/simulate/play/outcome.ts';
import { differenceText, summarise, summaryText } from '../../src/simulate/summary.ts';

const plan = planTraffic({
  seed: 3,
  hospitals: 1,
  kommuner: 6,
  days: 2,
  fault: 0.7,
  start: '2026-06-01T00:00:00Z',
});
const outcomes = plan.map(
  (planned): Outcome => ({
    planned,
    said: {
      answer: planned.expected.answer,
      status: 202,
      id: planned.key,
      verdict: planned.expected.verdict,
      findings: [],
    },
    delivered: planned.expected.state === 'acknowledged',
    receipts: [],
  }),
);

test('no line, summary or difference holds anything about a patient', () => {
  const told = [
    ...outcomes.map((outcome) => JSON.stringify(playLine({ kind: 'message', outcome }))),
    summaryText(summarise(outcomes, [], 1)),
  ].join('\n');
  let looked = 0;
  for (const { bytes } of plan) {
    const patient = /<Patient>[\s\S]*<\/Patient>/.exec(Buffer.from(bytes).toString())?.[0] ?? '';
    for (const [, value] of patient.matchAll(/<(?:FamilyName|GivenName|DateOfBirth|Id)>([^<]+)</g)) {
      expect(told).not.toContain(value);
      looked += 1;
    }
  }
  expect(looked).toBeGreaterThan(2 * plan.length);
});

test('a line names the fault and what is expected, so that others can compare', () => {
  for (const outcome of outcomes) {
    const { fault, expected, msgId, at } = outcome.planned;
    expect(playLine({ kind: 'message', outcome })).toMatchObject({ fault, expected, msgId, at });
  }
});

test('the summary counts every message once, and every fault', () => {
  const { answers, handedIn, planned, faults } = summarise(outcomes, null, 1);
  expect(answers.taken + answers.rejected + answers.repeated + answers.conflict).toBe(handedIn);
  expect(planned).toBe(plan.length);
  expect(Object.values(faults).reduce((sum, count) => sum + count, 0)).toBe(
    plan.filter(({ fault }) => fault !== null).length,
  );
});

test('what was never handed in is not called undelivered', () => {
  const broken = outcomes.map((outcome): Outcome => ({ ...outcome, said: null, delivered: false }));
  expect(summarise(broken, null, 1)).toMatchObject({ handedIn: 0, undelivered: 0 });
});

test('the text says in words what went wrong on purpose, and what became other than expected', () => {
  const difference = {
    key: 'opphold/1/0',
    fault: 'mottaker-nede',
    what: 'state' as const,
    expected: 'acknowledged',
    found: 'failed',
  };
  const text = summaryText(summarise(outcomes, [difference], 1));
  for (const { fault } of plan) if (fault) expect(text).toContain(fault);
  expect(text).toContain('1 avvik');
  expect(differenceText(difference)).toBe(
    'opphold/1/0 (mottaker-nede): tilstanden ble failed, ventet acknowledged',
  );
});
