import { type KeyObject, verify, X509Certificate } from 'node:crypto';
import { signatureDigest } from './algorithms.ts';
import type { SignatureFacts, SignatureFault } from './facts.ts';

export interface ProofSettings {
  /** DER of the certificates that this sender may sign with; old and new stand side by side while they change. */
  pins: readonly Uint8Array[];
  now: Date;
  /** When the envelope says it was made; `null` when it doesn't say. */
  timestamp: Date | null;
  /** Lets SHA-1 through; for a partner that cannot do better yet. Default `false`. */
  allowSha1?: boolean;
}

export interface Proof {
  /** Empty when the message was signed by one of the pinned keys and nothing was changed since. */
  faults: SignatureFault[];
  /** The certificate that signed, when there is exactly one readable; revocation is asked about it. */
  certificate: X509Certificate | null;
}

/** Smallest RSA key that Norwegian enterprise certificates have had since SHA-256 was taken into use. */
const SMALLEST_KEY = 2048;

/**
 * Proves a signature: built as it must be, made by a pinned certificate, valid now and when the message was made.
 * Revocation is not asked about here (see revocation.ts). Every fault is found, not only the first.
 * @param facts as read from the envelope
 */
export function proveSignature(facts: SignatureFacts, settings: ProofSettings): Proof {
  const faults = facts.faults.filter(
    ({ kind }) => !(settings.allowSha1 && (kind === 'signature-sha1' || kind === 'digest-sha1')),
  );
  const certificate = facts.certificates.length === 1 ? readCertificate(facts.certificates[0]!) : null;
  if (facts.certificates.length === 1 && !certificate) faults.push({ kind: 'certificate-unreadable' });
  if (certificate) faults.push(...certificateFaults(certificate, settings));
  if (certificate && facts.value && signatureDigest(facts.signatureMethod) && facts.signedInfo.length > 0) {
    if (!valueFits(facts, facts.value, certificate)) faults.push({ kind: 'value-wrong' });
  }
  return { faults, certificate };
}

/** @returns `null` when the bytes are no certificate */
export function readCertificate(der: Uint8Array): X509Certificate | null {
  try {
    return new X509Certificate(der);
  } catch {
    return null;
  }
}

function certificateFaults(certificate: X509Certificate, settings: ProofSettings): SignatureFault[] {
  const faults: SignatureFault[] = [];
  if (settings.pins.length === 0) faults.push({ kind: 'no-pins' });
  else if (!settings.pins.some((pin) => certificate.raw.equals(pin))) faults.push({ kind: 'not-pinned' });
  const { validFromDate, validToDate } = certificate;
  if (settings.now < validFromDate) faults.push({ kind: 'not-yet-valid' });
  if (settings.now > validToDate) faults.push({ kind: 'expired' });
  if (settings.timestamp && settings.timestamp < validFromDate) faults.push({ kind: 'timestamp-before' });
  if (settings.timestamp && settings.timestamp > validToDate) faults.push({ kind: 'timestamp-after' });
  const key = rsaKeyOf(certificate);
  if ((key?.asymmetricKeyDetails?.modulusLength ?? 0) < SMALLEST_KEY) faults.push({ kind: 'key-unfit' });
  return faults;
}

/** A certificate can be well built and still hold a key that cannot be read. */
function rsaKeyOf(certificate: X509Certificate): KeyObject | null {
  try {
    const key = certificate.publicKey;
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}

function valueFits(facts: SignatureFacts, value: Buffer, certificate: X509Certificate): boolean {
  const digest = signatureDigest(facts.signatureMethod);
  const key = rsaKeyOf(certificate);
  if (!digest || !key) return false;
  try {
    return verify(digest, facts.signedInfo, key, value);
  } catch {
    return false;
  }
}
