import { createHash, sign } from 'node:crypto';
import { expect } from 'vitest';
import { SHA1 } from '../../../../src/messages/ebxml/dsig/algorithms.ts';
import type { OutgoingEntity } from '../../../../src/messages/mime/write.ts';
import { envelopeText, pack, partOf, signText, swap } from './forge.ts';
import { answerOf, CONTENT_ID, codes, DOCUMENT, hospital, judged, receive } from './messages.ts';

export const NEXT = 'http://schemas.xmlsoap.org/soap/actor/next';
export const evil = { contentId: CONTENT_ID, content: Buffer.from('<evil/>') };
export const signed = () => signText(envelopeText(), [partOf()]);
export const signature = (text: string) => /<ds:Signature.*<\/ds:Signature>/.exec(text)![0];
export const header = (text: string) => /<eb:MessageHeader.*<\/eb:MessageHeader>/.exec(text)![0];

/** Refused, and never by accident: with a finding of its own. */
export function refused(entity: OutgoingEntity, ...expected: string[]): void {
  const judgement = judged(receive(entity));
  expect(answerOf(judgement)).toMatch(/^(SecurityFailure|fault:.*)$/);
  expect(codes(judgement)).toEqual(expect.arrayContaining(expected));
  expect(judgement.certificate).toBeNull();
}

/** Changes the signature of a correct message, and signs what came of it with the true key. */
export function resigned(
  change: (text: string) => string,
  parts = [partOf()],
  signer: (signedInfo: Buffer) => Buffer = (bytes) => sign('sha256', bytes, hospital().privateKey),
) {
  const text = change(signText(envelopeText(), [partOf()]));
  // What is canonical is read by the reader under test; the xmlsec1 tests prove that reader independently.
  const facts = receive(pack(text, parts)).xml!.signature;
  const value = signer(facts.signedInfo).toString('base64');
  return pack(swap(text, /<ds:SignatureValue>.*?</, `<ds:SignatureValue>${value}<`), parts);
}

/** Puts SHA-1 digests where SHA-256 stood; the envelope's own is then wrong, which is no matter here. */
export function withDigests(text: string): string {
  const digest = createHash('sha1').update(DOCUMENT).digest('base64');
  return text
    .replaceAll('http://www.w3.org/2001/04/xmlenc#sha256', SHA1)
    .replace(
      /<ds:DigestValue>[^<]*<\/ds:DigestValue><\/ds:Reference><\/ds:SignedInfo>/,
      `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`,
    );
}
