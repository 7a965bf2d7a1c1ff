import { partsOf, toIsoDate } from '../calendar/day.ts';
import { clockChange, localDay, offsetAt } from '../calendar/oslo.ts';
import type { Deadline } from '../due.ts';
import { holdsOn } from '../packs/pack.ts';
import type { Language } from '../text.ts';
import { narrative } from './narrative.ts';
import { PHRASES, type Phrases } from './phrases.ts';
import { dateText, instantText, lengthText, listText, timeText } from './words.ts';

/** Why a limit falls when it does, in whole sentences. */
export interface Explanation {
  /** When, and which hours and days led there. */
  headline: string;
  /** When the clock started, what was special, and the paragraph. */
  sentences: readonly string[];
  /** All of it. */
  text: string;
}

/** Explains a deadline to the people it binds. Times are Europe/Oslo. */
export function explain(deadline: Deadline, language: Language): Explanation {
  const headline = headlineOf(deadline, language);
  const sentences = sentencesOf(deadline, language);
  return { headline, sentences, text: [headline, ...sentences].join(' ') };
}

function headlineOf(deadline: Deadline, language: Language): string {
  const reasons = reasonsOf(deadline, language);
  const conclusion = conclusionOf(deadline, language);
  return reasons.length === 0 ? `${conclusion}.` : `${conclusion}: ${joined(reasons, language)}.`;
}

/** Reasons that are lists themselves are kept apart by semicolons. */
function joined(reasons: readonly string[], language: Language): string {
  return reasons.some((reason) => reason.includes(',')) ? reasons.join('; ') : listText(reasons, language);
}

function conclusionOf(deadline: Deadline, language: Language): string {
  const say = PHRASES[language];
  const { rule, start, due } = deadline;
  const at = due.epochMilliseconds;
  const withYear = crossesYear(deadline);
  if (rule.clock === 'C-0815' && rule.length === 0) {
    return due.equals(start) ? say.inside : say.outside(instantText(at, language, withYear));
  }
  if (rule.nature === 'state') return say.from(dateText(localDay(at), language, withYear));
  const when = countsDates(deadline)
    ? say.endOf(dateText(localDay(at) - 1, language, withYear))
    : instantText(at, language, withYear);
  return leadOf(deadline, say)(when);
}

function countsDates({ rule }: Deadline): boolean {
  return rule.clock === 'C-VIRKEDAG' || rule.clock === 'C-DOGN';
}

function leadOf({ rule }: Deadline, say: Phrases): (when: string) => string {
  if (rule.direction === 'before') return say.latest;
  if (rule.nature === 'watch') return say.period;
  return rule.nature === 'target' ? say.target : say.deadline;
}

function reasonsOf(deadline: Deadline, language: Language): string[] {
  const say = PHRASES[language];
  const { rule, start } = deadline;
  const from = start.epochMilliseconds;
  const before = rule.direction === 'before';
  const size = Math.abs(rule.length);
  switch (rule.clock) {
    case 'C-24x7': {
      const length = lengthText(size, language);
      return [(before ? say.elapsedBefore : say.elapsed)(length, instantText(from, language))];
    }
    case 'C-DOGN':
      return [(before ? say.datesBefore : say.dates)(size, dateText(localDay(from), language))];
    case 'C-VIRKEDAG': {
      const skipped = narrative({ ...deadline, counted: [] }, language);
      return [[say.workingDays(size, dateText(localDay(from), language)), ...skipped].join('; ')];
    }
    case 'C-0815':
      return narrative(deadline, language);
    default:
      return [];
  }
}

function sentencesOf(deadline: Deadline, language: Language): string[] {
  const say = PHRASES[language];
  const { rule, start, flags, category, holidayNotice } = deadline;
  const { pack } = rule.agreement;
  const window = rule.clock === 'C-0815';
  const valid = holdsOn(pack, toIsoDate(localDay(start.epochMilliseconds)));
  return [
    startText(deadline, language),
    ...clockMoved(deadline, language),
    ...(window && category !== 'standard' ? [say.category[category]] : []),
    ...(window && holidayNotice ? [say.holidayNotice] : []),
    ...flags.map((flag) => say.flag[flag]),
    ...(valid ? [] : [say.outsideValidity(pack.title[language])]),
    ...(rule.basis === 'avtale' ? [] : [say.basis[rule.basis]]),
    ...(rule.limitBasis === undefined || rule.limitBasis === 'avtale' ? [] : [say.ownNumber]),
    say.source(rule.source),
  ];
}

/** A clock that runs has a start; the other limits are only counted from a time or a date. */
function startText(deadline: Deadline, language: Language): string {
  const say = PHRASES[language];
  const { rule, start, flags } = deadline;
  const at = start.epochMilliseconds;
  const when = flags.includes('date-only')
    ? dateText(localDay(at), language, true)
    : instantText(at, language, true);
  const runs = (rule.clock === 'C-24x7' || rule.clock === 'C-0815') && rule.length > 0;
  return runs ? say.started(when) : say.countedFrom(when);
}

function crossesYear(deadline: Deadline): boolean {
  const { start, due } = deadline;
  // The midnight that ends a date belongs to that date.
  const last = localDay(due.epochMilliseconds) - (countsDates(deadline) ? 1 : 0);
  return partsOf(localDay(start.epochMilliseconds)).year !== partsOf(last).year;
}

/** An elapsed limit across a change of the clocks looks an hour wrong on the wall; say why. */
function clockMoved(deadline: Deadline, language: Language): string[] {
  const { rule, start, due } = deadline;
  const [from, to] = [start.epochMilliseconds, due.epochMilliseconds];
  const moved = offsetAt(to) - offsetAt(from);
  if (rule.clock !== 'C-24x7' || moved === 0) return [];
  let day = localDay(Math.max(from, to));
  while (Math.sign(clockChange(day)) !== Math.sign(to > from ? moved : -moved)) day--;
  const now = timeText(to, language);
  const otherwise = timeText(to - moved, language);
  return [PHRASES[language].clockMoved(clockChange(day) > 0, dateText(day, language), now, otherwise)];
}
