import type { X509Certificate } from 'node:crypto';

/** What a certificate authority says about a certificate, by CRL or OCSP. */
export type RevocationStatus =
  | { state: 'good' }
  | { state: 'revoked'; since: Date | null }
  /** Nobody could be asked, or the answer could not be trusted. */
  | { state: 'unreachable'; why: string };

/** Asks about revocation; given from outside, since it needs the network. */
export type RevocationCheck = (certificate: X509Certificate, at: Date) => Promise<RevocationStatus>;

export type RevocationDecision =
  | { action: 'proceed' }
  | { action: 'refuse' }
  /** Neither acknowledged nor refused: asked again later, and the sender repeats meanwhile. */
  | { action: 'park'; retryAfterSeconds: number; why: string };

const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 900;

/**
 * What follows from an answer about revocation. An authority that cannot be reached is a passing trouble of ours,
 * no fault of the sender: refusing would lose messages whenever it is down.
 * @param attempts how many times it has been asked in vain before
 */
export function weighRevocation(status: RevocationStatus, attempts = 0): RevocationDecision {
  if (status.state === 'good') return { action: 'proceed' };
  if (status.state === 'revoked') return { action: 'refuse' };
  const wait = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(attempts, 10));
  return { action: 'park', retryAfterSeconds: wait, why: status.why };
}
