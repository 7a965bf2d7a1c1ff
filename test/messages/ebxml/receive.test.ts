import { describe, expect, it } from 'vitest';
import { buildMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import { answerOf, codes, DOCUMENT, outgoing, receive, roundTrip } from './support/messages.ts';

describe('a message that follows the profile', () => {
  it('is accepted, with nothing to remark but that it is not encrypted', () => {
    const { judgement, reading } = roundTrip();
    expect(codes(judgement)).toEqual(['MV-2055']);
    expect(answerOf(judgement)).toBe('accepted');
    expect(judgement.certificate).not.toBeNull();
    expect(reading.xml?.schemaErrors).toEqual([]);
  });
  it('gives the document byte for byte', () => {
    const reading = receive(buildMessage(outgoing()));
    expect(reading.mime?.parts[1]?.content.equals(DOCUMENT)).toBe(true);
  });
});
