import type { Agreement } from '../agreement/agreement.ts';
import { toIsoDate } from '../agreement/calendar/day.ts';
import { localDay } from '../agreement/calendar/oslo.ts';
import { due } from '../agreement/due.ts';
import { type Clock, clocksOf } from './clocks.ts';
import type { Decision } from './decisions.ts';
import { type Entry, type Pair, sentOf } from './entry.ts';
import { anchorOf, link, type Stay } from './link.ts';
import { type Payment, paymentOf } from './payment.ts';
import { type EpisodeState, noticesOf, stateOf } from './state.ts';
import { type Case, categoryOf, dischargeOf, standing, statedMoment } from './stay.ts';

/** A decision with the message of the stay that it was made on. */
export interface PlacedDecision extends Decision {
  /** The ledger's id of the message that the stay was known by then. */
  messageId: string;
}

/** A stay as it looked at a time. Times are epoch ms. */
export interface Episode {
  /** The message that the stay is known by. */
  anchor: Entry;
  state: EpisodeState;
  patientKey: string | null;
  pair: Pair;
  category: string;
  admittedAt: number | null;
  readyAt: number | null;
  dischargedAt: number | null;
  /** R-MEDS: the local date to and including which medicines are sent along. */
  medicinesUntil: string | null;
  payment: Payment | null;
  clocks: Clock[];
  entries: Entry[];
}

/** What is known about one patient, and what the pairs have agreed. */
export interface Known {
  entries: readonly Entry[];
  decisions: readonly PlacedDecision[];
  agreementFor(pair: Pair): Agreement;
}

/**
 * The stays of one patient as they looked at `at`, from messages and decisions alone: those that had reached us by then.
 * The same content and times give the same answer in whatever order they are given. A category holds at any time.
 * @param at epoch ms
 */
export function project(known: Known, at: number): Episode[] {
  const entries = known.entries
    .filter(({ receivedAt }) => receivedAt <= at)
    .map((entry) => ({
      ...entry,
      receipts: entry.receipts.filter(({ receivedAt }) => receivedAt <= at),
      ackAt: entry.ackAt !== null && entry.ackAt <= at ? entry.ackAt : null,
    }));
  const stays = link(entries);
  return stays.map((stay) => {
    const ids = new Set(stay.entries.map(({ id }) => id));
    const decisions = known.decisions.filter(
      ({ messageId, kind, decidedAt }) => ids.has(messageId) && (kind === 'category' || decidedAt <= at),
    );
    return episodeOf({
      stay,
      next: nextStay(stay, stays),
      decisions,
      agreement: known.agreementFor(stay.pair),
      at,
    });
  });
}

function episodeOf(of: Case): Episode {
  const { stay, agreement } = of;
  const clocks = clocksOf(of);
  const notices = noticesOf(of, clocks);
  const admission = standing(of, 'innlagt')[0] ?? stay.entries.find(({ facts }) => facts.kind === 'innlagt');
  const notice = notices.findLast(({ withdrawnBy }) => withdrawnBy === null)?.entry;
  const dischargedAt = dischargeOf(of)?.at ?? null;
  const meds = agreement.rules.get('R-MEDS');
  return {
    anchor: anchorOf(stay),
    state: stateOf(of, clocks, notices),
    patientKey: stay.entries.find(({ patientKey }) => patientKey !== null)?.patientKey ?? null,
    pair: stay.pair,
    category: categoryOf(of.decisions),
    admittedAt: admission === undefined ? null : admittedAt(of, admission),
    readyAt: notice === undefined ? null : (statedMoment(of, notice, '9121/3') ?? sentOf(notice)),
    dischargedAt,
    medicinesUntil:
      meds === undefined || dischargedAt === null
        ? null
        : dateBefore(due(meds, Temporal.Instant.fromEpochMilliseconds(dischargedAt)).due.epochMilliseconds),
    payment: paymentOf(of, clocks, notices),
    clocks,
    entries: stay.entries,
  };
}

/** The stated time; of a date alone the midnight that begins it. */
function admittedAt(of: Case, admission: Entry): number | null {
  const stated = admission.facts.moments['9121/1'];
  return statedMoment(of, admission, '9121/1') ?? (stated === undefined ? null : Date.parse(stated.at));
}

function dateBefore(midnight: number): string {
  return toIsoDate(localDay(midnight - 1));
}

/** The stay after this one between the same two. */
function nextStay(stay: Stay, stays: readonly Stay[]): Stay | null {
  const same = stays.filter(
    ({ pair }) => pair.hospital === stay.pair.hospital && pair.kommune === stay.pair.kommune,
  );
  return same[same.indexOf(stay) + 1] ?? null;
}
