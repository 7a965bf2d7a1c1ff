import type { Rule } from './agreement.ts';
import { lengthOf, readLimit } from './packs/limit.ts';
import type { RuleEntry } from './packs/schema.ts';

type Tier = NonNullable<RuleEntry['tiers']>[number];

/** A step of a rule that grows graver with time. */
export interface TierTime {
  name: Tier['name'];
  severity: Tier['severity'];
  at: Temporal.Instant;
}

/**
 * When each step of a tiered rule (R-APPREC-TIDLIG) is reached, in the pack's order. The first step follows the
 * rule's own limit, which a pair may change; a step with a share also comes no later than that part of the time to
 * the business deadline that the message carries.
 * @param sent when the message was sent
 * @param carried the deadline that the message sets for its receiver; `null` when it sets none
 */
export function tiersOf(rule: Rule, sent: Temporal.Instant, carried: Temporal.Instant | null): TierTime[] {
  const from = sent.epochMilliseconds;
  return (rule.tiers ?? []).map((tier, index) => {
    const own = index === 0 ? rule.length : lengthIn(tier.limit);
    const share =
      tier.share === undefined || carried === null
        ? own
        : Math.round((carried.epochMilliseconds - from) * tier.share);
    const at = Temporal.Instant.fromEpochMilliseconds(from + Math.max(0, Math.min(own, share)));
    return { name: tier.name, severity: tier.severity, at };
  });
}

/** A limit that the pack's check has proven to be in minutes or hours, in ms. */
function lengthIn(written: string): number {
  const limit = readLimit(written);
  return (limit && lengthOf(limit)) ?? 0;
}
