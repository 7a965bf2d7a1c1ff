import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cidUrl } from '../../../src/messages/ebxml/content-id.ts';
import { EBMS_XPATH } from '../../../src/messages/ebxml/dsig/algorithms.ts';
import { envelopeText, type Part, pack, partOf, signText, swap } from './support/forge.ts';
import { answerOf, codes, hospital, judged, receive } from './support/messages.ts';

const here = spawnSync('xmlsec1', ['--version']).status === 0;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meldingsvakt-xmlsec1-'));
  const { certificate, privateKey } = hospital();
  writeFileSync(join(folder, 'certificate.pem'), certificate.toString());
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), {
    mode: 0o600,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs xmlsec1 on an envelope whose `cid:` references lead to files with the parts. */
function xmlsec1(action: readonly string[], envelope: string, parts: readonly Part[]) {
  const file = join(folder, 'envelope.xml');
  writeFileSync(file, envelope);
  const maps = parts.flatMap((part, index) => {
    const path = join(folder, `part-${index}`);
    writeFileSync(path, part.content);
    return [`--url-map:${cidUrl(part.contentId)}`, path];
  });
  return spawnSync('xmlsec1', [...action, ...maps, file], { encoding: 'utf8' });
}

const verify = (envelope: string, parts: readonly Part[]) =>
  xmlsec1(
    [
      '--verify',
      '--trusted-pem',
      join(folder, 'certificate.pem'),
      '--verification-gmt-time',
      '2026-11-20 12:30:00',
    ],
    envelope,
    parts,
  ).status === 0;

const CASES: readonly [string, (text: string) => string, readonly Part[]][] = [
  ['one part', (text) => text, [partOf()]],
  ['no part', (text) => swap(text, /<eb:Reference .*<\/eb:Reference>/, ''), []],
  [
    'two parts',
    (text) => text,
    [partOf(), { contentId: 'second.part@x', content: Buffer.from([0, 255, 13, 10]) }],
  ],
  ['white space and line ends', (text) => text.replaceAll('><', '>\r\n\t <'), [partOf()]],
  ['comments', (text) => swap(text, '<eb:To>', '<!-- to --><eb:To>'), [partOf()]],
  ['processing instructions', (text) => swap(text, '<eb:To>', '<?to whom?><eb:To>'), [partOf()]],
  [
    'letters beyond ASCII',
    (text) =>
      swap(
        text,
        '<eb:Role>',
        '<eb:PartyId eb:type="navn">Ærlig Ødegård &amp; Åse "A" &lt;B></eb:PartyId><eb:Role>',
      ),
    [partOf()],
  ],
  [
    'namespaces that nobody uses',
    (text) => swap(text, '<eb:To>', '<eb:To xmlns:q="urn:q" xmlns="urn:d">'),
    [partOf()],
  ],
  [
    'attributes in any order',
    (text) =>
      swap(text, 'SOAP:mustUnderstand="1" eb:version="2.0"', "eb:version='2.0'  SOAP:mustUnderstand='1'"),
    [partOf()],
  ],
  [
    'xml:lang on the way down',
    (text) => swap(text, '<SOAP:Header>', '<SOAP:Header xml:lang="no">'),
    [partOf()],
  ],
  ['CDATA', (text) => swap(text, '>S-LOG_INNLAGT<', '><![CDATA[S-LOG_INNLAGT]]><'), [partOf()]],
];

describe(here ? 'xmlsec1' : 'xmlsec1 (skipped: not on this machine)', () => {
  for (const form of ['three', 'two'] as const) {
    it.runIf(here).each(CASES)(`verifies what we sign with ${form} transforms: %s`, (_, change, parts) => {
      expect(verify(signText(change(envelopeText()), parts, { ...hospital(), form }), parts)).toBe(true);
    });
  }

  it.runIf(here)('refuses what we refuse', () => {
    const parts = [partOf()];
    const signed = signText(envelopeText(), parts);
    expect(verify(swap(signed, '>90998<', '>90997<'), parts)).toBe(false);
    expect(verify(signed, [{ ...partOf(), content: Buffer.from('other') }])).toBe(false);
    expect(verify(signed.replace(/<ds:SignatureValue>....../, '<ds:SignatureValue>AAAAAA'), parts)).toBe(
      false,
    );
  });

  it.runIf(here).each(CASES)('signs what we verify: %s', (_, change, parts) => {
    const template = swap(change(envelopeText()), '</SOAP:Header>', `${templateFor(parts)}</SOAP:Header>`);
    const signed = join(folder, 'signed.xml');
    const keys = `${join(folder, 'key.pem')},${join(folder, 'certificate.pem')}`;
    const result = xmlsec1(['--sign', '--privkey-pem', keys, '--output', signed], template, parts);
    expect(result.stderr).toBe('');
    const judgement = judged(receive(pack(readFileSync(signed, 'utf8'), parts)));
    const wrong = codes(judgement).filter((code) => code.startsWith('MV-21'));
    expect(wrong).toEqual([]);
    if (parts.length === 1) expect(answerOf(judgement)).toBe('accepted');
  });
});

function templateFor(parts: readonly Part[]): string {
  const ds = 'http://www.w3.org/2000/09/xmldsig#';
  const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
  const digest = '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/>';
  const transforms =
    `<Transforms><Transform Algorithm="${ds}enveloped-signature"/>` +
    '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">' +
    `<XPath xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/">${EBMS_XPATH}</XPath></Transform>` +
    `<Transform Algorithm="${c14n}"/></Transforms>`;
  return (
    `<Signature xmlns="${ds}"><SignedInfo><CanonicalizationMethod Algorithm="${c14n}"/>` +
    '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' +
    `<Reference URI="">${transforms}${digest}</Reference>` +
    parts.map((part) => `<Reference URI="${cidUrl(part.contentId)}">${digest}</Reference>`).join('') +
    '</SignedInfo><SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo></Signature>'
  );
}
