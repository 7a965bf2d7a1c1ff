import { describe, expect, it } from 'vitest';
import { header, NEXT, refused, signed } from './support/attacks.ts';
import { envelopeText, forged, pack, partOf, signedAfter, swap } from './support/forge.ts';
import { answerOf, codes, judged, receive } from './support/messages.ts';

describe('the true message, against which the forgeries below are held', () => {
  it('is accepted', () => {
    expect(answerOf(judged(receive(pack(signed(), [partOf()]))))).toBe('accepted');
  });
});

describe('an envelope changed after signing', () => {
  it.each([
    ['another sender', '>90998<', '>90997<'],
    ['another conversation', '774a6ed1', '774a6ed2'],
    ['another MessageId', 'b1c8f7f0', 'b1c8f7f1'],
    ['another Timestamp', '12:30:00Z', '12:30:01Z'],
    ['white space', '</eb:MessageHeader>', '</eb:MessageHeader> '],
    ['a processing instruction', '</eb:MessageHeader>', '</eb:MessageHeader><?x y?>'],
    ['an attribute', '<eb:Manifest', '<eb:Manifest eb:id="a"'],
  ])('%s', (_, from, to) => {
    const judgement = judged(receive(forged((text) => swap(text, from, to))));
    expect(judgement.refusal).not.toBeNull();
    expect(codes(judgement)).toContain('MV-2112');
  });
});

describe('wrapping', () => {
  it('a second header marked for the next node, which the XPath transform leaves out', () => {
    const second = header(envelopeText())
      .replace('<eb:MessageHeader', `<eb:MessageHeader SOAP:actor="${NEXT}"`)
      .replace('90998', '12345');
    refused(
      forged((text) => swap(text, '<eb:MessageHeader', `${second}<eb:MessageHeader`)),
      'MV-2018',
    );
    refused(
      forged((text) => swap(text, '</eb:MessageHeader>', `</eb:MessageHeader>${second}`)),
      'MV-2018',
    );
  });

  it('a second header inside a block marked for the next node', () => {
    const block = `<x:B xmlns:x="urn:x" SOAP:actor="${NEXT}">${header(envelopeText())}</x:B>`;
    refused(
      forged((text) => swap(text, '</SOAP:Header>', `${block}</SOAP:Header>`)),
      'MV-2018',
      'MV-2116',
    );
  });

  it('the signed header hidden inside a block, and another in its place', () => {
    refused(
      forged((text) => {
        const hidden = `<x:B xmlns:x="urn:x">${header(text)}</x:B>`;
        return swap(text, header(text), `${header(text).replace('90998', '12345')}${hidden}`);
      }),
      'MV-2018',
    );
  });

  it('a second header inside the signature, which the enveloped transform leaves out', () => {
    refused(
      forged((text) =>
        swap(text, '</ds:Signature>', `<ds:Object>${header(text)}</ds:Object></ds:Signature>`),
      ),
      'MV-2018',
      'MV-2103',
    );
    refused(
      forged((text) => swap(text, '</ds:KeyInfo>', `${header(text)}</ds:KeyInfo>`)),
      'MV-2018',
    );
  });

  it('a Manifest inside the signature, or marked for the next node', () => {
    const manifest = /<eb:Manifest.*<\/eb:Manifest>/.exec(envelopeText())![0];
    refused(
      forged((text) => swap(text, '</ds:Signature>', `<ds:Object>${manifest}</ds:Object></ds:Signature>`)),
      'MV-2018',
    );
    refused(
      forged((text) =>
        swap(
          text,
          '<SOAP:Body>',
          `<SOAP:Body>${manifest.replace('<eb:Manifest', `<eb:Manifest SOAP:actor="${NEXT}"`)}`,
        ),
      ),
      'MV-2018',
      'MV-2021',
    );
  });

  it('a Reference smuggled into the Manifest for the next node', () => {
    const reference = `<eb:Reference SOAP:actor="${NEXT}" xlink:type="simple" xlink:href="cid:evil"/>`;
    const parts = [partOf(), { contentId: 'evil', content: Buffer.from('<evil/>') }];
    refused(
      forged((text) => swap(text, '</eb:Manifest>', `${reference}</eb:Manifest>`), parts),
      'MV-2021',
      'MV-2115',
    );
  });

  it('an element of the header marked for the next node', () => {
    refused(
      forged((text) =>
        swap(
          text,
          '<eb:From>',
          `<eb:From SOAP:actor="${NEXT}"><eb:PartyId eb:type="HER">12345</eb:PartyId></eb:From><eb:From>`,
        ),
      ),
      'MV-2021',
    );
  });

  it('an AckRequested or Acknowledgment for the next node, even when the sender signed it so', () => {
    const judgement = judged(
      receive(
        signedAfter((text) =>
          swap(
            text,
            '</SOAP:Header>',
            `<eb:ErrorList SOAP:actor="${NEXT}" SOAP:mustUnderstand="1" eb:version="2.0" eb:highestSeverity="Error"/></SOAP:Header>`,
          ),
        ),
      ),
    );
    expect(codes(judgement)).toContain('MV-2116');
    expect(judgement.refusal).not.toBeNull();
  });

  it('the whole body marked for the next node', () => {
    refused(
      forged((text) => swap(text, '<SOAP:Body>', `<SOAP:Body SOAP:actor="${NEXT}">`)),
      'MV-2021',
    );
    refused(
      forged((text) => swap(text, '<SOAP:Envelope', `<SOAP:Envelope SOAP:actor="${NEXT}"`)),
      'MV-2021',
      'MV-2112',
    );
  });

  it('a second SOAP header or body', () => {
    refused(
      forged((text) =>
        swap(text, '<SOAP:Header>', `<SOAP:Header>${header(text)}</SOAP:Header><SOAP:Header>`),
      ),
      'MV-2016',
    );
    refused(
      forged((text) => swap(text, '</SOAP:Body>', '</SOAP:Body><SOAP:Body/>')),
      'MV-2016',
    );
  });

  it('an envelope around the envelope', () => {
    refused(
      forged((text) => {
        const inner = text.replace(/^<\?xml[^>]*\?>/, '');
        const outer = envelopeText().replace('90998', '12345');
        return swap(outer, '</SOAP:Body>', `<x:W xmlns:x="urn:x">${inner}</x:W></SOAP:Body>`);
      }),
      'MV-2018',
    );
  });
});
