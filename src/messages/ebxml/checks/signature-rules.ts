import { contentIdOf } from '../content-id.ts';
import type { SignatureFault, SignatureFaultKind } from '../dsig/facts.ts';
import { attributeIn, childIn, childrenIn, type Element } from '../elements.ts';
import type { EbxmlFindingCode } from '../findings.ts';
import { ACTOR, NS } from '../names.ts';
import type { EnvelopeReading } from '../read-message.ts';
import { onlySignature } from '../shape.ts';
import { error } from './answer.ts';
import { namedParts } from './content-rules.ts';
import { type Breach, MOST_SPOTS } from './rule.ts';

/** Which finding a fault of a signature makes; for an incomplete signature also which element. */
const FINDINGS: Readonly<Record<SignatureFaultKind, readonly [EbxmlFindingCode, element?: string]>> = {
  missing: ['MV-2101'],
  'several-signatures': ['MV-2102'],
  'several-signed-infos': ['MV-2102'],
  misplaced: ['MV-2103'],
  'foreign-content': ['MV-2103'],
  'no-signed-info': ['MV-2104', 'SignedInfo'],
  'no-signature-value': ['MV-2104', 'SignatureValue'],
  'no-key-info': ['MV-2104', 'KeyInfo'],
  'no-x509-data': ['MV-2104', 'X509Data'],
  'no-certificate': ['MV-2104', 'X509Certificate'],
  'no-reference': ['MV-2104', 'Reference'],
  'no-digest-value': ['MV-2104', 'DigestValue'],
  'digest-not-plain': ['MV-2104', 'DigestValue'],
  'several-certificates': ['MV-2105'],
  canonicalization: ['MV-2107'],
  'signature-method': ['MV-2107'],
  'digest-method': ['MV-2107'],
  'signature-sha1': ['MV-2108'],
  'digest-sha1': ['MV-2108'],
  'no-root-reference': ['MV-2109'],
  'several-root-references': ['MV-2109'],
  'no-uri': ['MV-2109'],
  'foreign-uri': ['MV-2109'],
  'repeated-uri': ['MV-2109'],
  transforms: ['MV-2110'],
  'envelope-changed': ['MV-2112'],
  'part-changed': ['MV-2113'],
  'part-missing': ['MV-2114'],
  'part-repeated': ['MV-2114'],
  'part-unsigned': ['MV-2115'],
  'unsigned-block': ['MV-2116'],
  'no-pins': ['MV-2121'],
  'not-pinned': ['MV-2122'],
  'not-yet-valid': ['MV-2123'],
  expired: ['MV-2123'],
  'timestamp-before': ['MV-2124'],
  'timestamp-after': ['MV-2124'],
  'certificate-unreadable': ['MV-2125'],
  'key-unfit': ['MV-2125'],
  'value-wrong': ['MV-2126'],
  revoked: ['MV-2127'],
};

const REFUSED = error('SecurityFailure', '//ds:Signature');

/**
 * A clock that goes wrong refuses nobody: the certificate must be valid by our own clock, so a false date gains nothing,
 * and a sender whose clock is slow may have a brand-new certificate.
 */
const ONLY_REMARKED: readonly SignatureFaultKind[] = ['timestamp-before', 'timestamp-after'];

/** Turns faults of a signature into breaches; nearly every one of them refuses the message. */
export function signatureBreaches(reading: EnvelopeReading, faults: readonly SignatureFault[]): Breach[] {
  const signature = onlySignature(reading.shape);
  return faults.slice(0, MOST_SPOTS).map((fault): Breach => {
    const [code, element] = FINDINGS[fault.kind];
    const place = signature && placeOf(signature, fault);
    return {
      code,
      ...(ONLY_REMARKED.includes(fault.kind) ? {} : { answer: REFUSED }),
      ...(element ? { parameters: { element } } : {}),
      ...(place ? { target: { element: place } } : {}),
    };
  });
}

function placeOf(signature: Element, fault: SignatureFault): Element {
  if (fault.uri === undefined) return signature;
  const info = childIn(signature, NS.ds, 'SignedInfo');
  return (
    childrenIn(info, NS.ds, 'Reference').find((each) => attributeIn(each, '', 'URI') === fault.uri) ??
    signature
  );
}

/** What must be inside the signature and is not: parts of the manifest, and blocks meant for the next node. */
export function coverageBreaches({ envelope, shape, signature }: EnvelopeReading): Breach[] {
  const signed = new Set(signature.references.map((each) => contentIdOf(each.uri)));
  const unsigned = namedParts(envelope.manifest ?? []).filter((id) => !signed.has(id));
  const outside = shape.outsideSignature.filter((element) => !mayBeOutside(element, shape.header));
  return [
    ...unsigned.slice(0, MOST_SPOTS).map((): Breach => ({ code: 'MV-2115', answer: REFUSED })),
    ...outside.slice(0, MOST_SPOTS).map(
      (element): Breach => ({
        code: 'MV-2116',
        answer: REFUSED,
        target: { element },
        parameters: { element: element.name.slice(0, 60) },
      }),
    ),
  ];
}

/** SyncReply is always meant for the next node (ebMS 2.0 4.3), and says nothing that could be forged to harm. */
function mayBeOutside(element: Element, header: Element | null): boolean {
  return (
    element.parent === header &&
    element.namespace === NS.eb &&
    element.name === 'SyncReply' &&
    attributeIn(element, NS.soap, 'actor') === ACTOR.next
  );
}
