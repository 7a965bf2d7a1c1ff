import type { X509Certificate } from 'node:crypto';
import { Asn1Error, oidOf, readAsn1, TAG } from './asn1.ts';

/** How CMS names the certificate that something is encrypted to. */
export interface CertificateName {
  /** DER of the issuer's name. */
  issuer: Buffer;
  /** DER of the serial number, header included. */
  serial: Buffer;
  subjectKeyIdentifier: Buffer | null;
}

const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';

/**
 * Takes from a certificate what CMS recipients are found by (RFC 5280 4.1).
 * @throws Asn1Error when it is no certificate
 */
export function certificateName(certificate: X509Certificate): CertificateName {
  const fields = readAsn1(certificate.raw).children[0]?.children ?? [];
  const start = fields[0]?.tag === TAG.context0 ? 1 : 0;
  const serial = fields[start];
  const issuer = fields[start + 2];
  if (serial?.tag !== TAG.integer || issuer?.tag !== TAG.sequence) throw new Asn1Error('ASN.1: certificate');
  const extensions = fields.find((field) => field.tag === TAG.context3)?.children[0]?.children ?? [];
  const extension = extensions.find((each) => oidOf(each.children[0]) === SUBJECT_KEY_IDENTIFIER);
  const value = extension?.children.at(-1);
  return {
    issuer: issuer.whole,
    serial: serial.whole,
    subjectKeyIdentifier: value ? readAsn1(value.content).content : null,
  };
}
