/**
 * What an ebXML message says about itself, read once from its SOAP envelope. Real messages leave things out, so
 * everything may be absent here; what is written is strict (see write-envelope.ts).
 */
export interface Envelope {
  kind: EnvelopeKind;
  header: MessageHeader;
  ackRequested: AckRequested | null;
  /** The sender waits for the signal in the HTTP answer. */
  syncReply: boolean;
  messageOrder: boolean;
  acknowledgment: Acknowledgment | null;
  errorList: ErrorList | null;
  /** References of the Manifest; `null` when there is no Manifest. */
  manifest: ManifestReference[] | null;
  statusRequest: { refToMessageId: string | null } | null;
  statusResponse: StatusResponse | null;
}

/** What a message is for. `unknown` where its blocks say nothing that fits (HITS 1172 5.11). */
export type EnvelopeKind =
  | 'payload'
  | 'acknowledgment'
  | 'message-error'
  | 'ping'
  | 'pong'
  | 'status-request'
  | 'status-response'
  | 'unknown';

/** eb:MessageHeader (ebMS 2.0 3.1). Texts are trimmed. */
export interface MessageHeader {
  from: EnvelopeParty;
  to: EnvelopeParty;
  cpaId: string | null;
  conversationId: string | null;
  service: { value: string | null; type: string | null };
  action: string | null;
  messageId: string | null;
  timestamp: Timestamp | null;
  refToMessageId: string | null;
  timeToLive: Timestamp | null;
  duplicateElimination: boolean;
  descriptions: Description[];
}

export interface EnvelopeParty {
  ids: PartyId[];
  role: string | null;
}

export interface PartyId {
  /** eb:type: `HER`, `ENH` …; `null` when absent. */
  type: string | null;
  value: string;
}

/** A time as written, and as an instant in UTC; without an offset it is UTC already (HIS 1037 6.2.1). */
export interface Timestamp {
  written: string;
  /** ISO 8601; `null` when it is no time. */
  instant: string | null;
}

export interface Description {
  lang: string | null;
  text: string;
}

export interface AckRequested {
  /** `null` when the attribute is missing or no boolean. */
  signed: boolean | null;
  actor: string | null;
}

export interface Acknowledgment {
  timestamp: Timestamp | null;
  refToMessageId: string | null;
  /** The ds:Reference elements that the receiver says it received. */
  references: AcknowledgedReference[];
}

/** A ds:Reference in an Acknowledgment. */
export interface AcknowledgedReference {
  uri: string | null;
  digestMethod: string | null;
  /** Base64 without white space. */
  digestValue: string | null;
}

export interface ErrorList {
  highestSeverity: string | null;
  errors: EbxmlError[];
}

export interface EbxmlError {
  code: string | null;
  severity: string | null;
  location: string | null;
  description: string | null;
  codeContext: string | null;
}

/** eb:Reference in the Manifest. */
export interface ManifestReference {
  /** xlink:href as written. */
  href: string | null;
  role: string | null;
  schemas: { location: string | null; version: string | null }[];
  descriptions: Description[];
}

export type MessageStatus = 'UnAuthorized' | 'NotRecognized' | 'Received' | 'Processed' | 'Forwarded';

export interface StatusResponse {
  refToMessageId: string | null;
  status: string | null;
  timestamp: Timestamp | null;
}

/** The HER-ids of a party; the profile wants exactly one (HIS 1037 errata 1). */
export function herIdsOf(party: EnvelopeParty): string[] {
  return party.ids.filter((id) => id.type === 'HER').map((id) => id.value);
}

/** The one HER-id of a party as a number; `null` when there is none, several, or it is no number. */
export function herIdOf(party: EnvelopeParty): number | null {
  const [only, ...more] = herIdsOf(party);
  return only !== undefined && more.length === 0 && /^[1-9]\d{0,9}$/.test(only) ? Number(only) : null;
}

/** Signals never get an answer that is itself a message; they need no Role, AckRequested or DuplicateElimination. */
export function isSignal(envelope: Envelope): boolean {
  return envelope.kind !== 'payload' && envelope.kind !== 'unknown';
}
