import { C14N, digestName, ENVELOPED, signatureDigest, XPATH } from '../dsig/algorithms.ts';
import type { SignatureFaultKind, SignedReference } from '../dsig/facts.ts';
import { proveSignature, readCertificate } from '../dsig/prove-signature.ts';
import { attributeIn, childIn, childrenIn, type Element } from '../elements.ts';
import { NS } from '../names.ts';
import type { EnvelopeReading } from '../read-message.ts';
import { equals, place, present, type Row, section, xmlRow } from './row.ts';

const signature = ({ shape }: EnvelopeReading): Element | null => childIn(shape.header, NS.ds, 'Signature');
const ds = (element: Element | null, ...way: string[]): Element | null =>
  way.reduce<Element | null>((each, name) => childIn(each, NS.ds, name), element);
const references = (xml: EnvelopeReading) => childrenIn(ds(signature(xml), 'SignedInfo'), NS.ds, 'Reference');
const x509Data = (xml: EnvelopeReading) => ds(signature(xml), 'KeyInfo', 'X509Data');
const certificates = (xml: EnvelopeReading) => childrenIn(x509Data(xml), NS.ds, 'X509Certificate');

/** Rows about a signature do not apply to a message without one; the first row tells about that. */
const signed = (xml: EnvelopeReading, kept: () => boolean | null) => (signature(xml) ? kept() : null);
const within = (parent: Element | null, kept: () => boolean) => (parent ? kept() : null);

const rootReference = ({ signature: facts }: EnvelopeReading): SignedReference | undefined =>
  facts.references.find((each) => each.uri === '');
const transform = (rule: string, index: number, algorithm: string) =>
  xmlRow(rule, equals(`Transform[${index + 1}]/@Algorithm`, algorithm), (xml) => {
    const root = rootReference(xml);
    return root ? root.transforms[index]?.algorithm === algorithm : null;
  });

const timestamp = ({ envelope }: EnvelopeReading) => envelope.header.timestamp?.instant ?? null;
const certificate = ({ signature: facts }: EnvelopeReading) =>
  facts.certificates[0] ? readCertificate(facts.certificates[0]) : null;

/** Faults that other rows tell about, or that HITS 1172 leaves to the registry. */
const NOT_ABOUT_INTEGRITY: readonly SignatureFaultKind[] = [
  'signature-sha1',
  'digest-sha1',
  'not-pinned',
  'no-pins',
  'not-yet-valid',
  'expired',
  'timestamp-before',
  'timestamp-after',
  'key-unfit',
];

/** HITS 1172 5.10: the signature. */
export const signatureRows: readonly Row[] = section(
  '5.10.1',
  xmlRow('45', present('Signature', place('SOAP:Header')), (xml) => signature(xml) !== null),
  xmlRow(
    '52',
    [
      'Meldingen har ikke mer enn én Signature',
      'Meldinga har ikkje meir enn éin Signature',
      'The message has no more than one Signature',
    ],
    ({ shape }) => shape.count.Signature <= 1,
  ),
  xmlRow('363', present('SignedInfo', place('Signature')), (xml) =>
    signed(xml, () => ds(signature(xml), 'SignedInfo') !== null),
  ),
  xmlRow('42', present('SignatureValue', place('Signature')), (xml) =>
    signed(xml, () => ds(signature(xml), 'SignatureValue') !== null),
  ),
  xmlRow('32', present('KeyInfo', place('Signature')), (xml) =>
    signed(xml, () => ds(signature(xml), 'KeyInfo') !== null),
  ),
  xmlRow('39', present('Reference', place('SignedInfo')), (xml) =>
    within(ds(signature(xml), 'SignedInfo'), () => references(xml).length > 0),
  ),
  xmlRow('40', present('Reference (URI="")', place('SignedInfo')), (xml) =>
    within(ds(signature(xml), 'SignedInfo'), () =>
      references(xml).some((each) => attributeIn(each, '', 'URI') === ''),
    ),
  ),
  xmlRow(
    '34',
    [
      'Hver Reference til innhold begynner med cid:',
      'Kvar Reference til innhald begynner med cid:',
      'Every Reference to content begins with cid:',
    ],
    (xml) => {
      const content = references(xml)
        .map((each) => attributeIn(each, '', 'URI'))
        .filter((uri) => uri !== '' && uri !== null);
      return content.length > 0 ? content.every((uri) => uri?.startsWith('cid:')) : null;
    },
  ),
  // The row was written when SHA-1 was the rule; SHA-256 has taken its place.
  xmlRow('33', equals('DigestMethod/@Algorithm', 'SHA-256 | SHA-1'), ({ signature: facts }) =>
    facts.references.length > 0
      ? facts.references.every((each) => digestName(each.digestMethod) !== null)
      : null,
  ),
  transform('37', 0, ENVELOPED),
  transform('36', 1, XPATH),
  transform('35', 2, C14N),
  xmlRow(
    '38',
    [
      'Rotreferansen har tre transforms: enveloped-signature, XPath, C14N',
      'Rotreferansen har tre transforms: enveloped-signature, XPath, C14N',
      'The root reference has three transforms: enveloped-signature, XPath, C14N',
    ],
    (xml) => {
      const names = rootReference(xml)?.transforms.map((each) => each.algorithm);
      return names ? names.join(' ') === [ENVELOPED, XPATH, C14N].join(' ') : null;
    },
  ),
  xmlRow('41', present('X509Data', place('KeyInfo')), (xml) =>
    within(ds(signature(xml), 'KeyInfo'), () => x509Data(xml) !== null),
  ),
  xmlRow('64', present('DigestValue', place('Reference')), (xml) =>
    references(xml).length > 0 ? references(xml).every((each) => ds(each, 'DigestValue') !== null) : null,
  ),
  xmlRow('85', present('@URI', place('Reference')), (xml) =>
    references(xml).length > 0
      ? references(xml).every((each) => attributeIn(each, '', 'URI') !== null)
      : null,
  ),
  xmlRow('103', present('X509Certificate', place('X509Data')), (xml) =>
    within(x509Data(xml), () => certificates(xml).length > 0),
  ),
  xmlRow(
    '65',
    [
      'X509Data har ikke mer enn ett X509Certificate',
      'X509Data har ikkje meir enn eitt X509Certificate',
      'X509Data has no more than one X509Certificate',
    ],
    (xml) => within(x509Data(xml), () => certificates(xml).length <= 1),
  ),
  xmlRow(
    '46',
    ['X509Certificate kan leses', 'X509Certificate kan lesast', 'X509Certificate can be read'],
    (xml) => (certificates(xml).length > 0 ? certificate(xml) !== null : null),
  ),
  xmlRow(
    '104',
    [
      'Timestamp er ikke før sertifikatet begynner å gjelde',
      'Timestamp er ikkje før sertifikatet begynner å gjelde',
      'Timestamp is not before the certificate becomes valid',
    ],
    (xml) => {
      const valid = certificate(xml)?.validFromDate;
      const at = timestamp(xml);
      return valid && at ? new Date(at) >= valid : null;
    },
  ),
  xmlRow(
    '105',
    [
      'Timestamp er ikke etter at sertifikatet er utløpt',
      'Timestamp er ikkje etter at sertifikatet er gått ut',
      'Timestamp is not after the certificate expired',
    ],
    (xml) => {
      const valid = certificate(xml)?.validToDate;
      const at = timestamp(xml);
      return valid && at ? new Date(at) <= valid : null;
    },
  ),
  xmlRow('84', equals('SignatureMethod/@Algorithm', 'RSA-SHA256 | RSA-SHA1'), (xml) =>
    within(ds(signature(xml), 'SignedInfo'), () => signatureDigest(xml.signature.signatureMethod) !== null),
  ),
  xmlRow(
    '50',
    [
      'Meldingen er riktig signert og ikke endret siden',
      'Meldinga er rett signert og ikkje endra sidan',
      'The message is correctly signed and unchanged since',
    ],
    (xml, { reading }) =>
      signed(xml, () => {
        const { faults } = proveSignature(xml.signature, {
          pins: [],
          now: new Date(0),
          timestamp: null,
          allowSha1: true,
        });
        // An envelope that stands alone has no parts to hold its digests against.
        const judged = faults.filter(({ kind }) => reading.transport !== 'bare' || kind !== 'part-missing');
        return judged.every((fault) => NOT_ABOUT_INTEGRITY.includes(fault.kind));
      }),
  ),
);
