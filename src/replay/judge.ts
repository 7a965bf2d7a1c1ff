import type { Endpoint } from '../delivery/partners.ts';
import type { AppRecState, DeliveryState } from '../ledger/tables.ts';
import type { Verdict } from '../validation/finding.ts';

/** One receiver's copy of a message that somebody wants to send again. */
export interface Candidate {
  verdict: Verdict;
  receivedAt: Date;
  /** `null`: the message has no receiver at all. */
  delivery: { state: DeliveryState; apprec: AppRecState } | null;
}

/** Where the copy would go now: the party that owns the endpoint, and the endpoint. */
export type Target = { her: number; endpoint: Endpoint } | null;

export type RefusalCode =
  | 'MV-3201'
  | 'MV-3202'
  | 'MV-3203'
  | 'MV-3204'
  | 'MV-3205'
  | 'MV-3206'
  | 'MV-3207'
  | 'MV-3208'
  | 'MV-3209';

export type Judgement =
  | { kind: 'send'; endpoint: number }
  | { kind: 'refused'; code: RefusalCode }
  /** It is to be sent, but not before the receiver's announced downtime is over. */
  | { kind: 'held'; code: RefusalCode; until: Date };

/** A message without a receipt after 96 hours counts as not delivered and is handled by people (reference architecture). */
export const staleHours = 96;

/**
 * Whether one copy of a message may be sent again now, and if not, why. What is only watched, rejected, under way or
 * without an endpoint is never sent; what is receipted, closed or old only with `force`.
 * @param downUntil when the receiver's announced downtime ends; `null` when there is none now
 */
export function judge(
  { verdict, receivedAt, delivery }: Candidate,
  target: Target,
  options: { now: Date; force: boolean; downUntil: Date | null },
): Judgement {
  const refuse = (code: RefusalCode): Judgement => ({ kind: 'refused', code });
  if (verdict === 'rejected') return refuse('MV-3202');
  if (delivery === null) return refuse('MV-3206');
  if (delivery.state === 'observed') return refuse('MV-3201');
  if (delivery.state === 'pending') return refuse('MV-3205');
  if (target === null) return refuse('MV-3206');
  if (target.endpoint.protocol === 'none') return refuse('MV-3201');
  if (!options.force) {
    if (delivery.apprec === 'ok' || delivery.apprec === 'part') return refuse('MV-3203');
    if (delivery.state === 'closed') return refuse('MV-3204');
    if (options.now.getTime() - receivedAt.getTime() > staleHours * 3_600_000) return refuse('MV-3207');
  }
  if (options.downUntil !== null) return { kind: 'held', code: 'MV-3208', until: options.downUntil };
  return { kind: 'send', endpoint: target.her };
}
