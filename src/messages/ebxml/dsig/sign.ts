import { createHash, type KeyObject, sign, type X509Certificate } from 'node:crypto';
import { XmlDocument } from 'libxml2-wasm';
import { el, type Node } from '../../build/xml.ts';
import { cidUrl } from '../content-id.ts';
import { NS } from '../names.ts';
import { type CopiedReference, writeReference } from '../write-envelope.ts';
import { C14N, EBMS_XPATH, ENVELOPED, RSA_SHA256, SHA256, XPATH } from './algorithms.ts';
import { canonicalBytes, findSignature, removeNextNodeBlocks } from './canonical.ts';
import { onlyChild } from './nodes.ts';

/** Whose signature goes on what we send. */
export interface Signer {
  certificate: X509Certificate;
  /** RSA. */
  privateKey: KeyObject;
  /** Three transforms (HIS 1037 5.5), or the two of HIS 1037 6.2.3. Default `three`. */
  form?: 'three' | 'two';
}

/** A part that the signature covers besides the envelope. */
export interface PartToSign {
  contentId: string;
  /** The bytes before the transfer encoding is put on. */
  content: Uint8Array;
}

/**
 * Signs an envelope and its parts with RSA and SHA-256.
 * @param write writes the envelope with the given signature in its header; the rest must be the same each time
 * @returns the signed envelope
 * @throws when certificate and key do not belong together, or the key is not RSA
 */
export function signEnvelope(
  write: (signature: Node) => Buffer,
  parts: readonly PartToSign[],
  signer: Signer,
): Buffer {
  if (signer.privateKey.asymmetricKeyType !== 'rsa') throw new Error('Only RSA keys can sign ebXML messages');
  if (!signer.certificate.checkPrivateKey(signer.privateKey))
    throw new Error('Certificate and key do not match');
  const form = signer.form ?? 'three';
  const references = [
    reference(
      '',
      envelopeTransforms(form),
      canonicalEnvelope(write(el('ds:Signature', { 'xmlns:ds': NS.ds })), form),
    ),
    ...parts.map((part) => reference(cidUrl(part.contentId), [], part.content)),
  ];
  const unsigned = write(signatureElement(references, '', signer.certificate));
  const value = sign('sha256', canonicalSignedInfo(unsigned), signer.privateKey).toString('base64');
  return write(signatureElement(references, value, signer.certificate));
}

function canonicalEnvelope(envelope: Buffer, form: 'three' | 'two'): Buffer {
  return withParsed(envelope, (document) => {
    findSignature(document)?.remove();
    if (form === 'three') removeNextNodeBlocks(document);
    return canonicalOrThrow(document);
  });
}

function canonicalSignedInfo(envelope: Buffer): Buffer {
  return withParsed(envelope, (document) => {
    const signedInfo = onlyChild(findSignature(document), 'SignedInfo');
    if (!signedInfo) throw new Error('The envelope to sign has no place for a signature');
    return canonicalOrThrow(signedInfo);
  });
}

function canonicalOrThrow(node: Parameters<typeof canonicalBytes>[0]): Buffer {
  const bytes = canonicalBytes(node);
  if (!bytes) throw new Error('The envelope to sign has no canonical form');
  return bytes;
}

function withParsed<T>(envelope: Buffer, use: (document: XmlDocument) => T): T {
  const document = XmlDocument.fromBuffer(envelope);
  try {
    return use(document);
  } finally {
    document.dispose();
  }
}

function reference(
  uri: string,
  transforms: CopiedReference['transforms'],
  bytes: Uint8Array,
): CopiedReference {
  const digestValue = createHash('sha256').update(bytes).digest('base64');
  return { uri, transforms, digestMethod: SHA256, digestValue };
}

function envelopeTransforms(form: 'three' | 'two'): CopiedReference['transforms'] {
  const enveloped = { algorithm: ENVELOPED, xpath: null };
  const c14n = { algorithm: C14N, xpath: null };
  return form === 'two' ? [enveloped, c14n] : [enveloped, { algorithm: XPATH, xpath: EBMS_XPATH }, c14n];
}

function signatureElement(
  references: readonly CopiedReference[],
  value: string,
  certificate: X509Certificate,
): Node {
  return el(
    'ds:Signature',
    { 'xmlns:ds': NS.ds },
    el(
      'ds:SignedInfo',
      {},
      el('ds:CanonicalizationMethod', { Algorithm: C14N }),
      el('ds:SignatureMethod', { Algorithm: RSA_SHA256 }),
      references.map(writeReference),
    ),
    el('ds:SignatureValue', {}, value),
    el(
      'ds:KeyInfo',
      {},
      el('ds:X509Data', {}, el('ds:X509Certificate', {}, certificate.raw.toString('base64'))),
    ),
  );
}
