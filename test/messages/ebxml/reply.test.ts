import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../../src/messages/ebxml/envelope.ts';
import type { Refusal } from '../../../src/messages/ebxml/judge.ts';
import { readBareEnvelope } from '../../../src/messages/ebxml/read-message.ts';
import { decideReply, signalEndpoint } from '../../../src/messages/ebxml/receive/reply.ts';
import { buildMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import { buildRequest } from '../../../src/messages/ebxml/signals/build.ts';
import { signedAfter, swap } from './support/forge.ts';
import { agreement, answerOf, hospital, judged, outgoing, receive } from './support/messages.ts';

const URL = 'http://hospital.example/ebms';
const envelope = (changes: Partial<Envelope> = {}): Envelope => ({
  ...receive(buildMessage(outgoing())).xml!.envelope,
  ...changes,
});
const refusal = (change: (text: string) => string): Refusal => judged(receive(signedAfter(change))).refusal!;

describe('the answer to a message', () => {
  it('goes in the same connection when the sender waits for it', () => {
    expect(decideReply(envelope(), null, URL)).toEqual({ way: 'same-connection', kind: 'acknowledgment' });
  });
  it('goes by itself when the sender does not wait', () => {
    expect(decideReply(envelope({ syncReply: false }), null, URL)).toEqual({
      way: 'post',
      kind: 'acknowledgment',
      url: URL,
    });
  });
  it('goes in the same connection when there is nowhere else to go', () => {
    expect(decideReply(envelope({ syncReply: false }), null, null)).toEqual({
      way: 'same-connection',
      kind: 'acknowledgment',
    });
  });
  it('is nothing when no receipt was asked for', () => {
    expect(decideReply(envelope({ ackRequested: null }), null, URL)).toEqual({ way: 'none' });
  });
  it('is nothing for signals, and the right signal for questions', () => {
    for (const kind of ['acknowledgment', 'message-error', 'pong', 'status-response', 'unknown'] as const) {
      expect(decideReply(envelope({ kind }), null, URL)).toEqual({ way: 'none' });
    }
    expect(decideReply(envelope({ kind: 'ping' }), null, URL)).toMatchObject({ kind: 'pong' });
    expect(decideReply(envelope({ kind: 'status-request' }), null, URL)).toMatchObject({
      kind: 'status-response',
    });
  });
  it('is a MessageError for what is refused, by the same ways', () => {
    const service = refusal((text) => swap(text, '>S-LOG_INNLAGT<', '>S-OTHER<'));
    expect(decideReply(envelope(), service, URL)).toEqual({ way: 'same-connection', kind: 'message-error' });
    expect(decideReply(envelope({ syncReply: false }), service, URL)).toMatchObject({
      way: 'post',
      kind: 'message-error',
    });
  });
  it('is a Fault in the same connection where there is no header, and nothing for a wrong signal', () => {
    const fault = refusal((text) => swap(text, /<eb:CPAId>.*<\/eb:CPAId>/, ''));
    expect(decideReply(envelope({ syncReply: false }), fault, URL)).toEqual({
      way: 'same-connection',
      kind: 'fault',
    });
    expect(decideReply(null, fault, null)).toEqual({ way: 'same-connection', kind: 'fault' });
    expect(decideReply(envelope(), { ...fault, answer: { kind: 'silent' } }, URL)).toEqual({ way: 'none' });
  });
});

describe('the address for signals', () => {
  const [party] = agreement().parties;
  const at = (...endpoints: { uri: string; type: string }[]) => ({
    ...party,
    signalChannel: { ...party.signalChannel!, endpoints },
  });

  it('is the one for errors or responses, else the general one', () => {
    const several = at(
      { uri: 'http://a', type: 'allPurpose' },
      { uri: 'http://r', type: 'response' },
      { uri: 'http://e', type: 'error' },
    );
    expect(signalEndpoint(several, 'message-error')).toBe('http://e');
    expect(signalEndpoint(several, 'acknowledgment')).toBe('http://r');
    expect(signalEndpoint(party, 'acknowledgment')).toBe(URL);
  });
  it('is none for mail, or without an endpoint', () => {
    expect(signalEndpoint(at({ uri: 'mailto:a@b', type: 'allPurpose' }), 'acknowledgment')).toBeNull();
    expect(signalEndpoint(at(), 'acknowledgment')).toBeNull();
    expect(signalEndpoint(null, 'acknowledgment')).toBeNull();
  });
});

describe('a question of our own', () => {
  it.each([{ kind: 'ping' as const }, { kind: 'status-request' as const, refToMessageId: 'a@b' }])(
    '%o is signed and accepted',
    (content) => {
      const reading = readBareEnvelope(buildRequest(outgoing().header, content, hospital()));
      expect(answerOf(judged(reading))).toBe('accepted');
      expect(reading.xml?.envelope.kind).toBe(content.kind);
      expect(reading.xml?.envelope.header.from.role).toBeNull();
    },
  );
});
