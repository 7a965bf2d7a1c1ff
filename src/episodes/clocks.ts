import type { Rule } from '../agreement/agreement.ts';
import { due } from '../agreement/due.ts';
import { AgreementFault } from '../agreement/fault.ts';
import { KINDS } from '../agreement/kinds.ts';
import type { RuleEvent } from '../agreement/packs/schema.ts';
import { isDecided, latestDecision } from './decisions.ts';
import { type Entry, isCancellation, isOfKind, type Pair, sentOf } from './entry.ts';
import { type Mottak, mottakOf, receiptOf } from './evidence.ts';
import { begins, type Case, categoryOf, statedMoment } from './stay.ts';

type MessageEvent = Extract<RuleEvent, { message: unknown }>;

/** A rule's clock that a message has started. Times are epoch ms. */
export interface Clock {
  rule: Rule;
  /** The message that set it. */
  entry: Entry;
  startedAt: number;
  evidence: Mottak['evidence'];
  due: number;
  status: 'pending' | 'met' | 'met-late' | 'breached' | 'cancelled';
  metAt: number | null;
  /** When it was stopped; only of a cancelled clock. */
  cancelledAt: number | null;
  responsible: 'HF' | 'K';
}

/** Clocks that need what the ledger of a stay does not have, or that are shown elsewhere. */
const NOT_HERE: ReadonlySet<string> = new Set(['R-BETALING', 'R-MEDS', 'R-ACK']);

/** Every clock of a stay, by rule and message; one that has not started is left out. */
export function clocksOf(of: Case): Clock[] {
  const rules = [...of.agreement.rules.values()].filter(
    ({ id, clock }) => clock !== 'C-INGEN' && !NOT_HERE.has(id),
  );
  return rules.flatMap((rule) =>
    of.stay.entries.flatMap((entry) => {
      const start = startOf(of, rule, entry);
      return start === null ? [] : (clockOf(of, rule, entry, start) ?? []);
    }),
  );
}

function startOf(of: Case, rule: Rule, entry: Entry): Mottak | null {
  if (rule.onlyWhen !== undefined && !isDecided(of.decisions, 'long-treatment')) return null;
  const event = messageEvents(rule.start).find((each) => isMeant(of, each, entry));
  if (event === undefined) return null;
  const based = (rule.start ?? []).some((each) => 'decision' in each && each.decision === 'rebase');
  const rebase = based ? latestDecision(of.decisions, 'rebase') : undefined;
  if (typeof rebase?.value === 'string') return { at: Date.parse(rebase.value), evidence: 'sent' };
  const mottak = mottakOf(entry, of.stay.pair);
  if (event.moment === 'mottak') return mottak;
  // What was refused counts as not sent (R-APPREC-NEG); a receipt's own clock runs from the sending all the same.
  if (event.message !== 'melding' && mottak === null) return null;
  const stated =
    event.moment === 'hendelse' && event.code !== undefined ? statedMoment(of, entry, event.code) : null;
  return { at: stated ?? sentOf(entry), evidence: 'sent' };
}

function isMeant(of: Case, event: MessageEvent, entry: Entry): boolean {
  if (event.message === 'melding') return true;
  return isOfKind(entry, event.message) && begins(of, entry);
}

function clockOf(of: Case, rule: Rule, entry: Entry, start: Mottak): Clock | null {
  const limit = limitOf(of, rule, entry, start.at);
  if (limit === null) return null;
  const end = endOf(of, rule, entry, start.at, limit);
  const cancelled = cancelOf(of, rule, entry);
  return {
    rule,
    entry,
    startedAt: start.at,
    evidence: start.evidence,
    due: limit,
    ...outcome(of, rule, limit, end, cancelled),
    responsible: responsibleOf(rule, entry, of.stay.pair),
  };
}

function limitOf(of: Case, rule: Rule, entry: Entry, startedAt: number): number | null {
  const context = { category: categoryOf(of.decisions) };
  const reckon = (which: Rule, from: number) =>
    due(which, Temporal.Instant.fromEpochMilliseconds(from), context).due.epochMilliseconds;
  try {
    // A point in the window is kept when it is sent, or not at all: there is no later time at which it could be.
    if (rule.nature === 'point') return startedAt;
    const gate = rule.notBefore === undefined ? undefined : of.agreement.rules.get(rule.notBefore);
    const from = gate === undefined ? startedAt : Math.max(startedAt, reckon(gate, sentOf(entry)));
    return reckon(rule, from);
  } catch (fault) {
    if (fault instanceof AgreementFault) return null;
    throw fault;
  }
}

/** When the rule was kept; the earliest, `null` when it was not (yet). */
function endOf(of: Case, rule: Rule, entry: Entry, startedAt: number, limit: number): number | null {
  if (rule.nature === 'point' && rule.clock === 'C-0815') {
    return isOpenAt(of, rule, startedAt) ? startedAt : null;
  }
  if (rule.nature === 'watch') return watchedUntil(of, rule, limit);
  const ends = messageEvents(rule.end).flatMap((event) => endsBy(of, rule, event, entry));
  return ends.length === 0 ? null : Math.min(...ends);
}

function isOpenAt(of: Case, rule: Rule, at: number): boolean {
  const instant = Temporal.Instant.fromEpochMilliseconds(at);
  return due(rule, instant, { category: categoryOf(of.decisions) }).due.epochMilliseconds === at;
}

/** A watched limit is kept when it passes without what it watches for. */
function watchedUntil(of: Case, rule: Rule, limit: number): number | null {
  const [event] = messageEvents(rule.end);
  const again = event?.message === 'innlagt' ? readmissionOf(of) : null;
  if (again !== null && again <= limit) return null;
  return of.at > limit ? limit : null;
}

/** When the patient was admitted again; `null` when that is not known. */
export function readmissionOf({ next }: Case): number | null {
  const entry = next?.entries.find((each) => isOfKind(each, 'innlagt') && !isCancellation(each));
  if (next === null || entry === undefined || next.cancellations.of.has(entry.key)) return null;
  return statedMoment({ stay: next }, entry, '9121/1') ?? sentOf(entry);
}

function endsBy(of: Case, rule: Rule, event: MessageEvent, entry: Entry): number[] {
  const { pair, entries } = of.stay;
  if (event.message === 'apprec_positiv' || event.message === 'apprec_negativ') {
    const receipt = receiptOf(entry, pair);
    return receipt !== null && receipt.positive === (event.message === 'apprec_positiv')
      ? [receipt.receivedAt]
      : [];
  }
  return entries
    .filter((other) => !isCancellation(other) && !of.stay.cancellations.of.has(other.key))
    .filter((other) => event.message === 'melding' || isOfKind(other, event.message))
    .filter((other) => event.topic === undefined || other.facts.topic === event.topic)
    .filter((other) => concerns(of, rule, event, entry, other))
    .flatMap((other) => momentOf(of, event, other) ?? []);
}

/** Whether a later message can be the end of the clock that `entry` set. */
function concerns(of: Case, rule: Rule, event: MessageEvent, entry: Entry, other: Entry): boolean {
  const kind = entry.facts.kind;
  if (event.about === 'start') return answers(of, event, entry, other);
  if (other === entry) return true;
  if (other.facts.kind === kind) return false;
  if (rule.mayPrecede === true) return true;
  const named = of.stay.entries.find(({ key }) => key === other.parent);
  if (named !== undefined && named.facts.kind === kind) return named === entry;
  return sentOf(other) >= sentOf(entry);
}

/**
 * Whether a message is about another: it names it. A reply that names nothing we know answers the oldest request to
 * its sender that is still without one.
 */
function answers(of: Case, event: MessageEvent, entry: Entry, other: Entry): boolean {
  if (other === entry) return false;
  if (other.parent === entry.key) return true;
  if (event.message !== 'svar' || !isOfKind(entry, 'foresporsel')) return false;
  if (of.stay.entries.some(({ key }) => key === other.parent)) return false;
  const replies = of.stay.entries.filter((each) => isOfKind(each, 'svar'));
  const requests = of.stay.entries.filter(
    (each) =>
      isOfKind(each, 'foresporsel') &&
      each.sender !== other.sender &&
      sentOf(each) <= sentOf(other) &&
      !replies.some(({ parent }) => parent === each.key),
  );
  const unnamed = replies.filter(
    (each) => each.sender === other.sender && !of.stay.entries.some(({ key }) => key === each.parent),
  );
  return requests[unnamed.indexOf(other)] === entry;
}

function momentOf(of: Case, event: MessageEvent, other: Entry): number | null {
  const mottak = mottakOf(other, of.stay.pair);
  if (mottak === null) return null;
  if (event.moment === 'sendt') return sentOf(other);
  if (event.moment === 'hendelse')
    return (event.code === undefined ? null : statedMoment(of, other, event.code)) ?? sentOf(other);
  const accepted: readonly string[] = event.evidence ?? ['apprec', 'ack', 'sent'];
  return accepted.includes(mottak.evidence) ? mottak.at : null;
}

/** When the clock was stopped; the earliest. A withdrawal of the message that set it stops every clock. */
function cancelOf(of: Case, rule: Rule, entry: Entry): number | null {
  const withdrawal = of.stay.cancellations.of.get(entry.key);
  const withdrawn = withdrawal === undefined ? null : (mottakOf(withdrawal, of.stay.pair)?.at ?? null);
  const stops = messageEvents(rule.cancel).flatMap((event) => stopsBy(of, event, entry));
  if (withdrawn !== null) stops.push(withdrawn);
  if (isExempt(of, rule)) stops.push(Number.NEGATIVE_INFINITY);
  return stops.length === 0 ? null : Math.min(...stops);
}

function stopsBy(of: Case, event: MessageEvent, entry: Entry): number[] {
  if (KINDS[event.message].known === null || event.message.startsWith('apprec_')) return [];
  const closes = event.message === 'utskrevet' || event.message === 'dod';
  return of.stay.entries
    .filter((other) => isOfKind(other, event.message) && other !== entry && !isCancellation(other))
    .filter((other) => !of.stay.cancellations.of.has(other.key))
    .filter((other) =>
      event.about === 'start' ? other.parent === entry.key : closes || sentOf(other) >= sentOf(entry),
    )
    .flatMap((other) => mottakOf(other, of.stay.pair)?.at ?? []);
}

function isExempt({ decisions }: Case, rule: Rule): boolean {
  return (rule.exempt ?? []).includes('motsetter_seg_45a') && isDecided(decisions, 'exempt-45a');
}

function outcome(
  { at }: Case,
  rule: Rule,
  limit: number,
  end: number | null,
  cancelled: number | null,
): Pick<Clock, 'status' | 'metAt' | 'cancelledAt'> {
  const inTime = end !== null && end <= limit;
  if (cancelled !== null && cancelled <= limit && (end === null || cancelled < end))
    return { status: 'cancelled', metAt: null, cancelledAt: Math.max(cancelled, 0) };
  if (inTime) return { status: 'met', metAt: end, cancelledAt: null };
  if (end !== null) return { status: 'met-late', metAt: end, cancelledAt: null };
  const missed = at > limit || (rule.nature === 'point' && rule.clock === 'C-0815');
  return { status: missed ? 'breached' : 'pending', metAt: null, cancelledAt: null };
}

function responsibleOf(rule: Rule, entry: Entry, pair: Pair): 'HF' | 'K' {
  const sender = entry.sender === pair.hospital ? 'HF' : 'K';
  const receiver = sender === 'HF' ? 'K' : 'HF';
  switch (rule.responsible) {
    case 'mottaker':
      return receiver;
    case 'avsender':
      return sender;
    case 'K':
      return 'K';
    default:
      return 'HF';
  }
}

function messageEvents(events: readonly RuleEvent[] | undefined): MessageEvent[] {
  return (events ?? []).filter((event): event is MessageEvent => 'message' in event);
}
