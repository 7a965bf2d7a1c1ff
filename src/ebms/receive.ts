import { randomUUID } from 'node:crypto';
import type { PartnerDocument } from '../delivery/partners.ts';
import type { Database } from '../ledger/database.ts';
import { append } from '../ledger/intake.ts';
import type { Log } from '../log.ts';
import type { Agreement } from '../messages/ebxml/agreement/agreement.ts';
import type { Signer } from '../messages/ebxml/dsig/sign.ts';
import { type Envelope, herIdOf } from '../messages/ebxml/envelope.ts';
import { type Judgement, judge, type Refusal } from '../messages/ebxml/judge.ts';
import type { EnvelopeReading, Reading } from '../messages/ebxml/read-message.ts';
import {
  contentFingerprint,
  decideReceipt,
  messageKey,
  type ReceiptDecision,
} from '../messages/ebxml/receive/duplicates.ts';
import {
  buildAcknowledgment,
  buildFault,
  buildMessageError,
  buildPong,
  buildStatusResponse,
  type SignalSettings,
} from '../messages/ebxml/signals/build.ts';
import { version } from '../version.ts';
import { accept, type Taken } from './accept.ts';
import type { Directory } from './directory.ts';
import { OwnKeyError } from './own-signer.ts';
import { type PayloadServices, payloadMessages } from './payloads.ts';
import { findReceived, isProcessed, type ReceivedRecord } from './received-store.ts';
import { queueSignal } from './signal-outbox.ts';

/** The HTTP answer to an ebXML message; `body` is a SOAP envelope. */
export interface EbmsAnswer {
  status: 200 | 202 | number;
  body: Buffer | null;
}

/** Who may exchange what here, in force for this very message. */
export interface Terms {
  document: PartnerDocument;
  directory: Directory;
  /** `null` where the partners name no certificate of our own. */
  signer: Signer | null;
}

export interface ReceiveServices extends PayloadServices {
  db: Database;
  log: Log;
  terms(): Promise<Terms>;
  now(): Date;
  /** Told after the commit of what came in. */
  committed(taken: readonly Taken[]): Promise<void>;
  /** A signal about a message of ours, judged and found right. */
  settle(reading: EnvelopeReading): Promise<void>;
  /** There is a signal to post. */
  wakeSignals(): void;
}

/** A message on its way through, with what was found out about it. */
interface Case {
  reading: Reading;
  xml: EnvelopeReading;
  envelope: Envelope;
  agreement: Agreement | null;
  judgement: Judgement;
  terms: Terms;
  signal: SignalSettings;
  now: Date;
}

/**
 * Takes one ebXML message in, as it was read from HTTP or a mail, and says what its sender is to be told. What is acknowledged is committed first; a
 * receipt is committed together with its message, so that every copy gets the same bytes.
 * @throws when the database is away or our key cannot be used: nothing is kept, and the sender may come again
 */
export async function receiveEbms(services: ReceiveServices, reading: Reading): Promise<EbmsAnswer> {
  const now = services.now();
  const terms = await services.terms();
  const { xml } = reading;
  const header = xml?.envelope.header;
  const agreement = header ? terms.directory.agreementOf(header) : null;
  const pins = header ? terms.directory.pinsOf(header.from, agreement) : [];
  const judgement = judge(reading, { now, agreement, pins });
  const refusal = judgement.refusal;
  if (!xml || refusal?.answer.kind === 'fault') {
    if (!refusal) throw new Error('an unreadable ebXML message was not refused');
    return { ...(buildFault(refusal) ?? { status: 400, body: null }) };
  }
  const { envelope } = xml;
  const signal = signalSettings(terms, now);
  const one: Case = { reading, xml, envelope, agreement, judgement, terms, signal, now };
  if (envelope.kind === 'payload') return receivePayload(services, one);
  if (refusal) return refuse(services, one, refusal);
  switch (envelope.kind) {
    case 'ping':
      return reply(services, one, buildPong(envelope.header, signal), null);
    case 'status-request':
      return answerStatus(services, one);
    default:
      await services.settle(xml);
      return { status: 202, body: null };
  }
}

/** What every signal of ours says about itself. */
export function signalSettings(terms: Terms, now: Date): SignalSettings {
  return {
    messageId: randomUUID(),
    now,
    signer: terms.signer,
    mshInfo: { mshSystem: 'Meldingsvakt', mshVersion: version, system: null, systemVersion: null },
  };
}

async function receivePayload(services: ReceiveServices, one: Case): Promise<EbmsAnswer> {
  const { reading, envelope, judgement } = one;
  const { refusal } = judgement;
  // Before a refused message is looked up: who may not send here learns nothing of what others sent.
  if (refusal && !refusal.unlessDuplicate) return refuse(services, one, refusal);
  const key = messageKey(envelope);
  const fingerprint = contentFingerprint(reading);
  const known = await findReceived(services.db, key);
  const decision = decideReceipt(refusal, known, fingerprint);
  if (decision.action !== 'accept') return answerKnown(services, one, decision, known, key);
  return takeIn(services, one, key, fingerprint);
}

async function takeIn(
  services: ReceiveServices,
  one: Case,
  key: string,
  fingerprint: string,
): Promise<EbmsAnswer> {
  const { reading, xml, envelope, judgement, terms, signal, now } = one;
  const { cpaId, messageId } = envelope.header;
  if (cpaId === null || messageId === null) throw new Error('an ebXML message without ids was not refused');
  if (envelope.ackRequested?.signed === true && terms.signer === null)
    throw new OwnKeyError('A signed receipt is asked for, and we have no certificate');
  const messages = await payloadMessages(services, {
    reading,
    envelope,
    findings: judgement.findings,
    keys: terms.signer ? [terms.signer] : [],
    receivedAt: now,
    actor: `ebms:${herIdOf(envelope.header.from) ?? 'cpa'}`,
  });
  const acknowledgment = envelope.ackRequested ? buildAcknowledgment(xml, signal) : null;
  const url = acknowledgment && !envelope.syncReply ? signalUrl(one) : null;
  const accepted = await accept(
    services.db,
    { key, cpaId, messageId, fingerprint, receivedAt: now, acknowledgment },
    messages,
    acknowledgment && url ? { about: key, url, bytes: acknowledgment } : null,
  );
  switch (accepted.kind) {
    case 'accepted':
      await services.committed(accepted.taken);
      if (url !== null) services.wakeSignals();
      return acknowledgment && url === null
        ? { status: 200, body: acknowledgment }
        : { status: 202, body: null };
    case 'known': {
      const decision = decideReceipt(judgement.refusal, accepted.record, fingerprint);
      return answerKnown(services, one, decision, accepted.record, key);
    }
    case 'conflict': {
      const data = { sha256: messages.map(({ sha256 }) => sha256.toString('hex')) };
      const event = { messageId: accepted.earlier, type: 'message.conflict', at: now, actor: 'ebms', data };
      await append(services.db, event);
      return refuse(services, one, msgIdConflict);
    }
  }
}

/** A copy gets the receipt that the first one got, byte for byte. */
async function answerKnown(
  services: ReceiveServices,
  one: Case,
  decision: ReceiptDecision,
  known: ReceivedRecord | null,
  key: string,
): Promise<EbmsAnswer> {
  if (decision.action === 'refuse') return refuse(services, one, decision.refusal);
  if (!known?.acknowledgment) return { status: 202, body: null };
  return reply(services, one, known.acknowledgment, key);
}

/**
 * A MessageError goes the way of all signals, but never by post to a party that was not proved to have sent the
 * message: a forged one would else make us tell the true sender that its own message was refused.
 */
async function refuse(services: ReceiveServices, one: Case, refusal: Refusal): Promise<EbmsAnswer> {
  if (refusal.answer.kind === 'silent') return { status: 202, body: null };
  const bytes = buildMessageError(one.envelope.header, refusal, one.signal);
  const syncWanted = refusal.because.some(({ code }) => code === 'MV-2043');
  if (syncWanted || !isProved(one)) return { status: 200, body: bytes };
  return reply(services, one, bytes, null);
}

/** Signed by a pinned certificate, with nothing wrong about it. */
function isProved({ xml, judgement }: Case): boolean {
  if (xml.shape.count.Signature !== 1) return false;
  return !judgement.findings.some(({ layer, severity }) => layer === 'signature' && severity === 'error');
}

/** In the HTTP answer where the sender waits for it there; else posted to the sender, or answered where it has no address. */
async function reply(
  services: ReceiveServices,
  one: Case,
  bytes: Buffer,
  about: string | null,
): Promise<EbmsAnswer> {
  const url = one.envelope.syncReply ? null : signalUrl(one);
  if (url === null) return { status: 200, body: bytes };
  await queueSignal(services.db, { about, url, bytes }, one.now);
  services.wakeSignals();
  return { status: 202, body: null };
}

function signalUrl({ envelope, agreement, terms }: Case): string | null {
  return terms.directory.signalEndpoint(envelope.header.from, agreement);
}

async function answerStatus(services: ReceiveServices, one: Case): Promise<EbmsAnswer> {
  const { xml, envelope, signal } = one;
  const about = envelope.statusRequest?.refToMessageId ?? null;
  // Asked for under the asker's own agreement and name: nobody learns of the messages of others.
  const key = messageKey({ ...envelope, header: { ...envelope.header, messageId: about } });
  const known = await findReceived(services.db, key);
  const processed = known !== null && (await isProcessed(services.db, known.messages));
  const status = known === null ? 'NotRecognized' : processed ? 'Processed' : 'Received';
  const response = buildStatusResponse(xml, { status, receivedAt: known?.receivedAt ?? null }, signal);
  return reply(services, one, response, null);
}

const msgIdConflict: Refusal = {
  answer: { kind: 'error', errorCode: 'Inconsistent', location: '//eb:Manifest/eb:Reference' },
  because: [],
  errors: [
    {
      errorCode: 'Inconsistent',
      severity: 'Error',
      location: '//eb:Manifest/eb:Reference',
      description:
        'En annen melding fra samme avsender har allerede MsgId-en i innholdet. Denne meldingen er ikke lagret. En ny melding må ha en ny MsgId.',
    },
  ],
  unlessDuplicate: false,
};
