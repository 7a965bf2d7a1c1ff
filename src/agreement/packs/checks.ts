import { timeOfDay } from '../calendar/closed-days.ts';
import { fromIsoDate } from '../calendar/day.ts';
import type { Text } from '../text.ts';
import { lengthOf, readLimit, unitsOf } from './limit.ts';
import { type Problem, problemsOf } from './problem.ts';
import { eventSchemaOf, type PackFile, type RuleEntry, type RuleEvent, RuleSchema } from './schema.ts';

/** What a schema cannot say about a pack: that its parts fit each other. */

function problem(path: string, nb: string, nn: string, en: string): Problem {
  return { path, text: { nb, nn, en } satisfies Text };
}

/** The lists of events in a rule, with the path of each. */
function eventsOf(rule: RuleEntry): [path: string, events: readonly RuleEvent[]][] {
  const { start, end, cancel, payment } = rule;
  const lists: [string, readonly RuleEvent[] | undefined][] = [
    ['start', start],
    ['end', end],
    ['cancel', cancel],
    ['payment/requires', payment?.requires],
    ['payment/triggers', payment?.triggers],
    ['payment/ends', payment?.ends],
  ];
  return lists.filter((list): list is [string, readonly RuleEvent[]] => list[1] !== undefined);
}

/** One rule by itself: its form, then its parts against each other. */
export function ruleProblems(rule: RuleEntry, path: string): Problem[] {
  const form = problemsOf(RuleSchema, rule, path);
  if (form.length > 0) return form;
  const events = eventsOf(rule).flatMap(([list, found]) =>
    found.flatMap((event, index) => eventProblems(event, `${path}/${list}/${index}`)),
  );
  return [...clockProblems(rule, path), ...events];
}

function eventProblems(event: RuleEvent, path: string): Problem[] {
  const form = problemsOf(eventSchemaOf(event), event, path);
  if (form.length > 0 || !('message' in event)) return form;
  if ((event.moment === 'hendelse') === (event.code !== undefined)) return [];
  return [
    problem(
      `${path}/code`,
      'code hører til moment hendelse, og bare der',
      'code høyrer til moment hendelse, og berre der',
      'code belongs to the moment hendelse, and only there',
    ),
  ];
}

function clockProblems(rule: RuleEntry, path: string): Problem[] {
  const units = unitsOf(rule.clock);
  const limit = rule.limit === undefined ? null : readLimit(rule.limit);
  const found: Problem[] = [];
  if (limit === null ? units.length > 0 : !units.includes(limit.unit)) {
    found.push(
      units.length === 0
        ? problem(
            `${path}/limit`,
            `klokken ${rule.clock} har ingen lengde`,
            `klokka ${rule.clock} har inga lengd`,
            `the clock ${rule.clock} has no length`,
          )
        : problem(
            `${path}/limit`,
            `klokken ${rule.clock} trenger en lengde i ${units.join(' eller ')}`,
            `klokka ${rule.clock} treng ei lengd i ${units.join(' eller ')}`,
            `the clock ${rule.clock} needs a length in ${units.join(' or ')}`,
          ),
    );
  }
  if (rule.clock === 'C-VIRKEDAG' && limit?.amount === 0) {
    found.push(problem(`${path}/limit`, 'må være minst 1 d', 'må vere minst 1 d', 'must be at least 1 d'));
  }
  if (rule.direction === 'before' && rule.clock !== 'C-24x7' && rule.clock !== 'C-DOGN') {
    found.push(
      problem(
        `${path}/direction`,
        'bare C-24x7 og C-DOGN kan regnes bakover',
        'berre C-24x7 og C-DOGN kan reknast bakover',
        'only C-24x7 and C-DOGN can be counted backwards',
      ),
    );
  }
  if ((rule.clock === 'C-0815') !== (rule.days !== undefined)) {
    found.push(
      problem(
        `${path}/days`,
        'days hører til klokken C-0815, og bare der',
        'days høyrer til klokka C-0815, og berre der',
        'days belongs to the clock C-0815, and only there',
      ),
    );
  }
  if (rule.nature === 'deadline' && (rule.start === undefined || rule.end === undefined)) {
    found.push(
      problem(
        path,
        'en frist trenger både start og end',
        'ein frist treng både start og end',
        'a deadline needs both start and end',
      ),
    );
  }
  return [...found, ...lengthProblems(rule, path)];
}

/** Limits beside the clock's own that must be lengths of time, not days. */
function lengthProblems(rule: RuleEntry, path: string): Problem[] {
  const lengths: [string, string | undefined][] = [
    ['warnBefore', rule.warnBefore],
    ['resend/every', rule.resend?.every],
    ['resend/check', rule.resend?.check],
    ...(rule.tiers ?? []).map((tier, index): [string, string] => [`tiers/${index}/limit`, tier.limit]),
  ];
  return lengths
    .filter(([, written]) => written !== undefined && !isLength(written))
    .map(([field]) =>
      problem(`${path}/${field}`, 'må være i min eller h', 'må vere i min eller h', 'must be in min or h'),
    );
}

function isLength(written: string): boolean {
  const limit = readLimit(written);
  return limit !== null && lengthOf(limit) !== null;
}

/** The rules against each other and against the pack's terms. Run on a pack that has its inherited parts. */
export function referenceProblems(pack: Pick<PackFile, 'rules' | 'terms'>): Problem[] {
  const terms = new Set(Object.keys(pack.terms ?? {}));
  const rules = new Set(Object.keys(pack.rules));
  return Object.entries(pack.rules).flatMap(([id, rule]) => {
    const usedTerms = [
      ...(rule.exempt ?? []),
      ...(rule.breach.effects ?? []),
      ...(rule.onlyWhen ? [rule.onlyWhen] : []),
    ];
    const expired = eventsOf(rule).flatMap(([, events]) =>
      events.flatMap((e) => ('expired' in e ? [e.expired] : [])),
    );
    const usedRules = [
      ...expired,
      ...(rule.payment?.lapses ?? []),
      ...(rule.notBefore ? [rule.notBefore] : []),
    ];
    return [
      ...usedTerms.filter((key) => !terms.has(key)).map((key) => unknown(id, 'terms', key)),
      ...usedRules.filter((key) => !rules.has(key)).map((key) => unknown(id, 'rules', key)),
    ];
  });
}

function unknown(rule: string, where: 'terms' | 'rules', key: string): Problem {
  return problem(
    `rules/${rule}`,
    `viser til ${key}, som ikke står under ${where}`,
    `viser til ${key}, som ikkje står under ${where}`,
    `refers to ${key}, which is not under ${where}`,
  );
}

/** Dates, hours and lengths at the head of the pack. */
export function headProblems(pack: PackFile): Problem[] {
  const found: Problem[] = [];
  const from = fromIsoDate(pack.validFrom);
  const to = pack.validTo === undefined ? null : fromIsoDate(pack.validTo);
  if (from === null) found.push(noSuchDate('validFrom'));
  if (pack.validTo !== undefined && to === null) found.push(noSuchDate('validTo'));
  if (from !== null && to !== null && to < from) {
    found.push(problem('validTo', 'ligger før validFrom', 'ligg før validFrom', 'lies before validFrom'));
  }
  if (pack.window !== undefined) {
    const opens = timeOfDay(pack.window.from);
    const closes = timeOfDay(pack.window.to);
    if (opens === null || closes === null || closes <= opens) {
      found.push(
        problem(
          'window',
          'from må være et klokkeslett før to',
          'from må vere eit klokkeslett før to',
          'from must be a time of day before to',
        ),
      );
    }
  }
  if (pack.clockSkew !== undefined && !isLength(pack.clockSkew)) {
    found.push(problem('clockSkew', 'må være i min eller h', 'må vere i min eller h', 'must be in min or h'));
  }
  return found;
}

function noSuchDate(path: string): Problem {
  return problem(path, 'er ingen dato', 'er ingen dato', 'is not a date');
}
