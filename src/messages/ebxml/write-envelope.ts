import { el, leaf, type Node } from '../build/xml.ts';
import type { EbxmlErrorCode, FaultCode } from './checks/answer.ts';
import { cidUrl } from './content-id.ts';
import type { AcknowledgedReference, EnvelopeParty, MessageStatus } from './envelope.ts';
import { type MshInfo, writeMshInfo } from './msh-info.ts';
import { ACTOR, EBMS_VERSION, MSH_ACTION, MSH_SERVICE, NS } from './names.ts';
import { writeTimestamp } from './time.ts';
import { writeCompact } from './write-xml.ts';

/** The header of a message that we send; nothing that the profile requires can be left out. */
export interface OutgoingHeader {
  from: EnvelopeParty;
  to: EnvelopeParty;
  cpaId: string;
  conversationId: string;
  messageId: string;
  timestamp: Date;
  /** What HITS 1210 wants to know about the sending system. */
  mshInfo?: MshInfo | null;
}

/** What the envelope is for. */
export type OutgoingContent =
  | {
      kind: 'payload';
      service: string;
      serviceType?: string | null;
      action: string;
      refToMessageId?: string | null;
      timeToLive?: Date | null;
      duplicateElimination: boolean;
      /** `null`: no receipt is asked for. */
      ackRequested: { signed: boolean } | null;
      syncReply: boolean;
      parts: readonly OutgoingReference[];
    }
  | {
      kind: 'acknowledgment';
      refToMessageId: string;
      receivedAt: Date;
      references: readonly CopiedReference[];
    }
  | { kind: 'message-error'; refToMessageId: string; errors: readonly OutgoingError[] }
  | { kind: 'ping' }
  | { kind: 'pong'; refToMessageId: string }
  | { kind: 'status-request'; refToMessageId: string }
  | {
      kind: 'status-response';
      /** The StatusRequest that is answered. */
      refToMessageId: string;
      about: string;
      status: MessageStatus;
      receivedAt: Date | null;
    };

export interface OutgoingReference {
  contentId: string;
  /** HITS 1210: namespace of the payload and version of its standard. */
  schema?: { location: string; version: string } | null;
}

/** A ds:Reference of the message received, repeated in its Acknowledgment. */
export interface CopiedReference extends AcknowledgedReference {
  transforms: readonly { algorithm: string; xpath: string | null }[];
}

export interface OutgoingError {
  errorCode: EbxmlErrorCode;
  severity: 'Error' | 'Warning';
  location: string | null;
  /** Norwegian; never with anything from the payload. */
  description: string;
}

/**
 * Writes an envelope in UTF-8 that follows the schema to the letter.
 * @param signature the ds:Signature element to put into the header
 */
export function writeEnvelope(
  header: OutgoingHeader,
  content: OutgoingContent,
  signature: Node | null = null,
): Buffer {
  const root = el(
    'SOAP:Envelope',
    { 'xmlns:SOAP': NS.soap, 'xmlns:eb': NS.eb, 'xmlns:xlink': NS.xlink },
    el('SOAP:Header', {}, writeHeader(header, content), headerBlocks(content), signature),
    el('SOAP:Body', {}, bodyBlock(content)),
  );
  return writeCompact(root);
}

/** Writes a SOAP 1.1 Fault. */
export function writeFault(faultCode: FaultCode, text: string): Buffer {
  const fault = el('SOAP:Fault', {}, leaf('faultcode', `SOAP:${faultCode}`), leaf('faultstring', text));
  return writeCompact(el('SOAP:Envelope', { 'xmlns:SOAP': NS.soap }, el('SOAP:Body', {}, fault)));
}

const VERSION = { 'eb:version': EBMS_VERSION };
const UNDERSTOOD = { 'SOAP:mustUnderstand': '1', ...VERSION };

function writeHeader(header: OutgoingHeader, content: OutgoingContent): Node {
  const payload = content.kind === 'payload' ? content : null;
  return el(
    'eb:MessageHeader',
    UNDERSTOOD,
    writeParty('eb:From', header.from),
    writeParty('eb:To', header.to),
    leaf('eb:CPAId', header.cpaId),
    leaf('eb:ConversationId', header.conversationId),
    el('eb:Service', { 'eb:type': payload?.serviceType }, payload?.service ?? MSH_SERVICE),
    leaf('eb:Action', payload?.action ?? signalAction(content.kind)),
    el(
      'eb:MessageData',
      {},
      leaf('eb:MessageId', header.messageId),
      leaf('eb:Timestamp', writeTimestamp(header.timestamp)),
      leaf('eb:RefToMessageId', refInHeader(content)),
      leaf('eb:TimeToLive', payload?.timeToLive ? writeTimestamp(payload.timeToLive) : null),
    ),
    payload?.duplicateElimination ? el('eb:DuplicateElimination', {}) : null,
    header.mshInfo ? el('eb:Description', { 'xml:lang': 'no' }, writeMshInfo(header.mshInfo)) : null,
  );
}

/** An Acknowledgment names the message in its own block only (HIS 1037, corrections of 15.12.2019). */
function refInHeader(content: OutgoingContent): string | null {
  if (content.kind === 'payload') return content.refToMessageId ?? null;
  const named = ['message-error', 'pong', 'status-response'];
  return 'refToMessageId' in content && named.includes(content.kind) ? content.refToMessageId : null;
}

function signalAction(kind: OutgoingContent['kind']): string {
  const actions: Record<Exclude<OutgoingContent['kind'], 'payload'>, string> = {
    acknowledgment: MSH_ACTION.acknowledgment,
    'message-error': MSH_ACTION.messageError,
    ping: MSH_ACTION.ping,
    pong: MSH_ACTION.pong,
    'status-request': MSH_ACTION.statusRequest,
    'status-response': MSH_ACTION.statusResponse,
  };
  return kind === 'payload' ? '' : actions[kind];
}

function writeParty(name: string, party: EnvelopeParty): Node {
  return el(
    name,
    {},
    party.ids.map((id) => el('eb:PartyId', { 'eb:type': id.type }, id.value)),
    leaf('eb:Role', party.role),
  );
}

function headerBlocks(content: OutgoingContent): Node[] {
  if (content.kind === 'payload') {
    const { ackRequested, syncReply } = content;
    return [
      ...(ackRequested
        ? [
            el('eb:AckRequested', {
              'SOAP:actor': ACTOR.toPartyMsh,
              ...UNDERSTOOD,
              'eb:signed': String(ackRequested.signed),
            }),
          ]
        : []),
      ...(syncReply ? [el('eb:SyncReply', { 'SOAP:actor': ACTOR.next, ...UNDERSTOOD })] : []),
    ];
  }
  if (content.kind === 'acknowledgment') {
    return [
      el(
        'eb:Acknowledgment',
        { 'SOAP:actor': ACTOR.toPartyMsh, ...UNDERSTOOD },
        leaf('eb:Timestamp', writeTimestamp(content.receivedAt)),
        leaf('eb:RefToMessageId', content.refToMessageId),
        content.references.map(writeReference),
      ),
    ];
  }
  if (content.kind !== 'message-error') return [];
  const highest = content.errors.some((each) => each.severity === 'Error') ? 'Error' : 'Warning';
  return [
    el('eb:ErrorList', { ...UNDERSTOOD, 'eb:highestSeverity': highest }, content.errors.map(writeError)),
  ];
}

function writeError(error: OutgoingError): Node {
  return el(
    'eb:Error',
    { 'eb:errorCode': error.errorCode, 'eb:severity': error.severity, 'eb:location': error.location },
    el('eb:Description', { 'xml:lang': 'no' }, error.description),
  );
}

/** A ds:Reference; also used for SignedInfo (see dsig/sign.ts). */
export function writeReference(reference: CopiedReference): Node {
  return el(
    'ds:Reference',
    { 'xmlns:ds': NS.ds, URI: reference.uri },
    reference.transforms.length > 0
      ? el('ds:Transforms', {}, reference.transforms.map(writeTransform))
      : null,
    el('ds:DigestMethod', { Algorithm: reference.digestMethod }),
    el('ds:DigestValue', {}, reference.digestValue ?? ''),
  );
}

function writeTransform({ algorithm, xpath }: CopiedReference['transforms'][number]): Node {
  const expression = xpath === null ? null : el('ds:XPath', { 'xmlns:SOAP-ENV': NS.soap }, xpath);
  return el('ds:Transform', { Algorithm: algorithm }, expression);
}

function bodyBlock(content: OutgoingContent): Node | null {
  if (content.kind === 'payload') {
    return el(
      'eb:Manifest',
      VERSION,
      content.parts.map((part) =>
        el(
          'eb:Reference',
          { 'xlink:type': 'simple', 'xlink:href': cidUrl(part.contentId) },
          part.schema
            ? el('eb:Schema', { 'eb:location': part.schema.location, 'eb:version': part.schema.version })
            : null,
        ),
      ),
    );
  }
  if (content.kind === 'status-request') {
    return el('eb:StatusRequest', VERSION, leaf('eb:RefToMessageId', content.refToMessageId));
  }
  if (content.kind !== 'status-response') return null;
  return el(
    'eb:StatusResponse',
    { ...VERSION, 'eb:messageStatus': content.status },
    leaf('eb:RefToMessageId', content.about),
    leaf('eb:Timestamp', content.receivedAt ? writeTimestamp(content.receivedAt) : null),
  );
}
