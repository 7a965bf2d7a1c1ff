import { randomUUID } from 'node:crypto';
import type { Endpoint, Partner, PartnerDocument } from '../../../src/delivery/partners.ts';
import { emptyPartnerDocument } from '../../../src/delivery/partners.ts';
import { type Envelope, herIdOf } from '../../../src/messages/ebxml/envelope.ts';
import { type EnvelopeReading, readHttpMessage } from '../../../src/messages/ebxml/read-message.ts';
import { buildMessage, type OutgoingMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import { type OutgoingContent, writeEnvelope } from '../../../src/messages/ebxml/write-envelope.ts';
import { Headers } from '../../../src/messages/mime/headers.ts';
import type { OutgoingEntity } from '../../../src/messages/mime/write.ts';
import { hospital, innlagt, kommune } from '../../helpers/messages.ts';
import type { TestService } from '../../helpers/service.ts';
import type { Identity } from '../../messages/ebxml/support/certificates.ts';
import { signText } from '../../messages/ebxml/support/forge.ts';

/** What a gateway of the hospital would send to the kommune; tests change what they are about. */
export interface Sending {
  messageId?: string;
  document?: Buffer;
  header?: Partial<OutgoingMessage['header']>;
  content?: Partial<OutgoingMessage['content']>;
  encryptTo?: OutgoingMessage['encryptTo'];
  signer: Identity | null;
}

export const cpaId = `${hospital.service.her}_${kommune.service.her}`;

const party = (her: number, role: string | null) => ({ ids: [{ type: 'HER', value: String(her) }], role });

/** A message of the profile with one LOG_INNLAGT, signed. */
export function outgoing(sending: Sending): OutgoingMessage {
  return {
    header: {
      from: party(hospital.service.her, 'LOG_INNLAGTsender'),
      to: party(kommune.service.her, 'LOG_INNLAGTreceiver'),
      cpaId,
      conversationId: randomUUID(),
      messageId: sending.messageId ?? randomUUID(),
      timestamp: new Date(),
      ...sending.header,
    },
    content: {
      service: 'S-LOG_INNLAGT',
      action: 'LOG_INNLAGT',
      duplicateElimination: true,
      ackRequested: { signed: true },
      syncReply: true,
      ...sending.content,
    },
    document: sending.document ?? innlagt(),
    contentId: randomUUID(),
    encryptTo: sending.encryptTo ?? null,
    signer: sending.signer,
  };
}

export const message = (sending: Sending) => buildMessage(outgoing(sending));

/** A signal of the hospital's to the kommune, signed. */
export function signal(content: OutgoingContent, signer: Identity, extra = ''): OutgoingEntity {
  const header = outgoing({ signer }).header;
  const { from, to } = header;
  const text = writeEnvelope({ ...header, from: { ...from, role: null }, to: { ...to, role: null } }, content)
    .toString()
    .replace('</SOAP:Header>', () => `${extra}</SOAP:Header>`);
  return { contentType: 'text/xml', body: Buffer.from(signText(text, [], signer)) };
}

export const syncReply =
  '<eb:SyncReply xmlns:eb="http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd" eb:id="s" eb:version="2.0" SOAP:mustUnderstand="1" SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"/>';

export interface Answered {
  status: number;
  headers: Record<string, string | number | string[] | undefined>;
  bytes: Buffer;
  /** `null` when the body is no envelope. */
  xml: EnvelopeReading | null;
  envelope: Envelope | null;
  /** Error codes of a MessageError. */
  errors: (string | null)[];
}

/** Hands an entity in at `POST /ebms`, without a token. */
export async function post(
  service: TestService,
  entity: OutgoingEntity,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const response = await service.app.inject({
    method: 'POST',
    url: '/ebms',
    headers: { 'content-type': entity.contentType, soapaction: '"ebXML"', ...headers },
    payload: entity.body,
  });
  return answered(response.statusCode, response.headers, response.rawPayload);
}

export function answered(status: number, headers: Answered['headers'], bytes: Buffer): Answered {
  const xml = readEnvelope(bytes);
  const envelope = xml?.envelope ?? null;
  const errors = (envelope?.errorList?.errors ?? []).map(({ code }) => code);
  return { status, headers, bytes, xml, envelope, errors };
}

export function readEnvelope(bytes: Buffer): EnvelopeReading | null {
  const headers = Headers.fromRecord({ 'content-type': 'text/xml', soapaction: '"ebXML"' });
  return readHttpMessage(headers, bytes).xml;
}

/** The fault code of a SOAP Fault. */
export const faultCode = (answer: Answered) =>
  /<faultcode>SOAP:(\w+)<\/faultcode>/.exec(answer.bytes.toString())?.[1] ?? null;

export const ids = (envelope: Envelope | null) =>
  envelope && { from: herIdOf(envelope.header.from), to: herIdOf(envelope.header.to) };

/** Who a test service is, and whom it knows. */
export interface Parties {
  self?: { her: number; identity: Identity; keyFile: string };
  hospital?: { endpoint?: Endpoint | null; identities?: Identity[]; cpa?: string[] };
  kommune?: { endpoint?: Endpoint | null; identities?: Identity[]; cpa?: string[] };
}

/** The partner document of a test: hospital and kommune, with what each signs with. */
export function partnersOf(parties: Parties): PartnerDocument {
  const partner = (
    { her, name, service }: typeof hospital,
    kind: Partner['kind'],
    given: Parties['hospital'],
  ): Partner => ({
    her,
    name,
    kind,
    organisation: null,
    services: [{ ...service, endpoint: null }],
    endpoint: given?.endpoint ?? null,
    signing: { certificates: (given?.identities ?? []).map(certificateOf) },
    cpa: (given?.cpa ?? []).map((text) => ({ name: 'cpa.xml', text })),
    contacts: [],
  });
  return {
    ...emptyPartnerDocument,
    partners: [
      partner(hospital, 'helseforetak', parties.hospital),
      partner(kommune, 'kommune', parties.kommune),
    ],
    self: parties.self
      ? {
          her: parties.self.her,
          signing: { certificate: certificateOf(parties.self.identity), keyFile: parties.self.keyFile },
        }
      : null,
  };
}

function certificateOf({ certificate }: Identity) {
  return {
    name: 'own.pem',
    text: certificate.toString(),
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    fingerprint: certificate.fingerprint256,
  };
}
