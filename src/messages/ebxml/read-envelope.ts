import { attributeIn, childIn, childrenIn, type Element, trimmed } from './elements.ts';
import type {
  AcknowledgedReference,
  Acknowledgment,
  Description,
  Envelope,
  EnvelopeKind,
  EnvelopeParty,
  ErrorList,
  ManifestReference,
  MessageHeader,
  StatusResponse,
} from './envelope.ts';
import { MSH_ACTION, MSH_SERVICE, NS } from './names.ts';
import { readTimestamp } from './time.ts';

/**
 * Reads what an envelope says. Nothing is judged here and nothing missing is filled in; of blocks that stand
 * twice the first is read (the checks refuse such an envelope).
 * @param root the SOAP:Envelope element
 */
export function readEnvelope(root: Element): Envelope {
  const header = childIn(root, NS.soap, 'Header');
  const body = childIn(root, NS.soap, 'Body');
  const block = (name: string) => childIn(header, NS.eb, name);
  const content = (name: string) => childIn(body, NS.eb, name);
  const ackRequested = block('AckRequested');
  const manifest = content('Manifest');
  const statusRequest = content('StatusRequest');
  const partial: Omit<Envelope, 'kind'> = {
    header: readHeader(block('MessageHeader')),
    ackRequested: ackRequested && {
      signed: boolean(attributeIn(ackRequested, NS.eb, 'signed')),
      actor: attributeIn(ackRequested, NS.soap, 'actor'),
    },
    syncReply: block('SyncReply') !== null,
    messageOrder: block('MessageOrder') !== null,
    acknowledgment: readAcknowledgment(block('Acknowledgment')),
    errorList: readErrorList(block('ErrorList')),
    manifest: manifest && childrenIn(manifest, NS.eb, 'Reference').map(readManifestReference),
    statusRequest: statusRequest && {
      refToMessageId: trimmed(childIn(statusRequest, NS.eb, 'RefToMessageId')),
    },
    statusResponse: readStatusResponse(content('StatusResponse')),
  };
  return { kind: kindOf(partial), ...partial };
}

/** The order of HITS 1172 5.11: blocks first, Service and Action where the blocks leave a doubt. */
function kindOf(envelope: Omit<Envelope, 'kind'>): EnvelopeKind {
  const { service, action } = envelope.header;
  const signal = service.value === MSH_SERVICE;
  if (envelope.statusRequest) return 'status-request';
  if (envelope.statusResponse) return 'status-response';
  if (envelope.acknowledgment && envelope.errorList) {
    return signal && action === MSH_ACTION.messageError ? 'message-error' : 'acknowledgment';
  }
  const asPayload = envelope.manifest !== null || envelope.ackRequested !== null;
  if (envelope.acknowledgment) return asPayload && !signal ? 'payload' : 'acknowledgment';
  // A warning may keep the Service of the message that it is about (HIS 1037 errata 2).
  if (envelope.errorList) return asPayload && !signal ? 'payload' : 'message-error';
  if (envelope.manifest) return 'payload';
  if (signal && action === MSH_ACTION.ping) return 'ping';
  if (signal && action === MSH_ACTION.pong) return 'pong';
  return signal ? 'unknown' : 'payload';
}

function readHeader(element: Element | null): MessageHeader {
  const child = (name: string) => childIn(element, NS.eb, name);
  const service = child('Service');
  const data = child('MessageData');
  const datum = (name: string) => trimmed(childIn(data, NS.eb, name));
  return {
    from: readParty(child('From')),
    to: readParty(child('To')),
    cpaId: trimmed(child('CPAId')),
    conversationId: trimmed(child('ConversationId')),
    service: { value: trimmed(service), type: attributeIn(service, NS.eb, 'type') },
    action: trimmed(child('Action')),
    messageId: datum('MessageId'),
    timestamp: readTimestamp(datum('Timestamp')),
    refToMessageId: datum('RefToMessageId'),
    timeToLive: readTimestamp(datum('TimeToLive')),
    duplicateElimination: child('DuplicateElimination') !== null,
    descriptions: readDescriptions(element),
  };
}

function readParty(element: Element | null): EnvelopeParty {
  return {
    ids: childrenIn(element, NS.eb, 'PartyId').map((id) => ({
      type: attributeIn(id, NS.eb, 'type'),
      value: id.text.trim(),
    })),
    role: trimmed(childIn(element, NS.eb, 'Role')),
  };
}

function readDescriptions(element: Element | null): Description[] {
  return childrenIn(element, NS.eb, 'Description').map((each) => ({
    lang: attributeIn(each, NS.xml, 'lang'),
    text: each.text.trim(),
  }));
}

function readAcknowledgment(element: Element | null): Acknowledgment | null {
  if (!element) return null;
  return {
    timestamp: readTimestamp(trimmed(childIn(element, NS.eb, 'Timestamp'))),
    refToMessageId: trimmed(childIn(element, NS.eb, 'RefToMessageId')),
    references: childrenIn(element, NS.ds, 'Reference').map(readAcknowledgedReference),
  };
}

function readAcknowledgedReference(element: Element): AcknowledgedReference {
  return {
    uri: attributeIn(element, '', 'URI'),
    digestMethod: attributeIn(childIn(element, NS.ds, 'DigestMethod'), '', 'Algorithm'),
    digestValue: trimmed(childIn(element, NS.ds, 'DigestValue'))?.replace(/\s+/g, '') ?? null,
  };
}

function readErrorList(element: Element | null): ErrorList | null {
  if (!element) return null;
  return {
    highestSeverity: attributeIn(element, NS.eb, 'highestSeverity'),
    errors: childrenIn(element, NS.eb, 'Error').map((error) => ({
      code: attributeIn(error, NS.eb, 'errorCode')?.trim() ?? null,
      severity: attributeIn(error, NS.eb, 'severity'),
      location: attributeIn(error, NS.eb, 'location'),
      description: trimmed(childIn(error, NS.eb, 'Description')),
      codeContext: attributeIn(error, NS.eb, 'codeContext'),
    })),
  };
}

function readManifestReference(element: Element): ManifestReference {
  return {
    href: attributeIn(element, NS.xlink, 'href')?.trim() ?? null,
    role: attributeIn(element, NS.xlink, 'role'),
    schemas: childrenIn(element, NS.eb, 'Schema').map((schema) => ({
      location: attributeIn(schema, NS.eb, 'location'),
      version: attributeIn(schema, NS.eb, 'version'),
    })),
    descriptions: readDescriptions(element),
  };
}

function readStatusResponse(element: Element | null): StatusResponse | null {
  if (!element) return null;
  return {
    refToMessageId: trimmed(childIn(element, NS.eb, 'RefToMessageId')),
    status: attributeIn(element, NS.eb, 'messageStatus'),
    timestamp: readTimestamp(trimmed(childIn(element, NS.eb, 'Timestamp'))),
  };
}

function boolean(written: string | null): boolean | null {
  const value = written?.trim();
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : null;
}
