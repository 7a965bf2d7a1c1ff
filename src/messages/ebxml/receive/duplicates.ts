import { createHash } from 'node:crypto';
import type { Finding } from '../../../validation/finding.ts';
import type { Envelope } from '../envelope.ts';
import { ebxmlFinding } from '../findings.ts';
import type { Refusal } from '../judge.ts';
import { payloadParts } from '../payload.ts';
import type { Reading } from '../read-message.ts';

/**
 * What tells one message from another: agreement, MessageId and sender (ebMS 2.0 6.5). The sender is part of it,
 * so that nobody can use up the MessageId of somebody else. Order and case are kept; ids are compared as written.
 */
export function messageKey(envelope: Envelope): string {
  const { cpaId, messageId, from } = envelope.header;
  const sender = from.ids.map((id) => [id.type, id.value].join(':')).sort();
  return createHash('sha256')
    .update(JSON.stringify([cpaId, messageId, sender]))
    .digest('hex');
}

/**
 * SHA-256 over the contents that the manifest names, in its order. Envelope and signature are left out: a gateway
 * may write them anew for each attempt, but the content must stay the same.
 */
export function contentFingerprint(reading: Reading): string {
  const hash = createHash('sha256');
  for (const { content } of payloadParts(reading)) {
    hash.update(createHash('sha256').update(content).digest());
  }
  return hash.digest('hex');
}

/** A message that was accepted before under the same key. */
export interface KnownMessage {
  fingerprint: string;
}

export type ReceiptDecision =
  /** Store it, commit, then acknowledge. */
  | { action: 'accept' }
  /** Give the stored receipt again, byte for byte; deliver nothing. */
  | { action: 'repeat'; finding: Finding }
  | { action: 'refuse'; refusal: Refusal };

/**
 * What to do with a message that has been judged (and, where configured, asked about revocation).
 * Look the known message up in the transaction that would store the new one, so that two copies that arrive
 * together cannot both be accepted.
 * @param known accepted before under the same messageKey; `null` when there is none
 */
export function decideReceipt(
  refusal: Refusal | null,
  known: KnownMessage | null,
  fingerprint: string,
): ReceiptDecision {
  if (refusal && !(refusal.unlessDuplicate && known)) return { action: 'refuse', refusal };
  if (!known) return { action: 'accept' };
  if (known.fingerprint === fingerprint) return { action: 'repeat', finding: ebxmlFinding('MV-2071') };
  return { action: 'refuse', refusal: conflict() };
}

/** Acknowledging other content under a known id would say that something is safe here which is not. */
function conflict(): Refusal {
  const finding = ebxmlFinding('MV-2072', { path: '/Envelope/Header/MessageHeader/MessageData/MessageId' });
  const location = '//eb:MessageHeader/eb:MessageData/eb:MessageId';
  return {
    answer: { kind: 'error', errorCode: 'Inconsistent', location },
    because: [finding],
    errors: [{ errorCode: 'Inconsistent', severity: 'Error', location, description: finding.message }],
    unlessDuplicate: false,
  };
}
