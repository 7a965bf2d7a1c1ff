/** How long a receipt may be missing before somebody is told, in three tiers. Elapsed time, nights and weekends included. */
export interface ReceiptTiers {
  /** Seconds after delivery. */
  warn: number;
  escalate: number;
  /** From here on the message counts as not delivered; a late receipt is still accepted. */
  giveUp: number;
}

const minute = 60;
const hour = 60 * minute;

/** Seconds that the receiver has for its answer, for messages that start such a clock (R-INNL-4T, R-SVAR-3T). */
const businessDeadlines: Readonly<Record<string, number>> = {
  LOG_INNLAGT: 4 * hour,
  LOG_UTSKRIVNINGSKLAR: 3 * hour,
};

/**
 * A warning after 30 minutes, escalation after 4 hours or half of the deadline that the message carries, whichever is
 * sooner, and 96 hours as the end (reference architecture; the first two are our own).
 * @param type the message's type, such as `LOG_INNLAGT`
 */
export function receiptTiers(type: string | null): ReceiptTiers {
  const deadline = type === null ? undefined : businessDeadlines[type];
  return {
    warn: 30 * minute,
    escalate: Math.min(4 * hour, deadline === undefined ? Number.POSITIVE_INFINITY : deadline / 2),
    giveUp: 96 * hour,
  };
}

/** Types whose escalation comes sooner than the common one, for queries. */
export const soonerTiers: readonly { type: string; escalate: number }[] = Object.keys(businessDeadlines).map(
  (type) => ({ type, escalate: receiptTiers(type).escalate }),
);

/** Which finding a receipt that has been missing for `seconds` is; `null` while there is time. */
export function missingReceipt(
  type: string | null,
  seconds: number,
): 'MV-3301' | 'MV-3302' | 'MV-3303' | null {
  const { warn, escalate, giveUp } = receiptTiers(type);
  if (seconds >= giveUp) return 'MV-3303';
  if (seconds >= escalate) return 'MV-3302';
  return seconds >= warn ? 'MV-3301' : null;
}
