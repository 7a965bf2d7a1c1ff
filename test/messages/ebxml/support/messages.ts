import type { Agreement } from '../../../../src/messages/ebxml/agreement/agreement.ts';
import { synthesiseAgreement } from '../../../../src/messages/ebxml/agreement/synthesise.ts';
import { type Judgement, judge } from '../../../../src/messages/ebxml/judge.ts';
import { type Reading, readHttpMessage } from '../../../../src/messages/ebxml/read-message.ts';
import { buildMessage, type OutgoingMessage } from '../../../../src/messages/ebxml/send/build-message.ts';
import { Headers } from '../../../../src/messages/mime/headers.ts';
import type { OutgoingEntity } from '../../../../src/messages/mime/write.ts';
import { type Identity, makeIdentity } from './certificates.ts';

/** The instant at which the tests' messages are made and read. */
export const NOW = new Date('2026-11-20T12:30:00Z');

let hospitalIdentity: Identity | undefined;
let kommuneIdentity: Identity | undefined;

/** The sender in most tests; its key is made once per test file. */
export function hospital(): Identity {
  hospitalIdentity ??= makeIdentity({ name: 'Eksempelsykehuset HF', serial: 1 });
  return hospitalIdentity;
}

/** The receiver in most tests. */
export function kommune(): Identity {
  kommuneIdentity ??= makeIdentity({ name: 'Eksempel kommune', serial: 2 });
  return kommuneIdentity;
}

export const HOSPITAL_HER = 90998;
export const KOMMUNE_HER = 99387;
export const DOCUMENT = Buffer.from('<?xml version="1.0" encoding="UTF-8"?><MsgHead>æøå</MsgHead>');
export const MESSAGE_ID = 'b1c8f7f0-8d3e-4a53-9d2c-5e1f2a3b4c5d';
export const CONTENT_ID = '693c35d8-0841-4cc4-b7a3-b58d6b98d087';

/** A message of the profile, complete and correct; tests change what they are about. */
export function outgoing(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    header: {
      from: { ids: [{ type: 'HER', value: String(HOSPITAL_HER) }], role: 'LOG_INNLAGTsender' },
      to: { ids: [{ type: 'HER', value: String(KOMMUNE_HER) }], role: 'LOG_INNLAGTreceiver' },
      cpaId: `${HOSPITAL_HER}_${KOMMUNE_HER}`,
      conversationId: '774a6ed1-76dd-4f89-9239-6ed3c1bd7caf',
      messageId: MESSAGE_ID,
      timestamp: NOW,
      mshInfo: { mshSystem: 'Meldingsvakt', mshVersion: '1.0', system: null, systemVersion: null },
      ...changes.header,
    },
    content: {
      service: 'S-LOG_INNLAGT',
      serviceType: 'kithService',
      action: 'LOG_INNLAGT',
      duplicateElimination: true,
      ackRequested: { signed: true },
      syncReply: true,
      ...changes.content,
    },
    document: changes.document ?? DOCUMENT,
    contentId: changes.contentId ?? CONTENT_ID,
    schema: changes.schema ?? {
      location: 'http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01',
      version: '1.6',
    },
    encryptTo: changes.encryptTo ?? null,
    signer: changes.signer === undefined ? hospital() : changes.signer,
  };
}

/** The agreement of hospital and kommune without a CPA. */
export function agreement(): Agreement {
  const made = synthesiseAgreement(
    `${HOSPITAL_HER}_${KOMMUNE_HER}`,
    { name: 'Eksempelsykehuset HF', her: HOSPITAL_HER, endpoint: 'http://hospital.example/ebms' },
    { name: 'Eksempel kommune', her: KOMMUNE_HER },
  );
  if (!made) throw new Error('the test parties have another CPAId');
  return made;
}

/** Reads an entity as if it had come over HTTP. */
export function receive(entity: OutgoingEntity, headers: Record<string, string> = {}): Reading {
  return readHttpMessage(
    Headers.fromRecord({ 'content-type': entity.contentType, soapaction: '"ebXML"', ...headers }),
    entity.body,
  );
}

/** Judges with the hospital's pin and the agreement of the tests. */
export function judged(reading: Reading, changes: Partial<Parameters<typeof judge>[1]> = {}): Judgement {
  return judge(reading, { now: NOW, agreement: agreement(), pins: [hospital().certificate.raw], ...changes });
}

/** Makes, sends, reads and judges a message in one go. */
export function roundTrip(changes: Partial<OutgoingMessage> = {}): {
  reading: Reading;
  judgement: Judgement;
} {
  const reading = receive(buildMessage(outgoing(changes)));
  return { reading, judgement: judged(reading) };
}

/** Codes of all findings, in order. */
export function codes(judgement: Judgement): string[] {
  return judgement.findings.map((finding) => finding.code);
}

/** Error codes that a refusal would tell the sender; `fault:…` and `silent` for the other kinds. */
export function answerOf(judgement: Judgement): string {
  const answer = judgement.refusal?.answer;
  if (!answer) return 'accepted';
  if (answer.kind === 'error') return answer.errorCode;
  return answer.kind === 'fault' ? `fault:${answer.faultCode}` : 'silent';
}
