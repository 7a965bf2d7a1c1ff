import type { Envelope, EnvelopeParty } from '../envelope.ts';
import { isSignal } from '../envelope.ts';
import type { ActionBinding, Agreement, AgreementParty, Channel } from './agreement.ts';

/** Where a message stands under its agreement. What is `null` did not fit. */
export interface Standing {
  sender: AgreementParty | null;
  receiver: AgreementParty | null;
  /** The sender's binding with the right Service, Action and roles. */
  sending: ActionBinding | null;
  receiving: ActionBinding | null;
  serviceKnown: boolean;
  actionKnown: boolean;
  rolesFit: boolean;
  /** What rules the exchange: the sender's channel, or its channel for signals. */
  channel: Channel | null;
}

/**
 * Finds the place of a message in an agreement. Under a CPA it alone decides Service, Action and Role
 * (HIS 1037 5.6); a party is found by its ids, never by its name.
 */
export function standingOf(envelope: Envelope, agreement: Agreement): Standing {
  const { header } = envelope;
  const [one, other] = agreement.parties;
  const sender = isParty(header.from, one) ? one : isParty(header.from, other) ? other : null;
  const opposite = sender === one ? other : one;
  const receiver = sender
    ? isParty(header.to, opposite)
      ? opposite
      : null
    : (agreement.parties.find((party) => isParty(header.to, party)) ?? null);
  const none: Standing = {
    sender,
    receiver,
    sending: null,
    receiving: null,
    serviceKnown: false,
    actionKnown: false,
    rolesFit: false,
    channel: sender?.signalChannel ?? null,
  };
  if (!sender || isSignal(envelope)) return none;
  const ofService = sender.bindings.filter(
    (each) => each.direction === 'send' && each.service === header.service.value,
  );
  const ofAction = ofService.filter((each) => each.action === header.action);
  const pairs = ofAction
    .filter((each) => sameRole(each.role, header.from.role))
    .map((sending) => ({ sending, receiving: counterpart(sending, opposite, header.to.role) }));
  const fitting = pairs.find((pair) => pair.receiving !== null) ?? null;
  return {
    ...none,
    sending: fitting?.sending ?? null,
    receiving: fitting?.receiving ?? null,
    serviceKnown: ofService.length > 0,
    actionKnown: ofAction.length > 0,
    rolesFit: fitting !== null,
    // Without a CPA the terms lie on the party, and its bindings are shared with everyone else.
    channel:
      agreement.source === 'partners'
        ? none.channel
        : (fitting?.sending.channel ?? ofAction[0]?.channel ?? none.channel),
  };
}

function counterpart(
  sending: ActionBinding,
  party: AgreementParty,
  role: string | null,
): ActionBinding | null {
  return (
    party.bindings.find(
      (each) =>
        each.direction === 'receive' &&
        each.service === sending.service &&
        each.action === sending.action &&
        sameRole(each.role, role),
    ) ?? null
  );
}

/** HIS 1037 itself writes roles with varying capitals (EPIKRISEsender, EPIKRISESender). */
function sameRole(agreed: string, written: string | null): boolean {
  return written !== null && agreed.toLowerCase() === written.toLowerCase();
}

/**
 * A party is recognised when one of its agreed ids stands in the envelope and no id of an agreed type says
 * something else. Ids of types that the agreement does not know (names, organisation numbers) may come along.
 */
export function isParty(written: EnvelopeParty, agreed: AgreementParty): boolean {
  const judged = written.ids.map((id) => {
    const sameType = agreed.ids.filter((each) => each.type === id.type);
    if (sameType.length === 0) return 'unknown';
    return sameType.some((each) => each.value === id.value) ? 'same' : 'other';
  });
  return judged.includes('same') && !judged.includes('other');
}

/** Whether the agreement is in force at an instant. */
export function inForce(agreement: Agreement, now: Date): boolean {
  const at = now.getTime();
  if (agreement.start !== null && at < Date.parse(agreement.start)) return false;
  return agreement.end === null || at <= Date.parse(agreement.end);
}

/**
 * Whether a message must be signed: always, unless the bindings of both sides say otherwise under a CPA.
 * A signal must be signed as soon as anything that its sender may send must be.
 */
export function mustBeSigned(agreement: Agreement | null, standing: Standing | null): boolean {
  if (agreement?.source !== 'cpa' || !standing?.sender) return true;
  if (standing.sending)
    return standing.sending.nonRepudiation || (standing.receiving?.nonRepudiation ?? true);
  const bindings = standing.sender.bindings;
  return bindings.length === 0 || bindings.some((each) => each.nonRepudiation);
}
