import { randomUUID, X509Certificate } from 'node:crypto';
import {
  type ActionBinding,
  type Agreement,
  type AgreementParty,
  type Channel,
  encryptionCertificates,
} from '../messages/ebxml/agreement/agreement.ts';
import { isParty } from '../messages/ebxml/agreement/decide.ts';
import { DEFAULT_CHANNEL, processFor } from '../messages/ebxml/agreement/processes.ts';
import { readHttpMessage } from '../messages/ebxml/read-message.ts';
import { buildMessage } from '../messages/ebxml/send/build-message.ts';
import { sentReferences } from '../messages/ebxml/send/judge-signal.ts';
import { Headers } from '../messages/mime/headers.ts';
import type { Terms } from './receive.ts';
import { signalSettings } from './receive.ts';
import type { Consignment, SentRecord } from './sent-store.ts';

/** How a message is named under an agreement. */
interface Process {
  service: string;
  serviceType: string | null;
  action: string;
  senderRole: string;
  receiverRole: string;
  channel: Channel;
  mustSign: boolean;
  encryptTo: X509Certificate | null;
}

/**
 * Makes the ebXML message of a delivery: sender and receiver as the message inside says them, signed by us.
 * @param document the KITH document, byte for byte
 * @returns `null` when there is no agreement for it, or it must be signed and we have no certificate
 */
export function compose(
  deliveryId: string,
  consignment: Consignment,
  document: Buffer,
  terms: Terms,
  now: Date,
): SentRecord | null {
  const found = agreementFor(consignment, terms, now);
  if (found === null) return null;
  const { agreement, from, to } = found;
  const process = processOf(consignment, agreement, from, to);
  if (process === null || (process.mustSign && terms.signer === null)) return null;
  const { channel } = process;
  const messageId = randomUUID();
  const signedReceipt = channel.ackSignatureRequested !== 'never';
  const ackRequested = channel.ackRequested !== 'never';
  const entity = buildMessage({
    header: {
      from: { ids: [{ type: 'HER', value: String(from) }], role: process.senderRole },
      to: { ids: [{ type: 'HER', value: String(to) }], role: process.receiverRole },
      cpaId: agreement.cpaId,
      conversationId: consignment.conversation ?? consignment.msg_id ?? messageId,
      messageId,
      timestamp: now,
      mshInfo: signalSettings(terms, now).mshInfo ?? null,
    },
    content: {
      service: process.service,
      serviceType: process.serviceType,
      action: process.action,
      duplicateElimination: channel.duplicateElimination !== 'never',
      ackRequested: ackRequested ? { signed: signedReceipt } : null,
      // The receipt comes at once in the answer, unless the parties have agreed that it doesn't.
      syncReply: agreement.source === 'partners' || channel.syncReplyMode !== 'none',
    },
    document,
    contentId: `payload-${messageId}`,
    encryptTo: process.encryptTo,
    signer: terms.signer,
  });
  const headers = Headers.fromRecord({ 'content-type': entity.contentType, soapaction: '"ebXML"' });
  const { xml } = readHttpMessage(headers, entity.body);
  if (!xml) throw new Error('a message of our own cannot be read');
  const { retries, retryIntervalSeconds, persistSeconds } = channel;
  return {
    deliveryId,
    messageId,
    cpaId: agreement.cpaId,
    toHer: to,
    contentType: entity.contentType,
    bytes: entity.body,
    createdAt: now,
    signedReceipt: ackRequested && signedReceipt,
    ackRequested,
    references: sentReferences(xml.signature),
    terms: { retries, retryIntervalSeconds, persistSeconds },
    attempts: [],
  };
}

/** The services (level 2) of both where they are known, else the organisations. */
function agreementFor(
  { sender_her, sender_service, receiver_her, receiver_service }: Consignment,
  { directory }: Terms,
  now: Date,
): { agreement: Agreement; from: number; to: number } | null {
  for (const from of [sender_service, sender_her]) {
    for (const to of [receiver_service, receiver_her]) {
      if (from === null || to === null || from === to) continue;
      const agreement = directory.agreementBetween(from, to, now);
      if (agreement) return { agreement, from, to };
    }
  }
  return null;
}

function processOf(consignment: Consignment, agreement: Agreement, from: number, to: number): Process | null {
  const sender = partyOf(agreement, from);
  const receiver = partyOf(agreement, to);
  if (!sender || !receiver) return null;
  return agreement.source === 'partners'
    ? agreedByDefault(consignment, sender)
    : agreedByCpa(consignment, sender, receiver);
}

function partyOf(agreement: Agreement, her: number): AgreementParty | null {
  const party = { ids: [{ type: 'HER', value: String(her) }], role: null };
  return agreement.parties.find((each) => isParty(party, each)) ?? null;
}

/** An AppRec goes back under the Service of what it answers, with the roles exchanged. */
function agreedByDefault({ kind, type, original_type }: Consignment, sender: AgreementParty): Process | null {
  const about = kind === 'apprec' ? original_type : type;
  const named = about === null ? null : processFor(about);
  if (named === null) return null;
  const { service, action, senderRole, receiverRole } = named;
  const common = {
    service,
    serviceType: null,
    channel: sender.signalChannel ?? DEFAULT_CHANNEL,
    mustSign: true,
    encryptTo: null,
  };
  return kind === 'apprec'
    ? { ...common, action: 'APPREC', senderRole: receiverRole, receiverRole: senderRole }
    : { ...common, action, senderRole, receiverRole };
}

/** Under a CPA its own names count: the Action named after the type, else the only thing that may be sent. */
function agreedByCpa(
  { kind, type, original_type }: Consignment,
  sender: AgreementParty,
  receiver: AgreementParty,
): Process | null {
  const wanted = kind === 'apprec' ? 'APPREC' : (type ?? '').toUpperCase();
  const sending = sender.bindings.filter(({ direction }) => direction === 'send');
  const named = sending.filter(({ action }) => action.toUpperCase() === wanted);
  const about = (original_type ?? '').toUpperCase();
  const [binding] =
    named.length > 1 && about !== ''
      ? [...named.filter(({ service }) => service.toUpperCase().includes(about)), ...named]
      : named.length > 0
        ? named
        : sending.length === 1
          ? sending
          : [];
  const opposite = binding && counterpart(binding, receiver);
  if (!binding || !opposite) return null;
  const der = binding.confidential ? encryptionCertificates(receiver)[0] : undefined;
  return {
    service: binding.service,
    serviceType: binding.serviceType,
    action: binding.action,
    senderRole: binding.role,
    receiverRole: opposite.role,
    channel: binding.channel,
    mustSign: binding.nonRepudiation || opposite.nonRepudiation,
    encryptTo: der === undefined ? null : new X509Certificate(der),
  };
}

function counterpart(binding: ActionBinding, receiver: AgreementParty): ActionBinding | undefined {
  return receiver.bindings.find(
    ({ direction, service, action }) =>
      direction === 'receive' && service === binding.service && action === binding.action,
  );
}
