import { KINDS, type KindKey } from '../agreement/kinds.ts';
import { type Cancellations, cancellationsAmong } from './cancellations.ts';
import {
  byArrival,
  bySendTime,
  type Entry,
  isAmendment,
  isCancellation,
  isOfKind,
  type Pair,
  sentOf,
} from './entry.ts';
import { isRefused } from './evidence.ts';

/** The messages of one stay, by send time. */
export interface Stay {
  pair: Pair;
  entries: Entry[];
  cancellations: Cancellations;
}

/** Messages that open a stay when they fit none; all of them go between hospital and kommune in a known direction. */
const OPENERS: readonly KindKey[] = [
  'innlagt',
  'innleggelsesrapport',
  'helseopplysninger',
  'helseopplysninger_oppdatert',
  'utskrivningsklar',
  'avmelding',
  'utskrivningsrapport',
  'utskrevet',
];

interface OpenStay extends Stay {
  closed: boolean;
  /** Stated time of admission, else when the first message was sent. */
  from: number;
  admittedAt: number | null;
}

/**
 * Puts the messages of one patient into stays. Only content and times decide, never the order in which they are given.
 * @param entries everything known of the patient, and what refers to it; nothing that validation rejected
 * @returns the stays with the messages of each; a message that fits none is in none
 */
export function link(entries: readonly Entry[]): Stay[] {
  const cancellations = cancellationsAmong(entries);
  const ordered = entries.filter(({ facts }) => facts.kind !== null).toSorted(bySendTime);
  const stays: OpenStay[] = [];
  const left: Entry[] = [];
  for (const entry of ordered) {
    const found = homesOf(entry, stays, cancellations, ordered);
    if (found.length > 0) for (const stay of found) join(stay, entry);
    else if (mayOpen(entry)) stays.push(open(entry, cancellations));
    else left.push(entry);
  }
  // What was sent before its stay's first message was, but after the admission, or refers to what was sent later.
  for (const entry of left) {
    const late = stays.filter((stay) => fits(entry, stay.pair) && stay.from <= sentOf(entry));
    const found = referredBy(entry, stays, cancellations, ordered) ?? late.at(-1);
    if (found !== undefined) join(found, entry);
  }
  return stays.map(({ pair, entries: members }) => ({
    pair,
    entries: members.toSorted(bySendTime),
    cancellations,
  }));
}

/** The message that a stay is known by: the one that reached us first among those that can open a stay. */
export function anchorOf(stay: Stay): Entry {
  const openers = stay.entries.filter((entry) => isOfKind(entry, ...OPENERS) && !isCancellation(entry));
  const [anchor] = openers.toSorted(byArrival);
  if (anchor === undefined) throw new Error('a stay without a message that can open one');
  return anchor;
}

function homesOf(
  entry: Entry,
  stays: OpenStay[],
  cancellations: Cancellations,
  all: readonly Entry[],
): OpenStay[] {
  const admission = isOfKind(entry, 'innlagt') && !isAmendment(entry) && !isCancellation(entry);
  const referred = admission ? undefined : referredBy(entry, stays, cancellations, all);
  if (referred !== undefined) return [referred];
  const homes = [...Map.groupBy(stays, ({ pair }) => `${pair.hospital}/${pair.kommune}`).values()]
    .filter(([first]) => first !== undefined && fits(entry, first.pair))
    .flatMap((same) => (admission ? admittedTo(entry, same) : currentOf(entry, same)) ?? []);
  if (isOfKind(entry, 'epikrise')) return homes;
  const [main] = entry.facts.receivers;
  const best =
    homes.find(({ pair }) => pair.hospital === main || pair.kommune === main) ??
    (mayOpen(entry) ? undefined : homes[0]);
  return best === undefined ? [] : [best];
}

/** The stay of the message that this one cancels, answers or continues. */
function referredBy(
  entry: Entry,
  stays: readonly OpenStay[],
  cancellations: Cancellations,
  all: readonly Entry[],
): OpenStay | undefined {
  const { parent, conversation } = entry;
  const candidates = [
    cancellations.target.get(entry.key),
    parent === null ? undefined : all.find((other) => other !== entry && other.key === parent),
    conversation === null ? undefined : all.find((other) => other !== entry && other.key === conversation),
    conversation === null
      ? undefined
      : all.find((other) => other !== entry && other.conversation === conversation),
  ];
  for (const other of candidates) {
    const stay =
      other && stays.findLast((each) => each.entries.includes(other) && fits(entry, each.pair, true));
    if (stay !== undefined) return stay;
  }
  return undefined;
}

/** Open at the send time, else the latest closed. What tells an end belongs to a stay that had begun by then. */
function currentOf(entry: Entry, same: OpenStay[]): OpenStay | undefined {
  const openOnes = same.filter(({ closed }) => !closed);
  const ended = momentOf(entry, '9121/2') ?? momentOf(entry, '9121/13');
  if (isOfKind(entry, 'utskrevet', 'dod') && ended !== null) {
    const begun = openOnes.findLast(({ admittedAt }) => admittedAt === null || admittedAt <= ended);
    if (begun !== undefined) return begun;
  }
  return openOnes.at(-1) ?? same.at(-1);
}

/**
 * A notice of admission joins an open stay that has none, repeats one of the same time, or replaces one that was
 * refused; else it is a new stay.
 */
function admittedTo(entry: Entry, same: OpenStay[]): OpenStay | undefined {
  const stay = same.findLast(({ closed }) => !closed);
  if (stay === undefined) return undefined;
  const earlier = stay.entries.filter((other) => isOfKind(other, 'innlagt') && !isCancellation(other));
  const at = momentOf(entry, '9121/1');
  const again = at !== null && earlier.some((other) => momentOf(other, '9121/1') === at);
  return again || earlier.every((other) => isRefused(other, stay.pair)) ? stay : undefined;
}

function open(entry: Entry, cancellations: Cancellations): OpenStay {
  const [receiver] = entry.facts.receivers;
  const sender = entry.sender ?? 0;
  const toHospital = directionOf(entry) === 'K->HF';
  const pair = toHospital
    ? { hospital: receiver ?? 0, kommune: sender }
    : { hospital: sender, kommune: receiver ?? 0 };
  const stay = {
    pair,
    entries: [],
    cancellations,
    closed: false,
    from: sentOf(entry),
    admittedAt: null,
  };
  join(stay, entry);
  return stay;
}

function join(stay: OpenStay, entry: Entry): void {
  stay.entries.push(entry);
  const { of, target } = stay.cancellations;
  if (isCancellation(entry)) {
    const admissions = stay.entries.filter((other) => isOfKind(other, 'innlagt') && !isCancellation(other));
    const withdrawn = target.get(entry.key);
    if (withdrawn !== undefined && isOfKind(withdrawn, 'innlagt'))
      stay.closed ||= admissions.every(({ key }) => of.has(key));
    return;
  }
  if (of.has(entry.key)) return;
  if (isOfKind(entry, 'utskrevet', 'dod')) stay.closed = true;
  if (isOfKind(entry, 'innlagt')) {
    stay.admittedAt = momentOf(entry, '9121/1') ?? stay.admittedAt;
    stay.from = Math.min(stay.from, stay.admittedAt ?? stay.from);
  }
}

function mayOpen(entry: Entry): boolean {
  return (
    isOfKind(entry, ...OPENERS) &&
    !isCancellation(entry) &&
    entry.patientKey !== null &&
    entry.sender !== null &&
    entry.facts.receivers.length > 0
  );
}

function directionOf({ facts: { kind } }: Entry): string {
  return kind === null ? 'both' : KINDS[kind].direction;
}

/** Whether the message goes between the two, in a direction that its kind may have. */
function fits(entry: Entry, { hospital, kommune }: Pair, byReference = false): boolean {
  if (entry.patientKey === null && !byReference) return false;
  const { receivers } = entry.facts;
  const direction = directionOf(entry);
  const outward = entry.sender === hospital && receivers.includes(kommune);
  const inward = entry.sender === kommune && receivers.includes(hospital);
  return direction === 'HF->K' ? outward : direction === 'K->HF' ? inward : outward || inward;
}

function momentOf({ facts }: Entry, code: '9121/1' | '9121/2' | '9121/13'): number | null {
  const stated = facts.moments[code];
  return stated === undefined ? null : Date.parse(stated.at);
}
