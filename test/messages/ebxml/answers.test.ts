import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../../src/messages/ebxml/agreement/agreement.ts';
import { readHttpMessage } from '../../../src/messages/ebxml/read-message.ts';
import { buildMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import { Headers } from '../../../src/messages/mime/headers.ts';
import { envelopeText, pack, partOf, signedAfter, signText, swap } from './support/forge.ts';
import { agreement, answerOf, codes, judged, NOW, outgoing, receive } from './support/messages.ts';

const http = (headers: Record<string, string>, body: string | Buffer) =>
  judged(readHttpMessage(Headers.fromRecord(headers), Buffer.from(body)));
const whole = buildMessage(outgoing());
const XML = { 'content-type': 'text/xml', soapaction: '"ebXML"' };

describe('what leaves no header to answer to gets a SOAP Fault', () => {
  it.each([
    ['no SOAPAction', { 'content-type': whole.contentType }, whole.body, 400],
    ['another SOAPAction', { 'content-type': whole.contentType, soapaction: '"other"' }, whole.body, 400],
    [
      'a SOAPAction without quotes',
      { 'content-type': whole.contentType, soapaction: 'ebXML' },
      whole.body,
      400,
    ],
    ['another Content-Type', { ...XML, 'content-type': 'application/json' }, '{}', 415],
    ['no Content-Type', { soapaction: '"ebXML"' }, whole.body, 415],
    [
      'a package whose root is something else',
      { ...XML, 'content-type': 'multipart/related; boundary=B; type="application/xop+xml"' },
      '--B\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n--B--',
      415,
    ],
    [
      'a package without envelope',
      { ...XML, 'content-type': 'multipart/related; boundary=B' },
      '--B\r\nContent-Type: text/plain\r\n\r\na\r\n--B--',
      415,
    ],
    [
      'a package that was cut off',
      { ...XML, 'content-type': whole.contentType },
      whole.body.subarray(0, whole.body.length - 30),
      400,
    ],
    ['no XML', XML, '<SOAP:Envelope', 500],
    ['nothing at all', XML, '', 500],
    ['a DOCTYPE', XML, swap(envelopeText(), '?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'), 500],
    ['another envelope', XML, '<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"/>', 500],
    [
      'no SOAP header',
      XML,
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>',
      500,
    ],
    [
      'no MessageHeader',
      XML,
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header/><s:Body/></s:Envelope>',
      500,
    ],
  ])('%s', (_, headers, body, status) => {
    const judgement = http(headers as Record<string, string>, body);
    expect(answerOf(judgement)).toMatch(/^fault:/);
    expect(judgement.refusal?.answer).toMatchObject({ status });
  });

  it('says VersionMismatch about another SOAP version, and MustUnderstand about a foreign block', () => {
    const other = '<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"/>';
    expect(answerOf(http(XML, other))).toBe('fault:VersionMismatch');
    const block = '<x:Block xmlns:x="urn:foreign" SOAP:mustUnderstand="1"/></SOAP:Header>';
    expect(answerOf(judged(receive(signedAfter((text) => swap(text, '</SOAP:Header>', block)))))).toBe(
      'fault:MustUnderstand',
    );
  });

  it('lets a foreign block be that need not be understood', () => {
    const block = '<x:Block xmlns:x="urn:foreign" SOAP:mustUnderstand="0"/></SOAP:Header>';
    const judgement = judged(receive(signedAfter((text) => swap(text, '</SOAP:Header>', block))));
    expect(answerOf(judgement)).toBe('accepted');
    expect(codes(judgement)).toContain('MV-2020');
  });
});

const without = (name: string) => (text: string) =>
  swap(text, new RegExp(`<eb:${name}[ >].*?</eb:${name}>|<eb:${name}[^>]*/>`), '');

describe('a header that cannot be trusted or answered', () => {
  it.each([
    [
      'two MessageHeaders',
      (text: string) =>
        swap(
          text,
          '</eb:MessageHeader>',
          '</eb:MessageHeader><eb:MessageHeader SOAP:mustUnderstand="1" eb:version="2.0"/>',
        ),
      /^fault/,
    ],
    [
      'two Manifests',
      (text: string) => swap(text, '</SOAP:Body>', '<eb:Manifest eb:version="2.0"/></SOAP:Body>'),
      /^fault/,
    ],
    [
      'two MessageIds',
      (text: string) => swap(text, '<eb:MessageId>', '<eb:MessageId>other</eb:MessageId><eb:MessageId>'),
      /^fault/,
    ],
    ['no MessageId', without('MessageId'), /^fault/],
    ['no CPAId', without('CPAId'), /^fault/],
    ['no ConversationId', without('ConversationId'), /^fault/],
    ['no PartyId', without('PartyId'), /^fault/],
    ['an empty PartyId', (text: string) => swap(text, '>90998<', '><'), /^fault/],
    ['no Service', without('Service'), /^ValueNotRecognized$/],
    ['no Action', without('Action'), /^ValueNotRecognized$/],
    ['no Timestamp', without('Timestamp'), /^OtherXml$/],
    [
      'a Timestamp that is no time',
      (text: string) => swap(text, '>2026-11-20T12:30:00Z<', '>yesterday<'),
      /^OtherXml$/,
    ],
    [
      'another version',
      (text: string) => swap(text, 'eb:version="2.0"', 'eb:version="3.0"'),
      /^NotSupported$/,
    ],
    ['no version', (text: string) => swap(text, ' eb:version="2.0"', ''), /^NotSupported$/],
    [
      'an actor on MessageHeader',
      (text: string) =>
        swap(
          text,
          '<eb:MessageHeader',
          '<eb:MessageHeader SOAP:actor="urn:oasis:names:tc:ebxml-msg:actor:toPartyMSH"',
        ),
      /^SecurityFailure$/,
    ],
    [
      'an actor inside MessageHeader',
      (text: string) =>
        swap(text, '<eb:From', '<eb:From SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"'),
      /^SecurityFailure$/,
    ],
    [
      'an actor on the Manifest',
      (text: string) =>
        swap(text, '<eb:Manifest', '<eb:Manifest SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"'),
      /^SecurityFailure$/,
    ],
    [
      'an actor on the Body',
      (text: string) =>
        swap(text, '<SOAP:Body', '<SOAP:Body SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"'),
      /^SecurityFailure$/,
    ],
    [
      'a wrong actor on SyncReply',
      (text: string) =>
        swap(text, 'SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"', 'SOAP:actor="urn:other"'),
      /^SecurityFailure$/,
    ],
  ])('%s', (_, change, expected) => {
    expect(answerOf(judged(receive(signedAfter(change))))).toMatch(expected);
  });
});

describe('a header against its agreement', () => {
  it.each([
    [
      'an unknown Service',
      (text: string) => swap(text, '>S-LOG_INNLAGT<', '>S-OTHER<'),
      'ValueNotRecognized',
    ],
    ['an unknown Action', (text: string) => swap(text, '>LOG_INNLAGT<', '>OTHER<'), 'ValueNotRecognized'],
    [
      'an Action of another Service',
      (text: string) => swap(text, '>LOG_INNLAGT<', '>LOG_UTSKREVET<'),
      'ValueNotRecognized',
    ],
    ['a sender who is no party', (text: string) => swap(text, '>90998<', '>90999<'), 'Inconsistent'],
    ['a receiver who is no party', (text: string) => swap(text, '>99387<', '>99388<'), 'Inconsistent'],
    ['sender and receiver the same', (text: string) => swap(text, '>99387<', '>90998<'), 'Inconsistent'],
    [
      'another type of PartyId',
      (text: string) => swap(text, 'eb:type="HER"', 'eb:type="ENH"'),
      'Inconsistent',
    ],
    [
      'a wrong role of the sender',
      (text: string) => swap(text, '>LOG_INNLAGTsender<', '>LOG_INNLAGTreceiver<'),
      'Inconsistent',
    ],
    [
      'no role of the receiver',
      (text: string) => swap(text, '<eb:Role>LOG_INNLAGTreceiver</eb:Role>', ''),
      'Inconsistent',
    ],
    ['no DuplicateElimination', without('DuplicateElimination'), 'Inconsistent'],
    ['no AckRequested', without('AckRequested'), 'Inconsistent'],
    [
      'an unsigned receipt',
      (text: string) => swap(text, 'eb:signed="true"', 'eb:signed="false"'),
      'Inconsistent',
    ],
    ['AckRequested without signed', (text: string) => swap(text, ' eb:signed="true"', ''), 'Inconsistent'],
    [
      'AckRequested for nextMSH',
      (text: string) => swap(text, 'actor:toPartyMSH', 'actor:nextMSH'),
      'NotSupported',
    ],
    [
      'MessageOrder',
      (text: string) =>
        swap(
          text,
          '</SOAP:Header>',
          '<eb:MessageOrder SOAP:mustUnderstand="1" eb:version="2.0"><eb:SequenceNumber>0</eb:SequenceNumber></eb:MessageOrder></SOAP:Header>',
        ),
      'NotSupported',
    ],
    [
      'a TimeToLive that has passed',
      (text: string) =>
        swap(
          text,
          '</eb:MessageData>',
          '<eb:TimeToLive>2026-11-20T12:29:59Z</eb:TimeToLive></eb:MessageData>',
        ),
      'TimeToLiveExpired',
    ],
    [
      'a TimeToLive still ahead',
      (text: string) =>
        swap(
          text,
          '</eb:MessageData>',
          '<eb:TimeToLive>2026-11-20T12:30:01Z</eb:TimeToLive></eb:MessageData>',
        ),
      'accepted',
    ],
    [
      'a local TimeToLive still ahead',
      (text: string) =>
        swap(
          text,
          '</eb:MessageData>',
          '<eb:TimeToLive>2026-11-20T13:30:01+01:00</eb:TimeToLive></eb:MessageData>',
        ),
      'accepted',
    ],
    [
      'a Manifest without Reference',
      (text: string) => swap(text, /<eb:Reference .*<\/eb:Reference>/, ''),
      'Inconsistent',
    ],
    ['no Manifest', without('Manifest'), 'Inconsistent'],
    [
      'a Reference without part',
      (text: string) => swap(text, 'xlink:href="cid:', 'xlink:href="cid:other-'),
      'MimeProblem',
    ],
    [
      'a Reference to somewhere else',
      (text: string) => swap(text, 'xlink:href="cid:', 'xlink:href="http://'),
      'MimeProblem',
    ],
    [
      'an empty Reference',
      (text: string) => swap(text, /xlink:href="[^"]*"/, 'xlink:href=""'),
      'MimeProblem',
    ],
    [
      'Acknowledgment beside a Manifest',
      (text: string) =>
        swap(
          text,
          '</SOAP:Header>',
          '<eb:Acknowledgment SOAP:mustUnderstand="1" eb:version="2.0"><eb:Timestamp>2026-11-20T12:30:00Z</eb:Timestamp><eb:RefToMessageId>a@b</eb:RefToMessageId></eb:Acknowledgment></SOAP:Header>',
        ),
      'Inconsistent',
    ],
  ])('%s', (_, change, expected) => {
    expect(answerOf(judged(receive(signedAfter(change))))).toBe(expected);
  });

  it('an unknown CPAId is ValueNotRecognized', () => {
    const reading = receive(buildMessage(outgoing()));
    expect(answerOf(judged(reading, { agreement: null }))).toBe('ValueNotRecognized');
  });

  it('an agreement that is not in force is Inconsistent', () => {
    const reading = receive(buildMessage(outgoing()));
    const over: Agreement = { ...agreement(), end: '2026-11-20T12:29:59Z' };
    const ahead: Agreement = { ...agreement(), start: '2026-11-20T12:30:01Z' };
    expect(answerOf(judged(reading, { agreement: over }))).toBe('Inconsistent');
    expect(answerOf(judged(reading, { agreement: ahead }))).toBe('Inconsistent');
  });

  it('accepts the older Service, and an AppRec that goes back under the same Service', () => {
    const older = (text: string) => swap(text, '>S-LOG_INNLAGT<', '>LOG_INNLAGT-S<');
    expect(answerOf(judged(receive(signedAfter(older))))).toBe('accepted');
    const back = (text: string) =>
      swap(
        swap(swap(text, '>LOG_INNLAGT<', '>APPREC<'), 'LOG_INNLAGTsender', 'X'),
        'LOG_INNLAGTreceiver',
        'LOG_INNLAGTsender',
      ).replace('>X<', '>LOG_INNLAGTreceiver<');
    expect(answerOf(judged(receive(signedAfter(back))))).toBe('accepted');
  });
});

describe('what the profile frowns upon but nobody is refused for', () => {
  it.each([
    [
      'mustUnderstand written as true',
      (text: string) => swap(text, 'SOAP:mustUnderstand="1"', 'SOAP:mustUnderstand="true"'),
      ['MV-2023', 'MV-2015'],
    ],
    [
      'attributes without prefix',
      (text: string) => swap(text, 'eb:version="2.0"', 'version="2.0"'),
      ['MV-2015'],
    ],
    [
      'a MessageId of its own making',
      (text: string) => swap(text, /<eb:MessageId>.*<\/eb:MessageId>/, '<eb:MessageId>no 17</eb:MessageId>'),
      ['MV-2026'],
    ],
    [
      'names beside the HER-id',
      (text: string) =>
        swap(text, '<eb:Role>', '<eb:PartyId eb:type="commonname">Eksempelsykehuset</eb:PartyId><eb:Role>'),
      [],
    ],
    ['no XML declaration', (text: string) => swap(text, /^<\?xml[^>]*\?>/, ''), ['MV-2013']],
  ])('%s', (_, change, expected) => {
    const judgement = judged(receive(signedAfter(change)));
    expect(answerOf(judgement)).toBe('accepted');
    expect(codes(judgement)).toEqual(expect.arrayContaining(expected));
  });

  it('an envelope in ISO-8859-1 is read as what it says', () => {
    const text = swap(envelopeText(), 'UTF-8', 'ISO-8859-1');
    const entity = pack(signText(text, [partOf()]), [partOf()]);
    const judgement = judged(receive(entity));
    expect(answerOf(judgement)).toBe('accepted');
    expect(codes(judgement)).toContain('MV-2012');
  });
});

describe('findings', () => {
  it('are all collected, and the first stage that refuses gives the answer', () => {
    const judgement = judged(
      receive(
        signedAfter((text) =>
          swap(swap(text, '>S-LOG_INNLAGT<', '>S-OTHER<'), 'xlink:href="cid:', 'xlink:href="cid:x'),
        ),
      ),
    );
    expect(codes(judgement)).toEqual(expect.arrayContaining(['MV-2035', 'MV-2052', 'MV-2115']));
    expect(answerOf(judgement)).toBe('ValueNotRecognized');
    expect(judgement.refusal?.errors.map((each) => each.errorCode)).toEqual(['ValueNotRecognized']);
  });

  it('point at line and path', () => {
    const judgement = judged(receive(signedAfter((text) => swap(text, 'actor:toPartyMSH', 'actor:nextMSH'))));
    const finding = judgement.findings.find((each) => each.code === 'MV-2041');
    expect(finding).toMatchObject({ line: 1, path: '/Envelope/Header/AckRequested' });
  });

  it('never quote what stands in the envelope', () => {
    const secret = 'Kari Nordmann 01017012345';
    const judgement = judged(receive(signedAfter((text) => swap(text, '>S-LOG_INNLAGT<', `>${secret}<`))));
    expect(JSON.stringify(judgement.findings)).not.toContain(secret);
  });
});

describe('the clock', () => {
  it('is only the one given', () => {
    const reading = receive(buildMessage(outgoing()));
    expect(answerOf(judged(reading, { now: NOW }))).toBe('accepted');
    expect(answerOf(judged(reading, { now: new Date('2028-01-02') }))).toBe('SecurityFailure');
  });
});
