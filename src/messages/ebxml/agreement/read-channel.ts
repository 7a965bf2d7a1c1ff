import { attributeIn, childIn, childrenIn, type Element, trimmed } from '../elements.ts';
import { NS } from '../names.ts';
import type { Channel, PerMessage, SyncReplyMode } from './agreement.ts';
import { DEFAULT_TERMS } from './agreement.ts';
import { CpaError, type Remark } from './cpa-error.ts';
import { readDuration } from './duration.ts';

const SYNC_MODES: readonly string[] = [
  'none',
  'mshSignalsOnly',
  'signalsOnly',
  'responseOnly',
  'signalsAndResponse',
];
const PER_MESSAGE: readonly string[] = ['always', 'never', 'perMessage'];

/**
 * Reads a DeliveryChannel together with the Transport and DocExchange of the same PartyInfo.
 * What it leaves out of them, or all of it where they are missing, is as HIS 1037 recommends.
 */
export function readChannel(element: Element, info: Element, remark: Remark): Channel {
  const characteristics = childIn(element, NS.cppa, 'MessagingCharacteristics');
  const one = (name: string): PerMessage => {
    const written = attributeIn(characteristics, NS.cppa, name);
    return PER_MESSAGE.includes(written ?? '') ? (written as PerMessage) : 'perMessage';
  };
  const mode = attributeIn(characteristics, NS.cppa, 'syncReplyMode');
  const transport = referenced(info, 'Transport', 'transportId', element, remark);
  const exchange = referenced(info, 'DocExchange', 'docExchangeId', element, remark);
  const sender = childIn(exchange, NS.cppa, 'ebXMLSenderBinding');
  const receiver = childIn(exchange, NS.cppa, 'ebXMLReceiverBinding');
  return {
    syncReplyMode: SYNC_MODES.includes(mode ?? '') ? (mode as SyncReplyMode) : 'none',
    ackRequested: one('ackRequested'),
    ackSignatureRequested: one('ackSignatureRequested'),
    duplicateElimination: one('duplicateElimination'),
    ...readTransport(transport),
    ...readReliability(sender ?? receiver),
    signingCertificate: certificateRef(sender, 'SenderNonRepudiation', 'SigningCertificateRef'),
    encryptionCertificate: certificateRef(receiver, 'ReceiverDigitalEnvelope', 'EncryptionCertificateRef'),
  };
}

function referenced(
  info: Element,
  name: string,
  idName: string,
  from: Element,
  remark: Remark,
): Element | null {
  const id = attributeIn(from, NS.cppa, idName);
  const found = childrenIn(info, NS.cppa, name).find((each) => attributeIn(each, NS.cppa, idName) === id);
  if (!found) remark('reference');
  return id === null ? null : (found ?? null);
}

function readTransport(transport: Element | null): Pick<Channel, 'transport' | 'endpoints'> {
  const receiver = childIn(transport, NS.cppa, 'TransportReceiver');
  const sender = childIn(transport, NS.cppa, 'TransportSender');
  const protocol = trimmed(childIn(receiver ?? sender, NS.cppa, 'TransportProtocol'))?.toUpperCase() ?? null;
  return {
    transport: protocol === 'HTTP' || protocol === 'SMTP' ? protocol : protocol === null ? null : 'other',
    endpoints: childrenIn(receiver, NS.cppa, 'Endpoint').map((endpoint) => ({
      uri: attributeIn(endpoint, NS.cppa, 'uri')?.trim() ?? '',
      type: attributeIn(endpoint, NS.cppa, 'type') ?? 'allPurpose',
    })),
  };
}

function readReliability(
  binding: Element | null,
): Pick<Channel, 'retries' | 'retryIntervalSeconds' | 'persistSeconds' | 'messageOrder'> {
  const reliable = childIn(binding, NS.cppa, 'ReliableMessaging');
  const retries = trimmed(childIn(reliable, NS.cppa, 'Retries'));
  const interval = trimmed(childIn(reliable, NS.cppa, 'RetryInterval'));
  const persist = trimmed(childIn(binding, NS.cppa, 'PersistDuration'));
  if (retries !== null && !/^\d{1,4}$/.test(retries)) throw new CpaError('number');
  return {
    retries: retries === null ? DEFAULT_TERMS.retries : Number(retries),
    retryIntervalSeconds: duration(interval, DEFAULT_TERMS.retryIntervalSeconds),
    persistSeconds: duration(persist, DEFAULT_TERMS.persistSeconds),
    messageOrder: trimmed(childIn(reliable, NS.cppa, 'MessageOrderSemantics')) === 'Guaranteed',
  };
}

function duration(written: string | null, otherwise: number): number {
  if (written === null) return otherwise;
  const seconds = readDuration(written);
  if (seconds === null || seconds <= 0) throw new CpaError('number');
  return seconds;
}

function certificateRef(binding: Element | null, block: string, name: string): string | null {
  return attributeIn(childIn(childIn(binding, NS.cppa, block), NS.cppa, name), NS.cppa, 'certId');
}
