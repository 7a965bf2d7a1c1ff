import type { PartyId } from '../envelope.ts';
import type { CpaErrorKind } from './cpa-error.ts';

/**
 * What two parties have agreed about their exchange: a CPA 2.0 that was imported, or what follows from the
 * partner file where there is none. Durations are in seconds, instants in UTC.
 */
export interface Agreement {
  cpaId: string;
  source: 'cpa' | 'partners';
  /** CPA Status: `proposed`, `agreed`, `signed`; `null` without a CPA. Live agreements are often still «proposed». */
  status: string | null;
  /** When it is in force; `null` where it has no such limit. */
  start: string | null;
  end: string | null;
  parties: readonly [AgreementParty, AgreementParty];
  /** What is wrong with the agreement without making it useless; for whoever imports it. */
  remarks: readonly CpaErrorKind[];
}

/** One side of an agreement, or a profile (CPP) that stands alone. */
export interface AgreementParty {
  name: string;
  ids: PartyId[];
  bindings: ActionBinding[];
  certificates: AgreementCertificate[];
  /** Channel of signals (defaultMshChannelId). */
  signalChannel: Channel | null;
}

/** One thing that a party may send or receive. */
export interface ActionBinding {
  direction: 'send' | 'receive';
  service: string;
  serviceType: string | null;
  action: string;
  role: string;
  /** Whether messages and their receipts must be signed. */
  nonRepudiation: boolean;
  nonRepudiationOfReceipt: boolean;
  /** Whether the payload is to be encrypted. */
  confidential: boolean;
  channel: Channel;
}

export type PerMessage = 'always' | 'never' | 'perMessage';

export type SyncReplyMode = 'none' | 'mshSignalsOnly' | 'signalsOnly' | 'responseOnly' | 'signalsAndResponse';

/** How messages travel: a CPA's DeliveryChannel with its transport and document exchange. */
export interface Channel {
  syncReplyMode: SyncReplyMode;
  ackRequested: PerMessage;
  ackSignatureRequested: PerMessage;
  duplicateElimination: PerMessage;
  transport: 'HTTP' | 'SMTP' | 'other' | null;
  endpoints: Endpoint[];
  retries: number;
  retryIntervalSeconds: number;
  /** How long the sender may go on trying, and the receiver remembers message ids. */
  persistSeconds: number;
  messageOrder: boolean;
  /** Id of the certificate that this side signs with on this channel. */
  signingCertificate: string | null;
  /** Id of the certificate to encrypt to. */
  encryptionCertificate: string | null;
}

export interface Endpoint {
  uri: string;
  /** `allPurpose`, `login`, `request`, `response`, `error`. */
  type: string;
}

export interface AgreementCertificate {
  id: string;
  der: Uint8Array;
}

/** What HIS 1037 5.2 recommends where nothing else is agreed; NHN gives up after 72 hours. */
export const DEFAULT_TERMS: Omit<
  Channel,
  'endpoints' | 'transport' | 'signingCertificate' | 'encryptionCertificate'
> = {
  syncReplyMode: 'none',
  ackRequested: 'always',
  ackSignatureRequested: 'always',
  duplicateElimination: 'always',
  retries: 5,
  retryIntervalSeconds: 12 * 3600,
  persistSeconds: 72 * 3600,
  messageOrder: false,
};

/** Certificates that a party signs with, by any of its channels. */
export function signingCertificates(party: AgreementParty): Uint8Array[] {
  return certificatesOf(party, (channel) => channel.signingCertificate);
}

/** Certificates to encrypt to. */
export function encryptionCertificates(party: AgreementParty): Uint8Array[] {
  return certificatesOf(party, (channel) => channel.encryptionCertificate);
}

function certificatesOf(party: AgreementParty, pick: (channel: Channel) => string | null): Uint8Array[] {
  const channels = [...party.bindings.map((binding) => binding.channel), party.signalChannel];
  const ids = new Set(channels.flatMap((channel) => (channel && pick(channel)) ?? []));
  return party.certificates
    .filter((certificate) => ids.has(certificate.id))
    .map((certificate) => certificate.der);
}
