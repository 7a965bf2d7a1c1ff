import { describe, expect, it } from 'vitest';
import { readMoment } from '../../src/agreement/calendar/moment.ts';
import { deadlineJson } from '../../src/agreement/deadline-json.ts';
import { due } from '../../src/agreement/due.ts';
import { deadline, faultOf, onTheWall, rule } from './helpers.ts';
import { VECTORS } from './vectors.ts';

describe('deadlines worked out by hand', () => {
  it.each(VECTORS)(
    '$rule: $claim',
    ({ rule: id, start, due: expected, category, holidayNotice, skipped }) => {
      const context = {
        ...(category && { category }),
        ...(holidayNotice !== undefined && { holidayNotice }),
      };
      const reckoned = deadline(id, start, context);
      expect(reckoned.due.toString()).toBe(Temporal.Instant.from(expected).toString());
      if (skipped)
        expect(deadlineJson(reckoned).skipped.map(({ date, why }) => `${date} ${why}`)).toEqual(skipped);
    },
  );
});

describe('the answer', () => {
  it('is the contract: rule, start, due, counted slices, skipped days and paragraph', () => {
    expect(deadlineJson(deadline('R-SVAR-3T', '2026-11-20T13:30:00+01:00'))).toEqual({
      rule: 'R-SVAR-3T',
      pack: 'hmr-2021',
      start: '2026-11-20T12:30:00Z',
      due: '2026-11-23T08:30:00Z',
      counted: [
        { from: '2026-11-20T12:30:00Z', to: '2026-11-20T14:00:00Z' },
        { from: '2026-11-23T07:00:00Z', to: '2026-11-23T08:30:00Z' },
      ],
      skipped: [
        { date: '2026-11-21', why: 'lørdag' },
        { date: '2026-11-22', why: 'søndag' },
      ],
      source: 'Delavtale 1 pkt. 1.4 e',
    });
  });

  it('has exactly one slice for elapsed time, and none where no time runs', () => {
    expect(deadlineJson(deadline('R-INNL-4T', '2025-09-06T22:10+02:00')).counted).toEqual([
      { from: '2025-09-06T20:10:00Z', to: '2025-09-07T00:10:00Z' },
    ]);
    expect(deadline('R-EPIKRISE', '2025-09-06T22:10+02:00').counted).toEqual([]);
    expect(deadline('R-VARSEL-VINDU', '2025-09-05T10:00+02:00').counted).toEqual([]);
  });

  it('has the stretch from the limit to the start when it counts backwards', () => {
    const { counted, due: limit, start } = deadline('R-FUNK-24T', '2025-09-06T22:10+02:00');
    expect(counted.map(({ from, to }) => [from, to])).toEqual([[limit, start]]);
  });

  it('has one slice a working day, from midnight to midnight', () => {
    const { counted } = deadlineJson(deadline('R-DIALOG', '2025-09-03T10:00+02:00'));
    expect(counted).toHaveLength(5);
    expect(counted[0]).toEqual({ from: '2025-09-03T22:00:00Z', to: '2025-09-04T22:00:00Z' });
    expect(counted[4]).toEqual({ from: '2025-09-09T22:00:00Z', to: '2025-09-10T22:00:00Z' });
  });

  it('has the stretch to the end of the date for whole dates, and leaves an empty one out', () => {
    expect(deadlineJson(deadline('R-UTSKRRAPP-DAG', '2025-09-03T10:00+02:00')).counted).toEqual([
      { from: '2025-09-03T08:00:00Z', to: '2025-09-03T22:00:00Z' },
    ]);
    expect(deadlineJson(deadline('R-LANG-7D', '2025-09-15')).counted).toEqual([
      { from: '2025-09-08T22:00:00Z', to: '2025-09-14T22:00:00Z' },
    ]);
  });

  it('tells of a start that had to be decided, and of a pack that did not hold then', () => {
    expect(deadlineJson(deadline('R-INNL-4T', '2026-10-25T02:30')).flags).toEqual(['doubled-hour']);
    expect(deadlineJson(deadline('R-INNL-4T', '2020-12-31T23:30+01:00')).flags).toEqual(['outside-validity']);
    expect(deadlineJson(deadline('R-INNL-4T', '2021-01-01T00:30+01:00'))).not.toHaveProperty('flags');
  });

  it('takes a start with microseconds to the millisecond before it', () => {
    const start = Temporal.Instant.from('2025-09-06T20:10:00.123456Z');
    const reckoned = due(rule('R-INNL-4T'), start);
    expect(reckoned.start.toString()).toBe('2025-09-06T20:10:00.123Z');
    expect(reckoned.due.toString()).toBe('2025-09-07T00:10:00.123Z');
    expect(
      due(rule('R-SVAR-3T'), Temporal.Instant.from('2025-09-04T08:00:00.0009Z')).counted[0]?.from.toString(),
    ).toBe('2025-09-04T08:00:00Z');
  });

  it('remembers the category and the holiday notice it was reckoned with', () => {
    const { category, holidayNotice } = deadline('R-SVAR-3T', '2025-09-06T22:10+02:00');
    expect({ category, holidayNotice }).toEqual({ category: 'standard', holidayNotice: false });
    const other = deadline('R-SVAR-3T', '2025-09-06T22:10+02:00', {
      category: 'heldogns',
      holidayNotice: true,
    });
    expect({ category: other.category, holidayNotice: other.holidayNotice }).toEqual({
      category: 'heldogns',
      holidayNotice: true,
    });
  });
});

describe('what cannot be reckoned', () => {
  it('is a rule without a limit in time', () => {
    const fault = faultOf(() => deadline('R-ADR', '2026-01-05T10:00'));
    expect(fault.code).toBe('rule-without-clock');
    expect(fault.message).toBe('Regelen R-ADR har ingen frist i tid.');
    expect(fault.in('nn')).toBe('Regelen R-ADR har ingen frist i tid.');
    expect(fault.in('en')).toBe('The rule R-ADR has no limit in time.');
  });

  it('is a rule that counts hours from a date alone, while a rule that counts dates takes it', () => {
    const fault = faultOf(() => deadline('R-INNL-4T', '2026-01-05'));
    expect(fault.code).toBe('time-of-day-missing');
    expect(fault.in('nb')).toBe(
      'Regelen R-INNL-4T regner i timer og trenger et klokkeslett, ikke bare en dato.',
    );
    expect(fault.in('nn')).toBe(
      'Regelen R-INNL-4T reknar i timar og treng eit klokkeslett, ikkje berre ein dato.',
    );
    expect(fault.in('en')).toBe('The rule R-INNL-4T counts hours and needs a time of day, not only a date.');
    expect(onTheWall(deadline('R-DIALOG', '2026-01-05').due)).toBe('2026-01-13T00:00+01:00');
    expect(onTheWall(deadline('R-LANG-7D', '2026-01-15').due)).toBe('2026-01-09T00:00+01:00');
  });

  it('is a start outside the years that the clocks know', () => {
    expect(faultOf(() => due(rule('R-INNL-4T'), Temporal.Instant.from('1969-12-31T00:00Z'))).code).toBe(
      'time-out-of-range',
    );
    expect(faultOf(() => due(rule('R-INNL-4T'), Temporal.Instant.from('2200-01-01T00:00Z'))).code).toBe(
      'time-out-of-range',
    );
  });

  it('is a calendar in which no day is open', () => {
    const always = Array.from({ length: 366 }, (_, day) => ({
      yearly: new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(5, 10),
      name: 'stengt',
    }));
    for (const id of ['R-SVAR-3T', 'R-DIALOG']) {
      const fault = faultOf(() => deadline(id, '2026-01-05T10:00', {}, { closedDays: always }));
      expect(fault.code).toBe('no-open-day');
      expect(fault.in('nb')).toContain('For få dager teller');
      expect(fault.in('nn')).toContain('For få dagar tel');
      expect(fault.in('en')).toContain('Too few days count');
    }
  });
});

describe('what a pair may agree on', () => {
  const friday = '2025-06-06T14:00+02:00';

  it('holiday notice, by the pair or by the case', () => {
    const easter = '2025-04-16T14:00+02:00';
    expect(onTheWall(deadline('R-SVAR-3T', easter, {}, { holidayNotice: true }).due)).toBe(
      '2025-04-17T10:00+02:00',
    );
    const refused = deadline('R-SVAR-3T', easter, { holidayNotice: false }, { holidayNotice: true });
    expect(onTheWall(refused.due)).toBe('2025-04-22T10:00+02:00');
  });

  it('which feasts are open', () => {
    const whitsun = deadline('R-SVAR-3T', friday, { holidayNotice: true }, { holidays: ['pinsedag_2'] });
    expect(onTheWall(whitsun.due)).toBe('2025-06-09T10:00+02:00');
  });

  it('the answer clock on every day, on weekdays only, or on the days of the notice', () => {
    const saturday = '2025-04-19T10:00+02:00';
    const reckon = (answerDays: 'every-day' | 'weekdays' | 'notice-days') =>
      onTheWall(deadline('R-SVAR-3T', saturday, { category: 'heldogns' }, { answerDays }).due);
    expect(reckon('every-day')).toBe('2025-04-19T13:00+02:00');
    expect(reckon('weekdays')).toBe('2025-04-22T11:00+02:00');
    expect(reckon('notice-days')).toBe('2025-04-19T13:00+02:00');
    const easterDay = deadline('R-SVAR-3T', '2025-04-20T10:00+02:00', {}, { answerDays: 'every-day' });
    expect(onTheWall(easterDay.due)).toBe('2025-04-20T13:00+02:00');
  });

  it('the answer days leave the window of the notice alone', () => {
    const notice = deadline('R-VARSEL-VINDU', '2025-04-19T10:00+02:00', {}, { answerDays: 'every-day' });
    expect(onTheWall(notice.due)).toBe('2025-04-22T08:00+02:00');
  });

  it('closed and shortened days of the kommune, on every clock that leaves days out', () => {
    const closedDays = [
      { date: '2025-06-10', name: 'Planleggingsdag' },
      { yearly: '06-11', name: 'Kommunedag', until: '09:00' },
    ];
    const answer = deadline('R-SVAR-3T', friday, {}, { closedDays });
    expect(onTheWall(answer.due)).toBe('2025-06-12T09:00+02:00');
    expect(deadlineJson(answer).skipped.at(-1)).toEqual({ date: '2025-06-10', why: 'Planleggingsdag' });
    const dialog = deadline('R-DIALOG', friday, {}, { closedDays });
    expect(onTheWall(dialog.due)).toBe('2025-06-18T00:00+02:00');
  });

  it('the limits that are not the agreement’s own', () => {
    const own = { limits: { 'R-DIALOG': '3 d', 'R-INNL-STRAKS': '2 h' } };
    expect(onTheWall(deadline('R-DIALOG', '2025-09-03T10:00+02:00', {}, own).due)).toBe(
      '2025-09-09T00:00+02:00',
    );
    expect(onTheWall(deadline('R-INNL-STRAKS', '2025-09-03T10:00+02:00', {}, own).due)).toBe(
      '2025-09-03T12:00+02:00',
    );
    expect(rule('R-DIALOG', own).limit).toBe('3 d');
    expect(rule('R-ADR', own)).not.toHaveProperty('limit');
  });
});

it('readMoment and due agree on what is local time', () => {
  expect(due(rule('R-INNL-4T'), readMoment('2025-07-01T12:00')).due.toString()).toBe('2025-07-01T14:00:00Z');
});
