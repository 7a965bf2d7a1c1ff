import { describe, expect, it } from 'vitest';
import { EBMS_XPATH } from '../../../src/messages/ebxml/dsig/algorithms.ts';
import { MSH_SERVICE } from '../../../src/messages/ebxml/names.ts';
import { type EnvelopeReading, readBareEnvelope } from '../../../src/messages/ebxml/read-message.ts';
import { buildMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import {
  aboutMessage,
  judgeSignal,
  type SentMessage,
  sentReferences,
} from '../../../src/messages/ebxml/send/judge-signal.ts';
import {
  buildAcknowledgment,
  buildFault,
  buildMessageError,
  buildPong,
  buildStatusResponse,
} from '../../../src/messages/ebxml/signals/build.ts';
import { writeEnvelope } from '../../../src/messages/ebxml/write-envelope.ts';
import { signedAfter, signText, swap } from './support/forge.ts';
import {
  answerOf,
  codes,
  hospital,
  judged,
  kommune,
  MESSAGE_ID,
  NOW,
  outgoing,
  receive,
} from './support/messages.ts';

const SIGNAL_ID = 'c1c8f7f0-8d3e-4a53-9d2c-5e1f2a3b4c5e';
const settings = { messageId: SIGNAL_ID, now: new Date('2026-11-20T12:30:05Z'), signer: kommune() };
const request = (): EnvelopeReading => receive(buildMessage(outgoing())).xml!;
const readBack = (bytes: Buffer) => readBareEnvelope(bytes);
/** What the hospital thinks of a signal from the kommune. */
const judgedAtHospital = (bytes: Buffer) =>
  judged(readBack(bytes), { pins: [kommune().certificate.raw], now: settings.now });

describe('every signal', () => {
  const xml = request();
  const signals = {
    Acknowledgment: buildAcknowledgment(xml, settings),
    MessageError: buildMessageError(
      xml.envelope.header,
      { errors: [{ errorCode: 'Inconsistent', severity: 'Error', location: '//a', description: 'b' }] },
      settings,
    ),
    Pong: buildPong(xml.envelope.header, settings),
    StatusResponse: buildStatusResponse(
      { ...xml, envelope: { ...xml.envelope, statusRequest: { refToMessageId: 'x@y' } } },
      { status: 'Received', receivedAt: NOW },
      settings,
    ),
  };

  it.each(Object.entries(signals))(
    '%s goes back to where the message came from, and is accepted there',
    (action, bytes) => {
      const { envelope, schemaErrors, declaration } = readBack(bytes).xml!;
      const asked = xml.envelope.header;
      expect(envelope.header).toMatchObject({
        from: { ids: asked.to.ids, role: null },
        to: { ids: asked.from.ids, role: null },
        cpaId: asked.cpaId,
        conversationId: asked.conversationId,
        service: { value: MSH_SERVICE },
        action,
        messageId: SIGNAL_ID,
        timestamp: { written: '2026-11-20T12:30:05Z' },
        duplicateElimination: false,
      });
      expect(envelope.ackRequested).toBeNull();
      expect(schemaErrors).toEqual([]);
      expect(declaration).toBe(true);
      expect(answerOf(judgedAtHospital(bytes))).toBe('accepted');
    },
  );

  it.each(Object.entries(signals))(
    '%s that somebody else signed is refused, and silently where it is an answer',
    (action, bytes) => {
      const judgement = judged(readBack(bytes), { pins: [hospital().certificate.raw], now: settings.now });
      expect(codes(judgement)).toContain('MV-2122');
      expect(answerOf(judgement)).toBe('silent');
      expect(action).not.toBe('');
    },
  );

  it('can go unsigned where there is no key', () => {
    const bytes = buildPong(xml.envelope.header, { ...settings, signer: null });
    expect(readBack(bytes).xml?.shape.count.Signature).toBe(0);
  });
});

describe('an Acknowledgment', () => {
  it('names the message in its own block and not in MessageData', () => {
    const { envelope } = readBack(buildAcknowledgment(request(), settings)).xml!;
    expect(envelope.acknowledgment).toMatchObject({
      refToMessageId: MESSAGE_ID,
      timestamp: { instant: '2026-11-20T12:30:05Z' },
    });
    expect(envelope.header.refToMessageId).toBeNull();
  });

  it('repeats every ds:Reference of the message, transforms and all', () => {
    const asked = request();
    const bytes = buildAcknowledgment(asked, settings);
    const { envelope } = readBack(bytes).xml!;
    expect(envelope.acknowledgment?.references).toEqual(
      asked.signature.references.map((each) => ({
        uri: each.uri,
        digestMethod: each.digestMethod,
        digestValue: each.digestValue?.toString('base64'),
      })),
    );
    const block = /<eb:Acknowledgment.*<\/eb:Acknowledgment>/.exec(bytes.toString())![0];
    expect(block).toContain(EBMS_XPATH.slice(0, 30));
    expect(block.match(/<ds:Transform /g)).toHaveLength(3);
  });

  it('cannot be built for a message without a usable header', () => {
    const asked = request();
    asked.envelope.header.messageId = null;
    expect(() => buildAcknowledgment(asked, settings)).toThrow(TypeError);
  });
});

describe('a MessageError', () => {
  const refused = receive(signedAfter((text) => swap(text, '>S-LOG_INNLAGT<', '>S-OTHER<')));
  const { refusal } = judged(refused);

  it('says code, severity, location and a text, and names the message', () => {
    const { envelope } = readBack(buildMessageError(refused.xml!.envelope.header, refusal!, settings)).xml!;
    expect(envelope.header.refToMessageId).toBe(MESSAGE_ID);
    expect(envelope.errorList).toEqual({
      highestSeverity: 'Error',
      errors: [
        {
          code: 'ValueNotRecognized',
          severity: 'Error',
          location: '//eb:MessageHeader/eb:Service',
          description: 'Service er ikke avtalt.',
          codeContext: null,
        },
      ],
    });
  });

  it('is not what a Fault is built from', () => {
    expect(buildFault(refusal!)).toBeNull();
    const broken = judged(receive(signedAfter((text) => swap(text, /<eb:CPAId>.*<\/eb:CPAId>/, ''))));
    expect(buildFault(broken.refusal!)).toMatchObject({ status: 500 });
    expect(buildFault(broken.refusal!)?.body.toString()).toContain('<faultcode>SOAP:Client</faultcode>');
  });

  it('is never answered, whatever is wrong with it', () => {
    const text = buildMessageError(refused.xml!.envelope.header, refusal!, {
      ...settings,
      signer: null,
    }).toString();
    for (const wrong of [
      text,
      swap(text, /<eb:CPAId>.*<\/eb:CPAId>/, ''),
      swap(text, 'eb:version="2.0"', 'eb:version="9"'),
    ]) {
      const judgement = judged(readBareEnvelope(Buffer.from(wrong)));
      expect(answerOf(judgement)).toBe('silent');
    }
  });
});

describe('a Ping', () => {
  const { header } = outgoing();
  const ping = (text: string) => readBareEnvelope(Buffer.from(signText(text, [])));
  const plain = writeEnvelope(
    { ...header, from: { ...header.from, role: null }, to: { ...header.to, role: null } },
    { kind: 'ping' },
  ).toString();

  it('needs no Role, AckRequested or DuplicateElimination', () => {
    expect(answerOf(judged(ping(plain)))).toBe('accepted');
  });
  it('must be signed like anything else', () => {
    expect(answerOf(judged(readBareEnvelope(Buffer.from(plain))))).toBe('SecurityFailure');
  });
  it('from someone who is no party is refused', () => {
    expect(answerOf(judged(ping(swap(plain, '>90998<', '>1<'))))).toBe('Inconsistent');
  });
  it('of a kind that nobody knows is ValueNotRecognized', () => {
    expect(answerOf(judged(ping(swap(plain, '>Ping<', '>Knock<'))))).toBe('ValueNotRecognized');
  });
});

describe('what a signal means for the message that we sent', () => {
  const sentReading = request();
  const sent: SentMessage = {
    messageId: MESSAGE_ID,
    signedReceipt: true,
    references: sentReferences(sentReading.signature),
  };
  const acknowledgment = () => readBack(buildAcknowledgment(sentReading, settings)).xml!;
  const error = (severity: 'Error' | 'Warning') =>
    readBack(
      buildMessageError(
        sentReading.envelope.header,
        { errors: [{ errorCode: 'SecurityFailure', severity, location: null, description: 'x' }] },
        settings,
      ),
    ).xml!;

  it('an Acknowledgment with our own digests settles it', () => {
    expect(aboutMessage(acknowledgment())).toBe(MESSAGE_ID);
    expect(judgeSignal(acknowledgment(), sent)).toMatchObject({
      action: 'acknowledged',
      at: '2026-11-20T12:30:05Z',
      findings: [],
    });
  });

  it('an Acknowledgment with other digests, or none, does not', () => {
    const changed = acknowledgment();
    changed.envelope.acknowledgment!.references[1]!.digestValue = 'AAAA';
    const empty = acknowledgment();
    empty.envelope.acknowledgment!.references = [];
    for (const reading of [changed, empty]) {
      const decision = judgeSignal(reading, sent);
      expect(decision.action).toBe('ignore');
      expect(decision.findings.map((each) => each.code)).toEqual(['MV-2082']);
    }
  });

  it('an Acknowledgment that repeats only the envelope is enough, as in the examples of HITS 1171', () => {
    const reading = acknowledgment();
    reading.envelope.acknowledgment!.references.pop();
    expect(judgeSignal(reading, sent).action).toBe('acknowledged');
  });

  it('an unsigned Acknowledgment settles it only where none was asked to be signed', () => {
    const unsigned = readBack(buildAcknowledgment(sentReading, { ...settings, signer: null })).xml!;
    expect(judgeSignal(unsigned, sent).action).toBe('ignore');
    expect(judgeSignal(unsigned, { ...sent, signedReceipt: false }).action).toBe('acknowledged');
  });

  it('a MessageError refuses it, with a finding for each code', () => {
    const decision = judgeSignal(error('Error'), sent);
    expect(decision).toMatchObject({ action: 'refused', errors: [{ code: 'SecurityFailure' }] });
    expect(decision.findings.map((each) => each.message)).toEqual([
      'Mottakeren avviste konvolutten med feilkoden SecurityFailure.',
    ]);
  });

  it('a MessageError with warnings only counts as a receipt', () => {
    expect(judgeSignal(error('Warning'), sent)).toMatchObject({
      action: 'acknowledged',
      warnings: [{ code: 'SecurityFailure' }],
    });
  });

  it('a signal about a message that we never sent changes nothing', () => {
    expect(judgeSignal(acknowledgment(), null)).toMatchObject({ action: 'ignore' });
    expect(judgeSignal(acknowledgment(), null).findings.map((each) => each.code)).toEqual(['MV-2084']);
  });
});
