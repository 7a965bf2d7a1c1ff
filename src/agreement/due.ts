import type { Rule } from './agreement.ts';
import { toIsoDate } from './calendar/day.ts';
import { type Moment, requireReckonable, type TimeFlag } from './calendar/moment.ts';
import type { Closure } from './calendar/opening.ts';
import type { Count } from './clocks/count.ts';
import { calendarDays, workingDays } from './clocks/days.ts';
import { elapsed } from './clocks/elapsed.ts';
import { windowTime } from './clocks/window.ts';
import { AgreementFault } from './fault.ts';
import type { Category } from './packs/schema.ts';

/** What is known of the case when a limit is reckoned. */
export interface Context {
  /** The patient's category; it stands in no message. Default `standard`. */
  category?: Category;
  /** Whether major feasts are open for notice (exception 3). Default: what the pair has agreed on. */
  holidayNotice?: boolean;
}

/** A stretch of time that counted, `[from, to)`; never empty. */
export interface Slice {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** A local date that did not count, and why. */
export interface Skipped {
  /** `2026-11-21`. */
  date: string;
  closure: Closure;
}

/** A limit in time with everything that led to it. Instants are whole milliseconds. */
export interface Deadline {
  rule: Rule;
  start: Temporal.Instant;
  due: Temporal.Instant;
  counted: readonly Slice[];
  /** Every local date from the start's to the limit's that does not count, in order. Empty for clocks that count all days. */
  skipped: readonly Skipped[];
  /** The paragraph that says so. */
  source: string;
  category: Category;
  holidayNotice: boolean;
  /** What had to be decided to read the start. */
  flags: readonly TimeFlag[];
}

const UNSURE_OF_NOTHING: readonly TimeFlag[] = [];

/**
 * When a rule's limit falls, and why.
 * An end is in time when it is at or before `due`. A rule that is counted backwards gives the latest time before the
 * start. C-VIRKEDAG and C-DOGN give the midnight that ends their last day; C-0815 with length 0 gives the start itself
 * when it lies inside the window, else the next opening; C-PUNKT gives the start.
 * @param start taken to the whole millisecond before it
 * @throws AgreementFault `rule-without-clock`, `time-of-day-missing` (a date alone sets no clock that counts hours),
 *   `time-out-of-range`, `no-open-day`
 */
export function due(rule: Rule, start: Temporal.Instant | Moment, context: Context = {}): Deadline {
  const moment = start instanceof Temporal.Instant ? { instant: start, flags: UNSURE_OF_NOTHING } : start;
  const category = context.category ?? 'standard';
  const holidayNotice = context.holidayNotice ?? rule.agreement.holidayNotice;
  const epoch = moment.instant.epochMilliseconds;
  requireReckonable(epoch);
  requireTimeOfDay(rule, moment);
  const count = reckon(rule, epoch, category, holidayNotice);
  const whole = moment.instant.epochNanoseconds % 1_000_000n === 0n;
  const from = whole ? moment.instant : Temporal.Instant.fromEpochMilliseconds(epoch);
  const until = Temporal.Instant.fromEpochMilliseconds(count.due);
  const instantOf = (at: number) =>
    at === epoch ? from : at === count.due ? until : Temporal.Instant.fromEpochMilliseconds(at);
  return {
    rule,
    start: from,
    due: until,
    counted: count.counted.map(([a, b]) => ({ from: instantOf(a), to: instantOf(b) })),
    skipped: count.skipped.map(({ day, closure }) => ({ date: toIsoDate(day), closure })),
    source: rule.source,
    category,
    holidayNotice,
    flags: moment.flags,
  };
}

function reckon(rule: Rule, start: number, category: Category, holidayNotice: boolean): Count {
  switch (rule.clock) {
    case 'C-24x7':
      return elapsed(start, rule.length);
    case 'C-PUNKT':
      return elapsed(start, 0);
    case 'C-VIRKEDAG':
      return workingDays(start, rule.length, rule.agreement.local);
    case 'C-DOGN':
      return calendarDays(start, rule.length);
    case 'C-0815': {
      const terms = rule.openings?.[category];
      if (terms === undefined) throw withoutClock(rule);
      return windowTime(start, rule.length, holidayNotice ? terms.holidayNotice : terms.plain);
    }
    case 'C-INGEN':
      throw withoutClock(rule);
  }
}

function withoutClock({ id }: Rule): AgreementFault {
  return new AgreementFault('rule-without-clock', {
    nb: `Regelen ${id} har ingen frist i tid.`,
    nn: `Regelen ${id} har ingen frist i tid.`,
    en: `The rule ${id} has no limit in time.`,
  });
}

function requireTimeOfDay(rule: Rule, start: Moment): void {
  const countsDates = rule.clock === 'C-VIRKEDAG' || rule.clock === 'C-DOGN';
  if (countsDates || !start.flags.includes('date-only')) return;
  throw new AgreementFault('time-of-day-missing', {
    nb: `Regelen ${rule.id} regner i timer og trenger et klokkeslett, ikke bare en dato.`,
    nn: `Regelen ${rule.id} reknar i timar og treng eit klokkeslett, ikkje berre ein dato.`,
    en: `The rule ${rule.id} counts hours and needs a time of day, not only a date.`,
  });
}
