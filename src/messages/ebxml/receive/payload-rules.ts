import type { Finding } from '../../../validation/finding.ts';
import type { Message, Party } from '../../message.ts';
import { DEFAULT_PROCESSES } from '../agreement/processes.ts';
import { type Envelope, herIdOf } from '../envelope.ts';
import { ebxmlFinding } from '../findings.ts';

/**
 * Compares an envelope with the message inside: sender, receiver, and type against Action. These findings flag and
 * never refuse: the receipt is about transport, and what is inside is settled by AppRec and people.
 * @param message as read from the payload
 */
export function comparePayload(
  envelope: Envelope,
  message: Pick<Message, 'type' | 'sender' | 'receiver' | 'otherReceivers'>,
): Finding[] {
  const findings: Finding[] = [];
  const from = herIdOf(envelope.header.from);
  if (from !== null && message.sender && !isOneOf(from, [message.sender]))
    findings.push(ebxmlFinding('MV-2046'));
  const to = herIdOf(envelope.header.to);
  if (to !== null && message.receiver && !isOneOf(to, [message.receiver, ...message.otherReceivers])) {
    findings.push(ebxmlFinding('MV-2048'));
  }
  if (!typeFits(envelope.header.action, message.type)) {
    findings.push(ebxmlFinding('MV-2047', {}, { type: message.type }));
  }
  return findings;
}

/** The envelope names the service (level 2), or the organisation where no service is given (HIS 1153). */
function isOneOf(her: number, parties: readonly Party[]): boolean {
  const ids = parties.flatMap((party) => [party.her, party.service?.her ?? null]).filter((id) => id !== null);
  return ids.length === 0 || ids.includes(her);
}

/** An agreement may have Actions of its own; only one that is named after a message type can be compared. */
function typeFits(action: string | null, type: string): boolean {
  const named = action?.toUpperCase() ?? '';
  const isType = named === 'APPREC' || DEFAULT_PROCESSES.types.includes(named);
  return !isType || named === type.toUpperCase();
}
