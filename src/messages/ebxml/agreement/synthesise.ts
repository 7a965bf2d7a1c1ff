import type { PartyId } from '../envelope.ts';
import type { Agreement, AgreementParty, Channel } from './agreement.ts';
import { bindingsOf, DEFAULT_CHANNEL, DEFAULT_PROCESSES, type ProcessRules } from './processes.ts';

/** A party as the partner file knows it. */
export interface KnownParty {
  name: string;
  /** The HER-id that stands in the envelope: of the service (level 2), or of the organisation. */
  her: number;
  /** Other ids that the envelope may carry beside it. */
  otherIds?: readonly PartyId[];
  endpoint?: string | null;
  /** DER of the certificates it signs with, and of those to encrypt to. */
  signing?: readonly Uint8Array[];
  encryption?: readonly Uint8Array[];
}

/** What two partners agreed on outside a CPA; the rest is as HIS 1037 recommends. */
export type Terms = Partial<Pick<Channel, 'retries' | 'retryIntervalSeconds' | 'persistSeconds'>>;

/** The CPAId of two parties without a CPA: lowest HER-id first (HIS 1037 6.2.1). */
export function defaultCpaId(one: number, other: number): string {
  return `${Math.min(one, other)}_${Math.max(one, other)}`;
}

/** Whether a CPAId is the one of these two; a running number may follow (HITS 1172 5.8.3). */
export function isDefaultCpaId(cpaId: string, one: number, other: number): boolean {
  const base = defaultCpaId(one, other);
  return cpaId === base || (cpaId.startsWith(`${base}_`) && /^\d+$/.test(cpaId.slice(base.length + 1)));
}

/**
 * The agreement of two known partners that have no CPA.
 * @param cpaId as the envelope says it
 * @returns `null` when the CPAId is not the one of these two parties
 */
export function synthesiseAgreement(
  cpaId: string,
  one: KnownParty,
  other: KnownParty,
  rules: ProcessRules = DEFAULT_PROCESSES,
  terms: Terms = {},
): Agreement | null {
  if (!isDefaultCpaId(cpaId, one.her, other.her)) return null;
  const parties = [partyFrom(one, rules, terms), partyFrom(other, rules, terms)] as const;
  return { cpaId, source: 'partners', status: null, start: null, end: null, parties, remarks: [] };
}

function partyFrom(known: KnownParty, rules: ProcessRules, terms: Terms): AgreementParty {
  return {
    name: known.name,
    ids: [{ type: 'HER', value: String(known.her) }, ...(known.otherIds ?? [])],
    bindings: bindingsOf(rules),
    certificates: [
      ...(known.signing ?? []).map((der, index) => ({ id: `signing-${index}`, der })),
      ...(known.encryption ?? []).map((der, index) => ({ id: `encryption-${index}`, der })),
    ],
    signalChannel: {
      ...DEFAULT_CHANNEL,
      ...terms,
      endpoints: known.endpoint ? [{ uri: known.endpoint, type: 'allPurpose' }] : [],
    },
  };
}
