import type { Agreement } from '../agreement/agreement.ts';
import type { ContentMoment, KindKey } from '../agreement/kinds.ts';
import { CATEGORIES, type Category } from '../agreement/packs/schema.ts';
import { type Decision, latestDecision } from './decisions.ts';
import { type Entry, isAmendment, isCancellation, isOfKind, sentOf } from './entry.ts';
import { isRefused, mottakOf } from './evidence.ts';
import { ANSWER_TOPIC, type Answer } from './facts.ts';
import type { Stay } from './link.ts';

/** A stay with what is decided about it and the agreement of its pair: all that its answers are computed from. */
export interface Case {
  stay: Stay;
  /** The next stay of the same patient between the same two; `null` when there is none. */
  next: Stay | null;
  decisions: readonly Decision[];
  agreement: Agreement;
  /** Epoch ms: what is to be answered is how it looked then. */
  at: number;
}

/** The messages of some kinds that stand: neither cancellations nor cancelled. By send time. */
export function standing({ stay }: { stay: Stay }, ...kinds: KindKey[]): Entry[] {
  return stay.entries.filter(
    (entry) => isOfKind(entry, ...kinds) && !isCancellation(entry) && !stay.cancellations.of.has(entry.key),
  );
}

/** Those of them that the other party has not refused. */
export function received(of: { stay: Stay }, ...kinds: KindKey[]): Entry[] {
  return standing(of, ...kinds).filter((entry) => !isRefused(entry, of.stay.pair));
}

/** Whether a message begins something, and does not only change or add to an earlier one of its kind. */
export function begins(of: { stay: Stay }, entry: Entry): boolean {
  if (isCancellation(entry) || entry.facts.kind === null) return false;
  if (!isAmendment(entry)) return true;
  const [first] = standing(of, entry.facts.kind);
  return first === entry;
}

/**
 * A moment of the content, as the latest standing change of the message has it. Epoch ms.
 * @returns `null` when no time of day is given
 */
export function statedMoment(of: { stay: Stay }, entry: Entry, code: ContentMoment): number | null {
  const { kind } = entry.facts;
  if (kind === null) return null;
  const changes = standing(of, kind).filter(
    (other) => isAmendment(other) && other !== entry && (other.parent === null || other.parent === entry.key),
  );
  const told = [entry, ...changes].findLast(({ facts }) => facts.moments[code] !== undefined);
  const stated = told?.facts.moments[code];
  return stated?.timed === true ? Date.parse(stated.at) : null;
}

/** The patient's category; it holds for the whole case, whatever the time asked for. */
export function categoryOf(decisions: readonly Decision[]): Category {
  const decided = latestDecision(decisions, 'category')?.value;
  return CATEGORIES.find((category) => category === decided) ?? 'standard';
}

/** The discharge that stands, and its time: from the content, else when it was sent. */
export function dischargeOf(of: { stay: Stay }): { entry: Entry; at: number } | null {
  const entry = standing(of, 'utskrevet').at(-1);
  if (entry === undefined) return null;
  return { entry, at: statedMoment(of, entry, '9121/2') ?? sentOf(entry) };
}

/** The death that stands, and its time: from the content, else when it was sent. */
export function deathOf(of: { stay: Stay }): { entry: Entry; at: number } | null {
  const entry = standing(of, 'dod')[0];
  if (entry === undefined) return null;
  return { entry, at: statedMoment(of, entry, '9121/13') ?? sentOf(entry) };
}

export interface ReadAnswer {
  entry: Entry;
  /** When it was received. */
  at: number;
  reading: Answer;
}

/** The formal answers of the kommune, by send time; what a person read out of the latest one goes before our reading. */
export function answersOf({ stay, decisions }: Pick<Case, 'stay' | 'decisions'>): ReadAnswer[] {
  const answers = received({ stay }, 'tilbakemelding_utskrivningsklar', 'svar', 'foresporsel').flatMap(
    (entry): ReadAnswer[] => {
      const mottak = mottakOf(entry, stay.pair);
      if (mottak === null || entry.facts.topic !== ANSWER_TOPIC || entry.sender !== stay.pair.kommune)
        return [];
      return [{ entry, at: mottak.at, reading: entry.facts.answer ?? 'uklar' }];
    },
  );
  for (const { kind, value, decidedAt } of decisions.toSorted((a, b) => a.decidedAt - b.decidedAt)) {
    if (kind !== 'answer') continue;
    const meant = answers.findLast(({ entry }) => entry.receivedAt <= decidedAt);
    if (meant !== undefined) meant.reading = value === 'kan' ? 'kan' : 'kan-ikke';
  }
  return answers;
}

/** Whether an answer is meant for this notice: it names it, or names none and was sent after it. */
export function answersTo(of: { stay: Stay }, answer: Entry, notice: Entry): boolean {
  if (answer.parent === notice.key) return true;
  const others = of.stay.entries.filter((entry) => isOfKind(entry, 'utskrivningsklar') && entry !== notice);
  if (others.some(({ key }) => key === answer.parent)) return false;
  return sentOf(answer) >= sentOf(notice);
}
