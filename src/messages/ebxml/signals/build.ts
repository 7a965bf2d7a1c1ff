import { EBMS_XPATH } from '../dsig/algorithms.ts';
import type { SignedReference } from '../dsig/facts.ts';
import { type Signer, signEnvelope } from '../dsig/sign.ts';
import type { MessageHeader, MessageStatus } from '../envelope.ts';
import type { Refusal } from '../judge.ts';
import type { MshInfo } from '../msh-info.ts';
import type { EnvelopeReading } from '../read-message.ts';
import {
  type CopiedReference,
  type OutgoingContent,
  type OutgoingHeader,
  writeEnvelope,
  writeFault,
} from '../write-envelope.ts';

/** What every signal needs from outside. */
export interface SignalSettings {
  /** A fresh UUID. */
  messageId: string;
  now: Date;
  /** Signs every signal when given; without it only unsigned receipts can be given. */
  signer: Signer | null;
  mshInfo?: MshInfo | null;
}

/**
 * The Acknowledgment of a message, with the ds:Reference elements of its signature (HIS 1037 5.5).
 * It says that the message is safe here, so build and send it only after the commit; store the bytes, since a copy
 * of the message gets the very same ones.
 * @throws TypeError when the message lacks what an answer needs (judge refuses such a message)
 */
export function buildAcknowledgment(reading: EnvelopeReading, settings: SignalSettings): Buffer {
  const { header } = reading.envelope;
  return buildSignal(header, settings, {
    kind: 'acknowledgment',
    refToMessageId: needed(header.messageId),
    receivedAt: settings.now,
    references: reading.signature.references.map(copied),
  });
}

/** The MessageError that refuses a message. */
export function buildMessageError(
  header: MessageHeader,
  refusal: Pick<Refusal, 'errors'>,
  settings: SignalSettings,
): Buffer {
  const refToMessageId = needed(header.messageId);
  return buildSignal(header, settings, { kind: 'message-error', refToMessageId, errors: refusal.errors });
}

/** The Pong that answers a Ping. */
export function buildPong(header: MessageHeader, settings: SignalSettings): Buffer {
  return buildSignal(header, settings, { kind: 'pong', refToMessageId: needed(header.messageId) });
}

/** What is known about the message that a StatusRequest asks for. */
export interface KnownStatus {
  status: MessageStatus;
  /** When the message was received; `null` when it is not known here. */
  receivedAt: Date | null;
}

/** The StatusResponse that answers a StatusRequest. */
export function buildStatusResponse(
  reading: EnvelopeReading,
  known: KnownStatus,
  settings: SignalSettings,
): Buffer {
  const { header, statusRequest } = reading.envelope;
  return buildSignal(header, settings, {
    kind: 'status-response',
    refToMessageId: needed(header.messageId),
    about: needed(statusRequest?.refToMessageId ?? null),
    ...known,
  });
}

/** A Ping of our own, or a StatusRequest about a message that we sent. */
export function buildRequest(
  header: OutgoingHeader,
  content: Extract<OutgoingContent, { kind: 'ping' | 'status-request' }>,
  signer: Signer | null,
): Buffer {
  const outgoing = { ...header, from: { ...header.from, role: null }, to: { ...header.to, role: null } };
  return signed(outgoing, content, signer);
}

/** The SOAP Fault for a message that has no trustworthy header; never signed. */
export function buildFault(refusal: Refusal): { status: number; body: Buffer } | null {
  const { answer, because } = refusal;
  if (answer.kind !== 'fault') return null;
  return {
    status: answer.status,
    body: writeFault(answer.faultCode, because.map((each) => each.message).join(' ')),
  };
}

/** A signal goes back where the message came from: parties exchanged and without roles, the rest the same. */
function buildSignal(header: MessageHeader, settings: SignalSettings, content: OutgoingContent): Buffer {
  const outgoing = {
    from: { ids: header.to.ids, role: null },
    to: { ids: header.from.ids, role: null },
    cpaId: needed(header.cpaId),
    conversationId: needed(header.conversationId),
    messageId: settings.messageId,
    timestamp: settings.now,
    mshInfo: settings.mshInfo ?? null,
  };
  return signed(outgoing, content, settings.signer);
}

function signed(header: OutgoingHeader, content: OutgoingContent, signer: Signer | null): Buffer {
  if (!signer) return writeEnvelope(header, content);
  return signEnvelope((signature) => writeEnvelope(header, content, signature), [], signer);
}

function needed(value: string | null): string {
  if (value === null) throw new TypeError('The message to answer has no usable header');
  return value;
}

/** Only transforms that were understood are repeated, so their content is known without copying any XML. */
function copied(reference: SignedReference): CopiedReference {
  return {
    uri: reference.uri,
    digestMethod: reference.digestMethod,
    digestValue: reference.digestValue?.toString('base64') ?? null,
    transforms: reference.transforms.map(({ algorithm, ebmsXPath }) => ({
      algorithm: algorithm ?? '',
      xpath: ebmsXPath === null ? null : EBMS_XPATH,
    })),
  };
}
