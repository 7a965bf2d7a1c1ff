/** Everything about a signature that can be found out without knowing whose it should be. */
export interface SignatureFacts {
  /** What is wrong with how it is built; empty when only keys remain to be proved. */
  faults: SignatureFault[];
  signatureMethod: string | null;
  canonicalization: string | null;
  /** SignedInfo in canonical form: the bytes that the key signed. */
  signedInfo: Buffer;
  value: Buffer | null;
  /** DER of the certificates in KeyInfo, in order. */
  certificates: Buffer[];
  references: SignedReference[];
}

/** One ds:Reference of SignedInfo. */
export interface SignedReference {
  uri: string | null;
  digestMethod: string | null;
  digestValue: Buffer | null;
  transforms: SignedTransform[];
  /** Whether the digest agrees with what was received; `null` where it could not be computed. */
  matches: boolean | null;
}

export interface SignedTransform {
  algorithm: string | null;
  /** Whether an XPath transform holds the ebMS expression; `null` for other transforms. */
  ebmsXPath: boolean | null;
}

export type SignatureFaultKind =
  | 'missing'
  | 'several-signatures'
  | 'misplaced'
  | 'foreign-content'
  | 'no-signed-info'
  | 'several-signed-infos'
  | 'no-signature-value'
  | 'no-key-info'
  | 'no-x509-data'
  | 'no-certificate'
  | 'several-certificates'
  | 'certificate-unreadable'
  | 'canonicalization'
  | 'signature-method'
  | 'signature-sha1'
  | 'digest-method'
  | 'digest-sha1'
  | 'no-reference'
  | 'no-root-reference'
  | 'several-root-references'
  | 'no-uri'
  | 'foreign-uri'
  | 'repeated-uri'
  | 'transforms'
  | 'no-digest-value'
  | 'digest-not-plain'
  | 'part-missing'
  | 'part-repeated'
  | 'part-unsigned'
  | 'envelope-changed'
  | 'part-changed'
  | 'unsigned-block'
  | 'not-pinned'
  | 'no-pins'
  | 'key-unfit'
  | 'not-yet-valid'
  | 'expired'
  | 'timestamp-before'
  | 'timestamp-after'
  | 'value-wrong'
  | 'revoked';

export interface SignatureFault {
  kind: SignatureFaultKind;
  /** The reference it is about, where it is about one. */
  uri?: string | null;
}
