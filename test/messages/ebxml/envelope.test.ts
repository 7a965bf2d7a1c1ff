import fc from 'fast-check';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { isKnownCpaIdForm, isMessageId } from '../../../src/messages/ebxml/checks/message-id.ts';
import { cidUrl, contentIdOf } from '../../../src/messages/ebxml/content-id.ts';
import type { EnvelopeKind } from '../../../src/messages/ebxml/envelope.ts';
import { herIdOf } from '../../../src/messages/ebxml/envelope.ts';
import { readMshInfo, writeMshInfo } from '../../../src/messages/ebxml/msh-info.ts';
import { readBareEnvelope } from '../../../src/messages/ebxml/read-message.ts';
import { readTimestamp, writeTimestamp } from '../../../src/messages/ebxml/time.ts';
import {
  type OutgoingContent,
  type OutgoingHeader,
  writeEnvelope,
  writeFault,
} from '../../../src/messages/ebxml/write-envelope.ts';

/** Texts that stand trimmed in an envelope, with everything that XML has to escape. */
const text = fc
  .string({
    unit: fc.constantFrom('a', 'Å', '<', '>', '&', '"', "'", ' ', ']]>', '😀', '\u0085'),
    minLength: 1,
    maxLength: 12,
  })
  .map((each) => each.trim())
  .filter((each) => each !== '');
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));
const party = fc.record({
  ids: fc.array(fc.record({ type: fc.option(text), value: text }), { minLength: 1, maxLength: 3 }),
  role: fc.option(text),
});
const header = fc.record<OutgoingHeader>({
  from: party,
  to: party,
  cpaId: text,
  conversationId: text,
  messageId: text,
  timestamp: instant,
  mshInfo: fc.option(
    fc.record({ mshSystem: text, mshVersion: text, system: fc.option(text), systemVersion: fc.option(text) }),
  ),
});
const reference = fc.record({
  uri: fc.oneof(
    fc.constant(''),
    fc.uuid().map((each) => `cid:${each}`),
  ),
  digestMethod: fc.webUrl(),
  digestValue: fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  transforms: fc.array(fc.record({ algorithm: fc.webUrl(), xpath: fc.option(text) }), { maxLength: 3 }),
});
const content: fc.Arbitrary<OutgoingContent> = fc.oneof(
  fc.record({
    kind: fc.constant('payload' as const),
    service: text,
    serviceType: fc.option(text),
    action: text,
    refToMessageId: fc.option(text),
    timeToLive: fc.option(instant),
    duplicateElimination: fc.boolean(),
    ackRequested: fc.option(fc.record({ signed: fc.boolean() })),
    syncReply: fc.boolean(),
    parts: fc.array(
      fc.record({ contentId: text, schema: fc.option(fc.record({ location: fc.webUrl(), version: text })) }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({
    kind: fc.constant('acknowledgment' as const),
    refToMessageId: text,
    receivedAt: instant,
    references: fc.array(reference, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('message-error' as const),
    refToMessageId: text,
    errors: fc.array(
      fc.record({
        errorCode: fc.constantFrom('Inconsistent' as const, 'SecurityFailure' as const),
        severity: fc.constantFrom('Error' as const, 'Warning' as const),
        location: fc.option(text),
        description: text,
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({ kind: fc.constant('ping' as const) }),
  fc.record({ kind: fc.constant('pong' as const), refToMessageId: text }),
  fc.record({ kind: fc.constant('status-request' as const), refToMessageId: text }),
  fc.record({
    kind: fc.constant('status-response' as const),
    refToMessageId: text,
    about: text,
    status: fc.constantFrom(
      'Received' as const,
      'Processed' as const,
      'Forwarded' as const,
      'NotRecognized' as const,
      'UnAuthorized' as const,
    ),
    receivedAt: fc.option(instant),
  }),
);

describe('an envelope that we write', () => {
  it('follows the schema to the letter, says what it was told, and is read as that', () => {
    fc.assert(
      fc.property(header, content, (outgoing, what) => {
        const reading = readBareEnvelope(writeEnvelope(outgoing, what)).xml!;
        const { envelope } = reading;
        expect(reading.schemaErrors.map((each) => each.element.name)).toEqual([]);
        expect(envelope.header).toMatchObject({
          from: outgoing.from,
          to: outgoing.to,
          cpaId: outgoing.cpaId,
          conversationId: outgoing.conversationId,
          messageId: outgoing.messageId,
          timestamp: { written: writeTimestamp(outgoing.timestamp) },
        });
        expect(readMshInfo(envelope.header.descriptions)).toEqual(outgoing.mshInfo);
        expect(envelope.kind).toBe<EnvelopeKind>(what.kind);
        if (what.kind === 'payload') {
          expect(envelope.ackRequested?.signed ?? null).toBe(what.ackRequested?.signed ?? null);
          expect(envelope.syncReply).toBe(what.syncReply);
          expect(envelope.manifest?.map((each) => contentIdOf(each.href))).toEqual(
            what.parts.map((each) => each.contentId),
          );
          expect(envelope.header.refToMessageId).toBe(what.refToMessageId);
        }
        if (what.kind === 'acknowledgment') {
          expect(envelope.acknowledgment?.refToMessageId).toBe(what.refToMessageId);
          expect(envelope.header.refToMessageId).toBeNull();
          expect(envelope.acknowledgment?.references.map((each) => each.digestValue)).toEqual(
            what.references.map((each) => each.digestValue),
          );
        }
        if (what.kind === 'message-error') {
          expect(envelope.errorList?.errors.map((each) => each.description)).toEqual(
            what.errors.map((each) => each.description),
          );
          expect(envelope.errorList?.highestSeverity).toBe(
            what.errors.some((each) => each.severity === 'Error') ? 'Error' : 'Warning',
          );
        }
        if (what.kind === 'status-response')
          expect(envelope.statusResponse).toMatchObject({ status: what.status, refToMessageId: what.about });
      }),
      { numRuns: 300 },
    );
  });

  it('is one line, since every blank would be signed', () => {
    fc.assert(
      fc.property(
        header,
        content,
        (outgoing, what) => !/>\s+</.test(writeEnvelope(outgoing, what).toString()),
      ),
      { numRuns: 50 },
    );
  });

  it('drops what XML has no room for', () => {
    const outgoing = {
      from: { ids: [{ type: 'HER', value: '1' }], role: null },
      to: { ids: [{ type: 'HER', value: '2' }], role: null },
      cpaId: 'a\u0000b\ud800',
      conversationId: 'c',
      messageId: 'm',
      timestamp: new Date(0),
    };
    expect(readBareEnvelope(writeEnvelope(outgoing, { kind: 'ping' })).xml?.envelope.header.cpaId).toBe(
      'ab\ufffd',
    );
  });

  it('can be a SOAP Fault', () => {
    const document = XmlDocument.fromBuffer(writeFault('MustUnderstand', 'Blokken <x> er ukjent & avvist'));
    try {
      expect(document.get('//faultcode')?.content).toBe('SOAP:MustUnderstand');
      expect(document.get('//faultstring')?.content).toBe('Blokken <x> er ukjent & avvist');
    } finally {
      document.dispose();
    }
  });
});

describe('a time in an envelope', () => {
  it.each([
    ['2026-11-20T12:30:00Z', '2026-11-20T12:30:00Z'],
    ['2026-11-20T12:30:00', '2026-11-20T12:30:00Z'],
    ['2026-11-20T13:30:00+01:00', '2026-11-20T12:30:00Z'],
    ['2018-03-07T10:07:00.7894735Z', '2018-03-07T10:07:00.7894735Z'],
    ['2018-03-07T10:07:00.12345678901Z', '2018-03-07T10:07:00.123456789Z'],
    ['2026-12-31T24:00:00Z', '2027-01-01T00:00:00Z'],
    [' 2026-11-20T12:30:00Z ', '2026-11-20T12:30:00Z'],
    ['2026-11-20', null],
    ['2026-02-30T12:00:00Z', null],
    ['now', null],
  ])('%s is %s', (written, expected) => {
    expect(readTimestamp(written)?.instant).toBe(expected);
  });

  it('is UTC when it has no offset, unlike in the payload', () => {
    expect(readTimestamp('2026-07-01T12:00:00')?.instant).toBe('2026-07-01T12:00:00Z');
  });

  it('is absent when there is nothing', () => {
    expect(readTimestamp(null)).toBeNull();
    expect(readTimestamp('  ')).toBeNull();
  });
});

describe('identifiers', () => {
  it.each([
    'b1c8f7f0-8d3e-4a53-9d2c-5e1f2a3b4c5d',
    'B1C8F7F0-8D3E-4A53-9D2C-5E1F2A3B4C5D',
    '20250124-114229-35564@qa.ebxml.nav.no',
    '<a@b>',
  ])('%s may be a MessageId', (id) => {
    expect(isMessageId(id)).toBe(true);
  });
  it.each(['', 'abc', 'a b@c', '@', 'a@', 'b1c8f7f0'])('%j may not', (id) => {
    expect(isMessageId(id)).toBe(false);
  });
  it('a CPAId has the HER-ids, perhaps with a running number, or is a UUID', () => {
    for (const id of ['59_99387', '59_99387_2', 'b1c8f7f0-8d3e-4a53-9d2c-5e1f2a3b4c5d'])
      expect(isKnownCpaIdForm(id)).toBe(true);
    for (const id of ['nav:qass:1', '59_', '59-99387']) expect(isKnownCpaIdForm(id)).toBe(false);
  });
  it('a party has its HER-id only when there is exactly one, written in digits', () => {
    const her = (...values: string[]) =>
      herIdOf({ ids: values.map((value) => ({ type: 'HER', value })), role: null });
    expect(her('59')).toBe(59);
    for (const values of [[], ['59', '60'], ['0'], ['5a'], ['99999999999']])
      expect(her(...values)).toBeNull();
  });
  it('a Content-ID becomes a URL and comes back', () => {
    fc.assert(fc.property(text, (id) => contentIdOf(cidUrl(id)) === id));
    for (const url of [null, '', 'cid:', 'cid:%', 'http://a']) expect(contentIdOf(url)).toBeNull();
  });
});

describe('the system information of HITS 1210', () => {
  it('is found among other descriptions, also with a comma too many', () => {
    const info = readMshInfo([
      { lang: 'no', text: 'Epikrise' },
      { lang: 'NO', text: '{ "MSH-system":"A", "MSH-versjon":"2.54", }' },
    ]);
    expect(info).toEqual({ mshSystem: 'A', mshVersion: '2.54', system: null, systemVersion: null });
  });
  it.each([
    '{"MSH-system":"A"}',
    '{"MSH-system":"","MSH-versjon":"1"}',
    '{"MSH-system":1,"MSH-versjon":"1"}',
    '[]',
    '{',
    '',
  ])('is missing in %s', (description) => {
    expect(readMshInfo([{ lang: null, text: description }])).toBeNull();
  });
  it('is written as JSON', () => {
    expect(
      JSON.parse(writeMshInfo({ mshSystem: 'M', mshVersion: '1', system: 'S', systemVersion: null })),
    ).toEqual({ 'MSH-system': 'M', 'MSH-versjon': '1', fagsystem: 'S' });
  });
});
