import type { Finding } from '../../../validation/finding.ts';
import type { SignatureFacts } from '../dsig/facts.ts';
import type { EbxmlError } from '../envelope.ts';
import { ebxmlFinding } from '../findings.ts';
import type { EnvelopeReading } from '../read-message.ts';

/** What is stored about a message that we sent, to hold its receipt against. */
export interface SentMessage {
  messageId: string;
  /** Whether a signed receipt was asked for. */
  signedReceipt: boolean;
  /** The ds:Reference elements of our own signature; empty when it went unsigned. */
  references: readonly { uri: string; digestValue: string }[];
}

export type SignalDecision =
  /** `warnings`: the receiver took it, but found something to remark (highestSeverity Warning). */
  | { action: 'acknowledged'; at: string | null; warnings: EbxmlError[]; findings: Finding[] }
  | { action: 'refused'; errors: EbxmlError[]; findings: Finding[] }
  /** It changes nothing about the message; the findings say why. */
  | { action: 'ignore'; findings: Finding[] };

/** The MessageId that a signal is about; `null` when it names none. */
export function aboutMessage(reading: EnvelopeReading): string | null {
  const { envelope } = reading;
  if (envelope.kind === 'acknowledgment') return envelope.acknowledgment?.refToMessageId ?? null;
  return envelope.header.refToMessageId;
}

/**
 * What an Acknowledgment or MessageError means for a message that we sent. The signal's own signature must have
 * been judged before (see judge.ts), and refused signals must not get here.
 * @param sent `null` when no message with that id was sent to the signal's sender
 */
export function judgeSignal(reading: EnvelopeReading, sent: SentMessage | null): SignalDecision {
  const { envelope } = reading;
  if (!sent) return { action: 'ignore', findings: [ebxmlFinding('MV-2084')] };
  if (envelope.kind === 'message-error') return judgeError(reading);
  if (envelope.kind !== 'acknowledgment' || !envelope.acknowledgment)
    return { action: 'ignore', findings: [] };
  if (sent.signedReceipt && !isSignedReceiptOf(reading, sent)) {
    return { action: 'ignore', findings: [ebxmlFinding('MV-2082')] };
  }
  const at = envelope.acknowledgment.timestamp?.instant ?? envelope.header.timestamp?.instant ?? null;
  return { action: 'acknowledged', at, warnings: [], findings: [] };
}

function judgeError(reading: EnvelopeReading): SignalDecision {
  const list = reading.envelope.errorList;
  const errors = list?.errors ?? [];
  // A warning counts as a receipt: the message was taken (HITS 1171 5.2.4).
  const onlyWarnings =
    list?.highestSeverity === 'Warning' && !errors.some((each) => each.severity === 'Error');
  if (onlyWarnings) {
    const at = reading.envelope.header.timestamp?.instant ?? null;
    return { action: 'acknowledged', at, warnings: errors, findings: [] };
  }
  const codes = errors.length > 0 ? errors.map((each) => each.code ?? 'Unknown') : ['Unknown'];
  const findings = [...new Set(codes)].map((code) =>
    ebxmlFinding('MV-2083', {}, { error: code.slice(0, 60) }),
  );
  return { action: 'refused', errors, findings };
}

/**
 * Whether a receipt is signed and repeats what we signed. A missing reference to a part is let through, as
 * HITS 1171's own example leaves it out; a wrong one never is.
 */
function isSignedReceiptOf(reading: EnvelopeReading, sent: SentMessage): boolean {
  if (reading.shape.count.Signature !== 1) return false;
  const repeated = reading.envelope.acknowledgment?.references ?? [];
  if (sent.references.length > 0 && !repeated.some((each) => each.uri === '')) return false;
  return repeated.every((each) => {
    const ours = sent.references.find((reference) => reference.uri === each.uri);
    return ours !== undefined && ours.digestValue === each.digestValue;
  });
}

/** What to store of our own signature for judgeSignal. */
export function sentReferences(signature: SignatureFacts): SentMessage['references'] {
  return signature.references.map((each) => ({
    uri: each.uri ?? '',
    digestValue: each.digestValue?.toString('base64') ?? '',
  }));
}
