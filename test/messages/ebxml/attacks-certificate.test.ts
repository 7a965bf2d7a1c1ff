import { describe, expect, it } from 'vitest';
import { readHttpMessage } from '../../../src/messages/ebxml/read-message.ts';
import { buildMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import { Headers } from '../../../src/messages/mime/headers.ts';
import { writeRelated } from '../../../src/messages/mime/write.ts';
import { evil, refused, signed } from './support/attacks.ts';
import { makeIdentity } from './support/certificates.ts';
import { envelopeText, forged, pack, partOf, signText, swap } from './support/forge.ts';
import {
  answerOf,
  CONTENT_ID,
  codes,
  hospital,
  judged,
  kommune,
  outgoing,
  receive,
} from './support/messages.ts';

describe('the certificate', () => {
  const withSigner = (identity: ReturnType<typeof makeIdentity>) =>
    buildMessage(outgoing({ signer: identity }));

  it('of somebody else, though rightly signed', () => refused(withSigner(kommune()), 'MV-2122'));

  it('of an impostor with the same name, number and dates', () => {
    refused(withSigner(makeIdentity({ name: 'Eksempelsykehuset HF', serial: 1 })), 'MV-2122');
  });

  it("the true one shown, but the impostor's key used", () => {
    const impostor = signText(envelopeText(), [partOf()], kommune());
    const shown = hospital().certificate.raw.toString('base64');
    refused(pack(swap(impostor, kommune().certificate.raw.toString('base64'), shown), [partOf()]), 'MV-2126');
  });

  it("two of them, the true one and the impostor's", () => {
    const extra = `<ds:X509Certificate>${kommune().certificate.raw.toString('base64')}</ds:X509Certificate>`;
    refused(
      forged((text) => swap(text, '<ds:X509Certificate>', `${extra}<ds:X509Certificate>`)),
      'MV-2105',
    );
    refused(
      forged((text) => swap(text, '</ds:X509Data>', `</ds:X509Data><ds:X509Data>${extra}</ds:X509Data>`)),
      'MV-2105',
    );
  });

  it('that cannot be read', () => {
    refused(
      forged((text) => swap(text, /<ds:X509Certificate>.*?</, '<ds:X509Certificate>AAAA<')),
      'MV-2125',
    );
  });

  it.each([
    ['expired', { to: new Date('2026-11-20T12:29:59Z') }, ['MV-2123', 'MV-2124']],
    ['not valid yet', { from: new Date('2026-11-20T12:30:01Z') }, ['MV-2123', 'MV-2124']],
    ['with a short key', { bits: 1024 }, ['MV-2125']],
  ])('%s, even where it is pinned', (_, settings, expected) => {
    const identity = makeIdentity(settings);
    const judgement = judged(receive(withSigner(identity)), { pins: [identity.certificate.raw] });
    expect(answerOf(judgement)).toBe('SecurityFailure');
    expect(codes(judgement)).toEqual(expect.arrayContaining(expected));
  });

  it('that expired on the way is refused, although the message is dated into its time', () => {
    const identity = makeIdentity({ to: new Date('2026-11-20T12:30:30Z') });
    const reading = receive(withSigner(identity));
    const pins = [identity.certificate.raw];
    expect(answerOf(judged(reading, { pins }))).toBe('accepted');
    expect(codes(judged(reading, { pins, now: new Date('2026-11-20T12:31:00Z') }))).toContain('MV-2123');
  });

  it("that is newer than the message, since the sender's clock is slow, is only remarked on", () => {
    const identity = makeIdentity({ from: new Date('2026-11-20T12:30:30Z') });
    const judgement = judged(receive(withSigner(identity)), {
      pins: [identity.certificate.raw],
      now: new Date('2026-11-20T12:31:00Z'),
    });
    expect(answerOf(judgement)).toBe('accepted');
    expect(codes(judgement)).toContain('MV-2124');
    expect(judgement.certificate?.raw).toEqual(identity.certificate.raw);
  });

  it('of a sender for whom none is registered', () => {
    const judgement = judged(receive(pack(signed(), [partOf()])), { pins: [] });
    expect(answerOf(judgement)).toBe('SecurityFailure');
    expect(codes(judgement)).toContain('MV-2121');
  });

  it('old and new, side by side while they change', () => {
    const renewed = makeIdentity({ name: 'Eksempelsykehuset HF', serial: 3 });
    const pins = [hospital().certificate.raw, renewed.certificate.raw];
    for (const signer of [hospital(), renewed]) {
      expect(answerOf(judged(receive(withSigner(signer)), { pins }))).toBe('accepted');
    }
  });
});

describe('the parts', () => {
  it('another attachment in place of the signed one', () => refused(pack(signed(), [evil]), 'MV-2113'));

  it('two with one Content-ID, whichever comes first', () => {
    refused(pack(signed(), [partOf(), evil]), 'MV-2007', 'MV-2114');
    refused(pack(signed(), [evil, partOf()]), 'MV-2007', 'MV-2114');
  });

  it('one in the Manifest that was not signed', () => {
    const unsigned = { contentId: 'extra', content: Buffer.from('<extra/>') };
    const text = swap(
      envelopeText(),
      '</eb:Manifest>',
      '<eb:Reference xlink:type="simple" xlink:href="cid:extra"/></eb:Manifest>',
    );
    refused(pack(signText(text, [partOf()]), [partOf(), unsigned]), 'MV-2115');
  });

  it('one that the Manifest names, while the signature covers another', () => {
    const text = swap(envelopeText(), `cid:${CONTENT_ID}`, 'cid:evil');
    refused(pack(signText(text, [partOf()]), [partOf(), { ...evil, contentId: 'evil' }]), 'MV-2115');
  });

  it('one that nobody named is left lying', () => {
    const judgement = judged(
      receive(pack(signed(), [partOf(), { contentId: 'stray', content: Buffer.from('x') }])),
    );
    expect(answerOf(judgement)).toBe('accepted');
    expect(codes(judgement)).toContain('MV-2054');
  });

  it('the envelope twice, with start pointing at the forged one', () => {
    const forgedText = swap(signed(), '>90998<', '>12345<');
    const parts = [
      {
        contentId: 'true',
        contentType: 'text/xml',
        transferEncoding: 'base64' as const,
        content: Buffer.from(signed()),
      },
      {
        contentId: 'forged',
        contentType: 'text/xml',
        transferEncoding: 'base64' as const,
        content: Buffer.from(forgedText),
      },
      { ...partOf(), contentType: 'application/xml', transferEncoding: 'base64' as const },
    ];
    const { contentType, body } = writeRelated(parts, 't');
    const aimed = swap(contentType, 'start="<true>"', 'start="<forged>"');
    const headers = Headers.fromRecord({ 'content-type': aimed, soapaction: '"ebXML"' });
    expect(judged(readHttpMessage(headers, body)).refusal).not.toBeNull();
  });
});
