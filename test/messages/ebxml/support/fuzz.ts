import { isDeepStrictEqual } from 'node:util';
import type { Envelope } from '../../../../src/messages/ebxml/envelope.ts';
import { report } from '../../../../src/messages/ebxml/hits1172/report.ts';
import { type Reading, readHttpMessage } from '../../../../src/messages/ebxml/read-message.ts';
import { contentFingerprint } from '../../../../src/messages/ebxml/receive/duplicates.ts';
import { buildMessage } from '../../../../src/messages/ebxml/send/build-message.ts';
import { buildAcknowledgment } from '../../../../src/messages/ebxml/signals/build.ts';
import { Headers } from '../../../../src/messages/mime/headers.ts';
import { type OutgoingEntity, writeRelated } from '../../../../src/messages/mime/write.ts';
import { envelopeText, partOf, signText } from './forge.ts';
import { hospital, judged, kommune, NOW, outgoing, receive } from './messages.ts';
import { mutate, seeded } from './mutate.ts';

/** What became of the changed messages. */
export interface FuzzResult {
  accepted: number;
  refused: Record<string, number>;
  slowestMilliseconds: number;
}

/** Thrown when a changed message was believed. */
export class FalseAccept extends Error {
  override readonly name = 'FalseAccept';
}

/** Correct messages of every kind, unencoded where it can be, so that changes meet XML and not base64. */
function corpus(): OutgoingEntity[] {
  const plain = (form: 'three' | 'two') =>
    writeRelated(
      [
        {
          contentId: 'e',
          contentType: 'text/xml',
          transferEncoding: '8bit',
          content: Buffer.from(signText(envelopeText(), [partOf()], { ...hospital(), form })),
        },
        { ...partOf(), contentType: 'application/xml', transferEncoding: '8bit' },
      ],
      'fuzz',
    );
  const request = receive(buildMessage(outgoing())).xml!;
  const settings = { messageId: 'c1c8f7f0-8d3e-4a53-9d2c-5e1f2a3b4c5e', now: NOW, signer: hospital() };
  return [
    plain('three'),
    plain('two'),
    buildMessage(outgoing({ encryptTo: kommune().certificate })),
    { contentType: 'text/xml', body: buildAcknowledgment(request, settings) },
  ];
}

/** What a receiver acts upon; SyncReply is never signed, and only says where the answer goes. */
function meaning(reading: Reading): unknown {
  const envelope = reading.xml?.envelope as Envelope;
  return [{ ...envelope, syncReply: null }, contentFingerprint(reading)];
}

/**
 * Reads and judges changed messages. Each must be read without an exception, and be refused unless everything that a
 * receiver acts upon is still what the sender signed.
 * @param onProgress called after each thousand
 * @throws FalseAccept, or whatever the reader should not have thrown
 */
export function fuzz(count: number, seed: number, onProgress: (done: number) => void = () => {}): FuzzResult {
  const random = seeded(seed);
  const originals = corpus();
  const meanings = originals.map((entity) => meaning(read(entity)));
  const result: FuzzResult = { accepted: 0, refused: {}, slowestMilliseconds: 0 };
  for (let index = 0; index < count; index += 1) {
    const which = index % originals.length;
    const entity = mutate(originals[which]!, random);
    const started = performance.now();
    const reading = read(entity);
    const { refusal } = judged(reading);
    report({ reading, xml: reading.xml, agreement: null, certificates: [], keys: [] });
    result.slowestMilliseconds = Math.max(result.slowestMilliseconds, performance.now() - started);
    if (!refusal) {
      if (!isDeepStrictEqual(meaning(reading), meanings[which])) {
        throw new FalseAccept(
          `seed ${seed}, message ${index}: ${entity.contentType}\n${entity.body.toString('latin1')}`,
        );
      }
      result.accepted += 1;
    } else {
      const { answer } = refusal;
      const kind =
        answer.kind === 'error'
          ? answer.errorCode
          : answer.kind === 'fault'
            ? `fault ${answer.faultCode}`
            : 'silent';
      result.refused[kind] = (result.refused[kind] ?? 0) + 1;
    }
    if ((index + 1) % 1000 === 0) onProgress(index + 1);
  }
  return result;
}

function read({ contentType, body }: OutgoingEntity): Reading {
  return readHttpMessage(Headers.fromRecord({ 'content-type': contentType, soapaction: '"ebXML"' }), body);
}
