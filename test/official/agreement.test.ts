import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { NO_LOCAL_CALENDAR } from '../../src/agreement/calendar/closed-days.ts';
import { type Day, fromIsoDate, toIsoDate } from '../../src/agreement/calendar/day.ts';
import { HOLIDAYS, holidaysOf } from '../../src/agreement/calendar/holidays.ts';
import { addWorkingDays } from '../../src/agreement/clocks/days.ts';
import { due } from '../../src/agreement/due.ts';
import { paymentDays } from '../../src/agreement/payment.ts';
import { readRequest } from '../../src/agreement/request.ts';
import { rule } from '../agreement/helpers.ts';

/** The vectors that every implementation of the rules must reproduce, kept beside the project. */
interface Vectors {
  holidays: Record<string, Record<string, string>>;
  deadlines: {
    rule: string;
    note: string;
    start: string;
    deadline: string;
    deadlineUtc: string;
    category?: string;
    hoytid?: boolean;
  }[];
  payment: { note: string; firstDay: string; takeoverDay: string; days: number }[];
  workdays: { start: string; n: number; end: string }[];
}

const shared = process.env.MELDINGSVAKT_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const file = path.join(shared, 'rules', 'vectors.json');
const present = existsSync(file);

describe.runIf(!present)('the common vectors are absent, so they are not compared', () => {
  it('says so', () => {
    process.stderr.write(
      'The common deadline vectors were not found; set MELDINGSVAKT_SHARED to compare with them.\n',
    );
    expect(present).toBe(false);
  });
});

describe.runIf(present)('the common vectors are reproduced exactly', () => {
  const vectors: Vectors = present
    ? (JSON.parse(readFileSync(file, 'utf8')) as Vectors)
    : { holidays: {}, deadlines: [], payment: [], workdays: [] };

  it.each(vectors.deadlines)('$rule from $start: $note', (vector) => {
    const { start, context } = readRequest({ ...vector, holidayNotice: vector.hoytid });
    const reckoned = due(rule(vector.rule), start, context);
    expect(reckoned.due.toString()).toBe(Temporal.Instant.from(vector.deadlineUtc).toString());
    expect(reckoned.due.toString({ timeZone: 'Europe/Oslo' })).toBe(vector.deadline);
  });

  it.each(Object.entries(vectors.holidays))('the holidays of %s', (year, named) => {
    const ours = [...holidaysOf(Number(year))].map(([day, keys]) => [
      toIsoDate(day),
      keys.map((key) => HOLIDAYS[key].name.nb).join(' / '),
    ]);
    expect(ours).toEqual(Object.entries(named));
  });

  it.each(vectors.payment)('payment: $note', ({ firstDay, takeoverDay, days }) => {
    expect(paymentDays(firstDay, takeoverDay).days).toBe(days);
  });

  it.each(vectors.workdays)('$n working days after $start', ({ start, n, end }) => {
    expect(toIsoDate(addWorkingDays(fromIsoDate(start) as Day, n, NO_LOCAL_CALENDAR))).toBe(end);
  });

  it('are the known number', () => {
    expect([
      vectors.deadlines.length,
      vectors.payment.length,
      vectors.workdays.length,
      Object.keys(vectors.holidays).length,
    ]).toEqual([27, 3, 3, 9]);
  });
});
