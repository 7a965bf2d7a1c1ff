import { createHash } from 'node:crypto';
import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { contentIdOf } from '../content-id.ts';
import { NS } from '../names.ts';
import type { Shape } from '../shape.ts';
import { C14N, digestName, ENVELOPED, ebmsXPathPrefix, signatureDigest, XPATH } from './algorithms.ts';
import { canonicalBytes, findSignature, removeNextNodeBlocks } from './canonical.ts';
import type {
  SignatureFacts,
  SignatureFault,
  SignatureFaultKind,
  SignedReference,
  SignedTransform,
} from './facts.ts';
import { attributeOf, elementsOf, onlyChild, plainBase64, plainText, signatureChildren } from './nodes.ts';

/** A part that a `cid:` reference may mean; the bytes after the transfer encoding was undone. */
export interface SignedPart {
  contentId: string | null;
  content: Uint8Array;
}

/**
 * Takes a signature apart and compares every digest with what was received. No key is looked at.
 * CHANGES THE DOCUMENT: signature and excluded blocks are taken out of it, so nothing else may read it afterwards.
 * @param parts all parts of the message except the envelope
 */
export function readSignature(
  document: XmlDocument,
  shape: Shape,
  parts: readonly SignedPart[],
): SignatureFacts {
  const facts: SignatureFacts = {
    faults: [],
    signatureMethod: null,
    canonicalization: null,
    signedInfo: Buffer.alloc(0),
    value: null,
    certificates: [],
    references: [],
  };
  const fault = (kind: SignatureFaultKind, uri?: string | null) => {
    facts.faults.push(uri === undefined ? { kind } : { kind, uri });
  };
  if (shape.count.Signature === 0) fault('missing');
  if (shape.count.Signature > 1) fault('several-signatures');
  const signature = findSignature(document);
  if (shape.count.Signature === 1 && !signature) fault('misplaced');
  if (!signature || shape.count.Signature > 1) return facts;

  if (hasForeignContent(signature)) fault('foreign-content');
  if (shape.count.SignedInfo > 1) fault('several-signed-infos');
  readKeyInfo(signature, facts);
  facts.value = plainBase64(onlyChild(signature, 'SignatureValue'));
  if (!facts.value) fault('no-signature-value');

  const signedInfo = onlyChild(signature, 'SignedInfo');
  if (!signedInfo) {
    if (shape.count.SignedInfo === 0 || signatureChildren(signature, 'SignedInfo').length === 0)
      fault('no-signed-info');
    return facts;
  }
  facts.canonicalization = attributeOf(onlyChild(signedInfo, 'CanonicalizationMethod'), 'Algorithm');
  facts.signatureMethod = attributeOf(onlyChild(signedInfo, 'SignatureMethod'), 'Algorithm');
  const method = signatureDigest(facts.signatureMethod);
  if (method !== 'sha256') fault(method === 'sha1' ? 'signature-sha1' : 'signature-method');
  const canonical = canonicalBytes(signedInfo);
  if (facts.canonicalization !== C14N || !canonical) fault('canonicalization');
  facts.signedInfo = canonical ?? facts.signedInfo;
  facts.references = signatureChildren(signedInfo, 'Reference').map((each) => readReference(each, fault));
  proveUris(facts.references, fault);
  proveParts(facts.references, parts, fault);
  proveEnvelope(facts.references, document, signature, fault);
  return facts;
}

const PARTS_OF_SIGNATURE: readonly string[] = ['SignedInfo', 'SignatureValue', 'KeyInfo'];

/** What stands inside the signature is not covered by it, so nothing else may stand there. */
function hasForeignContent(signature: XmlElement): boolean {
  const inside = (element: XmlElement): boolean =>
    elementsOf(element).some((child) => child.namespaceUri !== NS.ds || inside(child));
  return elementsOf(signature).some((child) => !PARTS_OF_SIGNATURE.includes(child.name)) || inside(signature);
}

type Fault = (kind: SignatureFaultKind, uri?: string | null) => void;

function readKeyInfo(signature: XmlElement, facts: SignatureFacts): void {
  const fault = (kind: SignatureFault['kind']) => facts.faults.push({ kind });
  const keyInfo = onlyChild(signature, 'KeyInfo');
  if (!keyInfo) {
    fault('no-key-info');
    return;
  }
  const data = signatureChildren(keyInfo, 'X509Data');
  if (data.length === 0) {
    fault('no-x509-data');
    return;
  }
  const certificates = data.flatMap((each) => signatureChildren(each, 'X509Certificate'));
  if (certificates.length === 0) fault('no-certificate');
  if (certificates.length > 1 || data.length > 1) fault('several-certificates');
  for (const each of certificates) {
    const bytes = plainBase64(each);
    if (bytes) facts.certificates.push(bytes);
    else fault('certificate-unreadable');
  }
}

function readReference(element: XmlElement, fault: Fault): SignedReference {
  const uri = attributeOf(element, 'URI');
  const digestMethod = attributeOf(onlyChild(element, 'DigestMethod'), 'Algorithm');
  const digest = digestName(digestMethod);
  if (digest !== 'sha256') fault(digest === 'sha1' ? 'digest-sha1' : 'digest-method', uri);
  const value = onlyChild(element, 'DigestValue');
  const digestValue = plainBase64(value);
  if (!value) fault('no-digest-value', uri);
  else if (!digestValue) fault('digest-not-plain', uri);
  const transforms = signatureChildren(onlyChild(element, 'Transforms'), 'Transform').map(readTransform);
  if (!transformsFit(uri, transforms) || signatureChildren(element, 'Transforms').length > 1)
    fault('transforms', uri);
  return { uri, digestMethod, digestValue, transforms, matches: null };
}

function readTransform(element: XmlElement): SignedTransform {
  const algorithm = attributeOf(element, 'Algorithm');
  if (algorithm !== XPATH) return { algorithm, ebmsXPath: null };
  const expression = onlyChild(element, 'XPath');
  const text = expression && plainText(expression);
  const prefix = text ? ebmsXPathPrefix(text) : null;
  return { algorithm, ebmsXPath: prefix !== null && expression?.namespaceForPrefix(prefix) === NS.soap };
}

/** The envelope: enveloped, perhaps the ebMS XPath, C14N. A part: none, since its bytes are signed as they are. */
function transformsFit(uri: string | null, transforms: readonly SignedTransform[]): boolean {
  if (uri !== '') return transforms.length === 0;
  const names = transforms.map((each) => each.algorithm);
  if (names.length === 2) return names[0] === ENVELOPED && names[1] === C14N;
  return (
    names.length === 3 &&
    names[0] === ENVELOPED &&
    names[1] === XPATH &&
    transforms[1]!.ebmsXPath === true &&
    names[2] === C14N
  );
}

function proveUris(references: readonly SignedReference[], fault: Fault): void {
  if (references.length === 0) fault('no-reference');
  const roots = references.filter((each) => each.uri === '');
  if (roots.length === 0) fault('no-root-reference');
  if (roots.length > 1) fault('several-root-references');
  const seen = new Set<string>();
  for (const { uri } of references) {
    if (uri === null) fault('no-uri', null);
    else if (uri !== '' && !uri.startsWith('cid:')) fault('foreign-uri', uri);
    else if (uri !== '' && seen.has(uri)) fault('repeated-uri', uri);
    if (uri !== null) seen.add(uri);
  }
}

function proveParts(
  references: readonly SignedReference[],
  parts: readonly SignedPart[],
  fault: Fault,
): void {
  for (const reference of references) {
    const id = contentIdOf(reference.uri);
    if (id === null) continue;
    const named = parts.filter((part) => part.contentId === id);
    if (named.length === 0) fault('part-missing', reference.uri);
    if (named.length > 1) fault('part-repeated', reference.uri);
    if (named.length !== 1) continue;
    reference.matches = digestMatches(reference, named[0]!.content);
    if (reference.matches === false) fault('part-changed', reference.uri);
  }
}

function proveEnvelope(
  references: readonly SignedReference[],
  document: XmlDocument,
  signature: XmlElement,
  fault: Fault,
): void {
  const [reference, ...more] = references.filter((each) => each.uri === '');
  if (!reference || more.length > 0 || !transformsFit('', reference.transforms)) return;
  signature.remove();
  const allLeftOut = reference.transforms.length === 3 && !removeNextNodeBlocks(document);
  const canonical = allLeftOut ? null : canonicalBytes(document);
  reference.matches = canonical ? digestMatches(reference, canonical) : false;
  if (reference.matches === false) fault('envelope-changed', '');
}

function digestMatches(reference: SignedReference, bytes: Uint8Array): boolean | null {
  const name = digestName(reference.digestMethod);
  if (!name || !reference.digestValue) return null;
  return createHash(name).update(bytes).digest().equals(reference.digestValue);
}
