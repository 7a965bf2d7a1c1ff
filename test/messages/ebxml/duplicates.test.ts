import { describe, expect, it } from 'vitest';
import { payloadParts } from '../../../src/messages/ebxml/payload.ts';
import {
  contentFingerprint,
  decideReceipt,
  messageKey,
} from '../../../src/messages/ebxml/receive/duplicates.ts';
import { buildMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import { envelopeText, pack, partOf, signedAfter, swap } from './support/forge.ts';
import { CONTENT_ID, judged, outgoing, receive } from './support/messages.ts';

const reading = receive(buildMessage(outgoing()));
const fingerprint = contentFingerprint(reading);
const late = signedAfter((text) =>
  swap(text, '</eb:MessageData>', '<eb:TimeToLive>2026-11-20T12:00:00Z</eb:TimeToLive></eb:MessageData>'),
);

describe('a message that was never seen', () => {
  it('is accepted', () => {
    expect(decideReceipt(null, null, fingerprint)).toEqual({ action: 'accept' });
  });
  it('is refused for what is wrong with it', () => {
    const { refusal } = judged(receive(late));
    expect(decideReceipt(refusal, null, fingerprint)).toMatchObject({
      action: 'refuse',
      refusal: { errors: [{ errorCode: 'TimeToLiveExpired' }] },
    });
  });
});

describe('a message that was accepted before', () => {
  it('gets its stored receipt again', () => {
    const decision = decideReceipt(null, { fingerprint }, fingerprint);
    expect(decision).toMatchObject({ action: 'repeat', finding: { code: 'MV-2071' } });
  });
  it('gets it again also when its TimeToLive has passed since', () => {
    const again = receive(late);
    expect(decideReceipt(judged(again).refusal, { fingerprint }, contentFingerprint(again)).action).toBe(
      'repeat',
    );
  });
  it('with other content is refused: a receipt would say that something is safe here which is not', () => {
    const other = contentFingerprint(receive(buildMessage(outgoing({ document: Buffer.from('<other/>') }))));
    expect(decideReceipt(null, { fingerprint }, other)).toMatchObject({
      action: 'refuse',
      refusal: { answer: { errorCode: 'Inconsistent' }, because: [{ code: 'MV-2072' }] },
    });
  });
  it('that is forged this time is refused like any forgery', () => {
    const { refusal } = judged(receive(pack(envelopeText(), [partOf()])));
    expect(decideReceipt(refusal, { fingerprint }, fingerprint)).toMatchObject({
      action: 'refuse',
      refusal: { answer: { errorCode: 'SecurityFailure' } },
    });
  });
});

describe('the key of a message', () => {
  const keyOf = (change: (text: string) => string) => messageKey(receive(signedAfter(change)).xml!.envelope);
  const key = keyOf((text) => text);

  it('is the same for the same agreement, MessageId and sender', () => {
    expect(keyOf((text) => swap(text, '12:30:00Z', '12:45:00Z'))).toBe(key);
    expect(messageKey(reading.xml!.envelope)).toBe(key);
  });
  it.each([
    ['MessageId', '>b1c8f7f0', '>B1C8F7F0'],
    ['sender', '>90998<', '>90997<'],
    ['agreement', '90998_99387', '90998_99387_2'],
  ])('is another for another %s', (_, from, to) => {
    expect(keyOf((text) => swap(text, from, to))).not.toBe(key);
  });
  it("does not hang on the order of the sender's ids", () => {
    const extra = '<eb:PartyId eb:type="ENH">883974832</eb:PartyId>';
    const before = keyOf((text) => swap(text, '<eb:From>', `<eb:From>${extra}`));
    expect(keyOf((text) => swap(text, '</eb:PartyId>', `</eb:PartyId>${extra}`))).toBe(before);
  });
});

describe('the parts that may be delivered', () => {
  it('are the ones that the manifest names, and never the envelope or what nobody named', () => {
    const stray = receive(
      pack(envelopeText(), [{ contentId: 'stray', content: Buffer.from('x') }, partOf()]),
    );
    expect(payloadParts(stray).map((part) => part.content)).toEqual([partOf().content]);
    const aimed = receive(pack(swap(envelopeText(), `cid:${CONTENT_ID}`, 'cid:envelope@test'), [partOf()]));
    expect(payloadParts(aimed)).toEqual([]);
  });
});

describe('the fingerprint of a content', () => {
  it('is about the parts that the manifest names, and not about the envelope around them', () => {
    const rewritten = receive(signedAfter((text) => swap(text, '12:30:00Z', '12:45:00Z')));
    expect(contentFingerprint(rewritten)).toBe(fingerprint);
    const stray = receive(
      pack(envelopeText(), [partOf(), { contentId: 'stray', content: Buffer.from('x') }]),
    );
    expect(contentFingerprint(stray)).toBe(fingerprint);
  });
});
