import { describe, expect, it } from 'vitest';
import { parseMediaType } from '../../../src/messages/mime/media-type.ts';
import { decodeTransfer } from '../../../src/messages/mime/transfer.ts';
import { envelopeText, pack, partOf, signedAfter, signText, swap } from './support/forge.ts';
import { answerOf, codes, judged, receive } from './support/messages.ts';

/** As many as an envelope may have that is not yet too large. */
const many = (text: string) => text.repeat(4900);

describe('an envelope with very many of something is judged like one with few', () => {
  it.each([
    [
      'references without parts',
      (text: string) =>
        swap(text, '</eb:Manifest>', `${many('<eb:Reference xlink:href="cid:a"/>')}</eb:Manifest>`),
      'MV-2052',
    ],
    [
      'references that break the schema',
      (text: string) => swap(text, '</eb:Manifest>', `${many('<eb:Reference/>')}</eb:Manifest>`),
      'MV-2015',
    ],
    [
      'unknown blocks',
      (text: string) => swap(text, '</SOAP:Header>', `${many('<x:a xmlns:x="urn:x"/>')}</SOAP:Header>`),
      'MV-2020',
    ],
    [
      'blocks for the next node',
      (text: string) =>
        swap(
          text,
          '</SOAP:Header>',
          `${many('<a SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"/>')}</SOAP:Header>`,
        ),
      'MV-2116',
    ],
    [
      'party ids',
      (text: string) =>
        swap(text, '<eb:From>', `<eb:From>${many('<eb:PartyId eb:type="HER">1</eb:PartyId>')}`),
      'MV-2033',
    ],
    [
      'message headers',
      (text: string) => swap(text, '</SOAP:Header>', `${many('<eb:MessageHeader/>')}</SOAP:Header>`),
      'MV-2018',
    ],
    [
      'descriptions',
      (text: string) =>
        swap(
          text,
          '<eb:Description',
          `${many('<eb:Description xml:lang="no">{"a":1</eb:Description>')}<eb:Description`,
        ),
      'MV-2055',
    ],
  ])('%s', (_, change, code) => {
    const judgement = judged(receive(signedAfter(change)));
    expect(codes(judgement)).toContain(code);
    expect(judgement.findings.length).toBeLessThan(200);
  });

  it('references in the signature', () => {
    const reference = '<ds:Reference xmlns:ds="http://www.w3.org/2000/09/xmldsig#" URI="#a"/>';
    const text = swap(
      signText(envelopeText(), [partOf()]),
      '</ds:SignedInfo>',
      `${many(reference)}</ds:SignedInfo>`,
    );
    const judgement = judged(receive(pack(text, [partOf()])));
    expect(answerOf(judgement)).toBe('SecurityFailure');
    expect(judgement.findings.length).toBeLessThan(200);
  });

  it('and one with more is refused unread', () => {
    const judgement = judged(
      receive(signedAfter((text) => swap(text, '<eb:To>', `${'<a/>'.repeat(5000)}<eb:To>`))),
    );
    expect(codes(judgement)).toEqual(['MV-2010']);
    expect(answerOf(judgement)).toBe('fault:Client');
  });

  it('and so is one that is too large', () => {
    const judgement = judged(
      receive(signedAfter((text) => swap(text, '<eb:To>', `<!--${'x'.repeat(1_100_000)}--><eb:To>`))),
    );
    expect(codes(judgement)).toEqual(['MV-2010']);
    expect(answerOf(judgement)).toBe('fault:Client');
  });
});

describe('a package with very much of something', () => {
  it('blanks in quoted-printable', () => {
    const blanks = Buffer.alloc(4_000_000, 0x20);
    expect(decodeTransfer(Buffer.concat([blanks, Buffer.from('a')]), 'quoted-printable')).toHaveLength(
      4_000_001,
    );
    expect(decodeTransfer(blanks, 'quoted-printable')).toHaveLength(0);
  });
  it('brackets in Content-Type', () => {
    expect(parseMediaType(`text/xml; a=${'b(c)'.repeat(200_000)}`).parameters.get('a')).toHaveLength(800_000);
  });
});
