import type { Clock } from './clocks.ts';
import type { Entry } from './entry.ts';
import { answersOf, answersTo, begins, type Case, deathOf, dischargeOf, received, standing } from './stay.ts';

export const EPISODE_STATES = [
  'INNLAGT',
  'MELDT',
  'UTSKRIVNINGSKLAR',
  'AVMELDT',
  'KAN_MOTTA',
  'KAN_IKKE',
  'UBESVART',
  'UTSKREVET',
  'DOD',
  'KANSELLERT',
] as const;
export type EpisodeState = (typeof EPISODE_STATES)[number];

/** A notice of readiness, and what ended it. */
export interface Notice {
  entry: Entry;
  /** The withdrawal (avmelding) that ended it; `null` when it stands. */
  withdrawnBy: Entry | null;
}

/**
 * The notices of readiness that the kommune has received, by send time, each with its withdrawal. One that it called
 * faulty was not delivered, unless the limit for the answer had passed by then.
 */
export function noticesOf(of: Case, clocks: readonly Clock[]): Notice[] {
  const faulty = new Set(standing(of, 'avviksmelding').map(({ parent }) => parent));
  const ordered = received(of, 'utskrivningsklar', 'avmelding').filter(
    (entry) =>
      (!faulty.has(entry.key) || isUnanswered(clocks, entry)) &&
      (entry.facts.kind === 'avmelding' || begins(of, entry)),
  );
  const notices: Notice[] = [];
  for (const entry of ordered) {
    if (entry.facts.kind === 'utskrivningsklar') {
      notices.push({ entry, withdrawnBy: null });
      continue;
    }
    // A withdrawal takes back everything that stands, also what was sent twice.
    for (const notice of notices) notice.withdrawnBy ??= entry;
  }
  return notices;
}

/** Where the stay stands. */
export function stateOf(of: Case, clocks: readonly Clock[], notices: readonly Notice[]): EpisodeState {
  if (isWithdrawn(of)) return 'KANSELLERT';
  if (deathOf(of) !== null) return 'DOD';
  if (dischargeOf(of) !== null) return 'UTSKREVET';
  const current = notices.findLast(({ withdrawnBy }) => withdrawnBy === null);
  if (current !== undefined) return answeredState(of, clocks, current);
  if (received(of, 'avmelding').length > 0) return 'AVMELDT';
  return received(of, 'helseopplysninger').length > 0 ? 'MELDT' : 'INNLAGT';
}

/** Only the cancellation of every notice of admission withdraws the stay itself. */
function isWithdrawn({ stay }: Case): boolean {
  const admissions = stay.entries.filter(
    ({ facts }) => facts.kind === 'innlagt' && (facts.status === null || facts.status === 'N'),
  );
  return admissions.length > 0 && admissions.every(({ key }) => stay.cancellations.of.has(key));
}

/** The latest clear answer, else whether the limit has passed without one. */
function answeredState(of: Case, clocks: readonly Clock[], { entry }: Notice): EpisodeState {
  const latest = answersOf(of).findLast(
    (answer) => answer.reading !== 'uklar' && answersTo(of, answer.entry, entry),
  );
  if (latest !== undefined) return latest.reading === 'kan' ? 'KAN_MOTTA' : 'KAN_IKKE';
  return isUnanswered(clocks, entry) ? 'UBESVART' : 'UTSKRIVNINGSKLAR';
}

/** Whether the limit for the answer passed without one, even if one came later. */
export function isUnanswered(clocks: readonly Clock[], notice: Entry): boolean {
  const clock = clocks.find(({ rule, entry }) => rule.id === 'R-SVAR-3T' && entry === notice);
  return clock?.status === 'breached' || clock?.status === 'met-late';
}
