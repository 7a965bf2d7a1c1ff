import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../src/agreement/agreement.ts';
import { readMoment } from '../../src/agreement/calendar/moment.ts';
import { compare, type Happening, isInTime, outcomeOf, summarise } from '../../src/agreement/compare.ts';
import { comparisonJson, outcomeJson } from '../../src/agreement/outcome-json.ts';
import { readPack } from '../../src/agreement/packs/read.ts';
import { agreement, deadline } from './helpers.ts';
import { PACK } from './packs/packs.ts';

const now = agreement();
const before = agreement({}, 'hmr-2015');
const everyDay = agreement({ answerDays: 'every-day' });

function happening(rule: string, start: string, more: Partial<Happening> = {}): Happening {
  return { rule, start: readMoment(start), ...more };
}

describe('in time', () => {
  it('is at or before the limit', () => {
    const limit = deadline('R-INNL-4T', '2025-09-05T10:00Z');
    const at = (text: string) => isInTime(limit, Temporal.Instant.from(text));
    expect([at('2025-09-05T13:59:59.999Z'), at('2025-09-05T14:00Z'), at('2025-09-05T14:00:00.001Z')]).toEqual(
      [true, true, false],
    );
  });
});

describe('the same events under another agreement', () => {
  it('pay from another day', () => {
    const paid = happening('R-BETALING', '2025-09-05T14:30+02:00', { takeover: '2025-09-08' });
    const { outcomes, shift } = compare(paid, now, before);
    expect(outcomes.map(({ payment }) => payment?.days)).toEqual([3, 2]);
    expect(shift).toBe(24 * 3_600_000);
  });

  it('are in time under one and late under the other', () => {
    const answered = happening('R-SVAR-3T', '2025-09-05T14:00+02:00', {
      end: Temporal.Instant.from('2025-09-08T07:00Z'),
    });
    const { outcomes, shift } = compare(answered, now, everyDay);
    expect(outcomes.map(({ inTime }) => inTime)).toEqual([true, false]);
    expect(shift).toBe(-48 * 3_600_000);
  });

  it('take the case along', () => {
    const saturday = happening('R-SVAR-3T', '2025-09-06T10:00+02:00', { context: { category: 'heldogns' } });
    expect(compare(saturday, now, everyDay).shift).toBe(0);
  });

  it('are told of when an agreement has no such limit', () => {
    const { outcomes, shift } = compare(happening('R-ADR', '2025-09-05T14:00+02:00'), now, before);
    expect(shift).toBeNull();
    expect(outcomes[0]).toMatchObject({
      deadline: null,
      inTime: null,
      payment: null,
      fault: { code: 'rule-without-clock' },
    });
    expect(outcomeOf(happening('R-FINNES-IKKE', '2025-09-05T14:00'), now).fault?.code).toBe('unknown-rule');
  });

  it('are incomparable when one agreement alone has the limit', () => {
    const other = agreementOf(readPack(PACK, 'x'));
    const end = Temporal.Instant.from('2025-09-05T12:30Z');
    const answered = happening('R-INNL-4T', '2025-09-05T14:00+02:00', { end });
    const pairs = [compare(answered, now, other), compare(answered, other, now)];
    expect(pairs.map(({ shift }) => shift)).toEqual([null, null]);
    expect(pairs.map(({ outcomes }) => outcomes.map(({ inTime }) => inTime))).toEqual([
      [true, null],
      [null, true],
    ]);
    expect(summarise(pairs)).toMatchObject({
      incomparable: 2,
      same: 0,
      onlyFirstInTime: 0,
      onlySecondInTime: 0,
    });
  });

  it('pay nothing where no payment is asked about', () => {
    expect(outcomeOf(happening('R-BETALING', '2025-09-05T14:00+02:00'), now).payment).toBeNull();
    expect(
      outcomeOf(happening('R-INNL-4T', '2025-09-05T14:00+02:00', { takeover: '2025-09-08' }), now).payment,
    ).toBeNull();
  });

  it('does not hide what nobody foresaw', () => {
    const broken = { ...happening('R-BETALING', '2025-09-05T14:30+02:00'), takeover: 'i morgen' };
    expect(() => compare(broken, now, before)).toThrow(RangeError);
  });

  it('add up to totals', () => {
    const late = Temporal.Instant.from('2025-09-06T12:00Z');
    const happenings = [
      happening('R-SVAR-3T', '2025-09-05T14:00+02:00', { end: Temporal.Instant.from('2025-09-08T07:00Z') }),
      happening('R-SVAR-3T', '2025-09-05T14:00+02:00', { end: late }),
      happening('R-SVAR-3T', '2025-09-05T09:00+02:00', { end: late }),
      happening('R-INNL-4T', '2025-09-05T09:00+02:00'),
      happening('R-ADR', '2025-09-05T09:00+02:00'),
    ];
    const forward = happenings.map((one) => compare(one, now, everyDay));
    expect(summarise(forward)).toEqual({
      total: 5,
      same: 2,
      earlier: 2,
      later: 0,
      incomparable: 1,
      onlyFirstInTime: 2,
      onlySecondInTime: 0,
      paymentDays: [0, 0],
    });
    const backward = happenings.map((one) => compare(one, everyDay, now));
    expect(summarise(backward)).toMatchObject({
      earlier: 0,
      later: 2,
      onlyFirstInTime: 0,
      onlySecondInTime: 2,
    });
    const paid = happening('R-BETALING', '2025-09-05T14:30+02:00', { takeover: '2025-09-08' });
    expect(summarise([compare(paid, now, before), compare(paid, now, before)]).paymentDays).toEqual([6, 4]);
  });
});

describe('an outcome as JSON', () => {
  it('adds what came of it, only when it is known', () => {
    const plain = outcomeOf(happening('R-INNL-4T', '2025-09-05T09:00+02:00'), now);
    expect(Object.keys(outcomeJson(plain))).toEqual([
      'rule',
      'pack',
      'start',
      'due',
      'counted',
      'skipped',
      'source',
    ]);
    const ended = outcomeOf(
      happening('R-INNL-4T', '2025-09-05T09:00+02:00', { end: Temporal.Instant.from('2025-09-05T12:00Z') }),
      now,
    );
    expect(outcomeJson(ended)).toMatchObject({ inTime: false });
    const paid = outcomeOf(
      happening('R-BETALING', '2025-09-05T14:30+02:00', { takeover: '2025-09-08' }),
      now,
    );
    expect(outcomeJson(paid)).toMatchObject({
      payment: { days: 3, firstDay: '2025-09-05', lastDay: '2025-09-07' },
    });
  });

  it('sets the second agreement beside the first', () => {
    const json = comparisonJson(compare(happening('R-SVAR-3T', '2025-09-05T14:00+02:00'), now, everyDay));
    expect(json).toMatchObject({
      due: '2025-09-08T08:00:00Z',
      compared: { due: '2025-09-06T08:00:00Z' },
      shiftMinutes: -2880,
    });
  });

  it('is an error where there is no deadline', () => {
    const json = comparisonJson(compare(happening('R-ADR', '2025-09-05T14:00+02:00'), now, everyDay));
    const error = 'Regelen R-ADR har ingen frist i tid.';
    expect(json).toEqual({ error, compared: { error }, shiftMinutes: null });
  });
});
