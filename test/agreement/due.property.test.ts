import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDay, localTime } from '../../src/agreement/calendar/oslo.ts';
import { type Deadline, due } from '../../src/agreement/due.ts';
import { CATEGORIES, type Category } from '../../src/agreement/packs/schema.ts';
import { rule } from './helpers.ts';
import { calendarDayDue, isEligible, windowDue, workingDayDue } from './reference.ts';

const HOUR = 3_600_000;
const FROM = Date.UTC(2000, 0, 2);
const TO = Date.UTC(2100, 11, 20);

/** Any second of the century, with more than their share near the change of the clocks and around closing time. */
const starts = fc
  .oneof(
    fc.integer({ min: FROM / 1000, max: TO / 1000 }).map((second) => second * 1000),
    fc
      .tuple(
        fc.integer({ min: 2000, max: 2099 }),
        fc.constantFrom(2, 9),
        fc.integer({ min: 22, max: 31 }),
        fc.integer({ min: 0, max: 86_399 }),
      )
      .map(([year, month, date, second]) => Date.UTC(year, month, date) + second * 1000),
    fc
      .tuple(
        fc.integer({ min: 10_958, max: 47_800 }),
        fc.constantFrom(6, 7, 13, 14),
        fc.constantFrom(-1, 0, 1),
      )
      .map(([day, hour, second]) => day * 24 * HOUR + hour * HOUR + second * 1000),
  )
  .map((at) => Temporal.Instant.fromEpochMilliseconds(at));
const categories = fc.constantFrom<Category>(...CATEGORIES);
const FORWARD_RULES = [
  'R-INNL-STRAKS',
  'R-INNL-4T',
  'R-HELSE-24T',
  'R-VARSEL-VINDU',
  'R-SVAR-3T',
  'R-UTSKRRAPP-DAG',
  'R-REINN-48T',
  'R-APPREC-96T',
  'R-DIALOG',
  'R-EPIKRISE',
];
const rules = fc.constantFrom(...FORWARD_RULES);

const answer = rule('R-SVAR-3T');

function lengthOf({ counted }: Deadline): number {
  return counted.reduce((sum, { from, to }) => sum + (to.epochMilliseconds - from.epochMilliseconds), 0);
}

function plainDate(day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from('1970-01-01').add({ days: day });
}

describe('whatever the start', () => {
  it('a limit is never before its start, except for rules that count backwards', () => {
    fc.assert(
      fc.property(rules, starts, categories, fc.boolean(), (id, start, category, holidayNotice) => {
        const reckoned = due(rule(id), start, { category, holidayNotice });
        expect(Temporal.Instant.compare(reckoned.due, start)).toBeGreaterThanOrEqual(0);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom('R-FUNK-24T', 'R-LANG-7D'), starts, (id, start) => {
        expect(Temporal.Instant.compare(due(rule(id), start).due, start)).toBeLessThan(0);
      }),
    );
  });

  it('a later start never gives an earlier limit', () => {
    fc.assert(
      fc.property(
        rules,
        starts,
        fc.integer({ min: 0, max: 200 * HOUR }),
        categories,
        fc.boolean(),
        (id, start, later, category, holidayNotice) => {
          const context = { category, holidayNotice };
          const first = due(rule(id), start, context).due;
          const second = due(rule(id), start.add({ milliseconds: later }), context).due;
          expect(Temporal.Instant.compare(first, second)).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  it('a window limit lies in (08:00, 15:00] of a day that counts', () => {
    fc.assert(
      fc.property(starts, categories, fc.boolean(), (start, category, holidayNotice) => {
        const at = due(answer, start, { category, holidayNotice }).due.epochMilliseconds;
        expect(localTime(at)).toBeGreaterThan(8 * HOUR);
        expect(localTime(at)).toBeLessThanOrEqual(15 * HOUR);
        expect(isEligible(plainDate(localDay(at)), category, holidayNotice)).toBe(true);
      }),
    );
  });

  it('a notice counts from inside [08:00, 15:00) of a day that counts', () => {
    fc.assert(
      fc.property(starts, categories, fc.boolean(), (start, category, holidayNotice) => {
        const at = due(rule('R-VARSEL-VINDU'), start, { category, holidayNotice }).due.epochMilliseconds;
        expect(localTime(at)).toBeGreaterThanOrEqual(8 * HOUR);
        expect(localTime(at)).toBeLessThan(15 * HOUR);
        expect(isEligible(plainDate(localDay(at)), category, holidayNotice)).toBe(true);
      }),
    );
  });

  it('the slices add up to the limit, follow each other, and are never empty', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('R-SVAR-3T', 'R-INNL-4T', 'R-HELSE-24T', 'R-FUNK-24T', 'R-APPREC-96T'),
        starts,
        categories,
        (id, start, category) => {
          const reckoned = due(rule(id), start, { category });
          expect(lengthOf(reckoned)).toBe(Math.abs(rule(id).length));
          const edges = reckoned.counted.flatMap(({ from, to }) => [
            from.epochMilliseconds,
            to.epochMilliseconds,
          ]);
          expect(edges).toEqual(edges.toSorted((a, b) => a - b));
          expect(new Set(edges).size).toBe(edges.length);
          expect(edges.at(-1)).toBe(Math.max(reckoned.due.epochMilliseconds, start.epochMilliseconds));
        },
      ),
    );
  });

  it('the skipped days are exactly the dates from start to limit that do not count', () => {
    fc.assert(
      fc.property(starts, categories, fc.boolean(), (start, category, holidayNotice) => {
        const reckoned = due(answer, start, { category, holidayNotice });
        const first = localDay(start.epochMilliseconds);
        const last = localDay(reckoned.due.epochMilliseconds);
        const dates = Array.from({ length: last - first + 1 }, (_, index) => plainDate(first + index));
        const closed = dates.filter((date) => !isEligible(date, category, holidayNotice)).map(String);
        expect(reckoned.skipped.map(({ date }) => date)).toEqual(closed);
      }),
    );
  });

  it('the window clock says what walking from window to window says', () => {
    fc.assert(
      fc.property(starts, categories, fc.boolean(), (start, category, holidayNotice) => {
        const expected = windowDue(start, Temporal.Duration.from({ hours: 3 }), category, holidayNotice);
        expect(due(answer, start, { category, holidayNotice }).due.toString()).toBe(expected.toString());
      }),
      { numRuns: 300 },
    );
  });

  it('the day clocks say what stepping through the dates says', () => {
    fc.assert(
      fc.property(starts, (start) => {
        expect(due(rule('R-DIALOG'), start).due.toString()).toBe(workingDayDue(start, 5).toString());
        expect(due(rule('R-UTSKRRAPP-DAG'), start).due.toString()).toBe(calendarDayDue(start, 0).toString());
        expect(due(rule('R-LANG-7D'), start).due.toString()).toBe(calendarDayDue(start, -7).toString());
      }),
    );
  });

  it('the same question gives the same answer, and does not change the pack', () => {
    fc.assert(
      fc.property(rules, starts, (id, start) => {
        const before = JSON.stringify(rule(id).start);
        expect(due(rule(id), start).due.toString()).toBe(due(rule(id), start).due.toString());
        expect(JSON.stringify(rule(id).start)).toBe(before);
      }),
    );
  });
});
