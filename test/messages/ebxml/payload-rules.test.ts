import { describe, expect, it } from 'vitest';
import { comparePayload } from '../../../src/messages/ebxml/receive/payload-rules.ts';
import { buildMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import type { Party } from '../../../src/messages/message.ts';
import { outgoing, receive } from './support/messages.ts';

const { envelope } = receive(buildMessage(outgoing())).xml!;
const party = (her: number | null, service: number | null = null): Party => ({
  her,
  name: null,
  service: service === null ? null : { her: service, name: null, kind: 'service' },
  organisation: null,
});
const message = {
  type: 'LOG_INNLAGT',
  sender: party(59, 90998),
  receiver: party(1, 99387),
  otherReceivers: [],
};
const codes = (changes: Partial<typeof message> = {}) =>
  comparePayload(envelope, { ...message, ...changes }).map((each) => each.code);

describe('envelope and message', () => {
  it('agree when the envelope names the service, or the organisation', () => {
    expect(codes()).toEqual([]);
    expect(codes({ sender: party(90998), receiver: party(99387) })).toEqual([]);
  });
  it('disagree about the sender: someone sends on behalf of another', () => {
    expect(codes({ sender: party(59, 60) })).toEqual(['MV-2046']);
  });
  it('disagree about the receiver, unless it gets a copy', () => {
    expect(codes({ receiver: party(2) })).toEqual(['MV-2048']);
    expect(
      codes({ receiver: party(2), otherReceivers: [{ ...party(99387), role: 'CR' }] as never[] }),
    ).toEqual([]);
  });
  it('disagree about the type', () => {
    expect(codes({ type: 'LOG_UTSKREVET' })).toEqual(['MV-2047']);
    expect(codes({ type: 'APPREC' })).toEqual(['MV-2047']);
  });
  it('cannot be compared where an agreement has Actions of its own, or the message names nobody', () => {
    const own = { ...envelope, header: { ...envelope.header, action: 'Registrering' } };
    expect(comparePayload(own, { ...message, sender: party(null), receiver: party(null) })).toEqual([]);
  });
});
