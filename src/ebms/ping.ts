import { randomUUID } from 'node:crypto';
import type { Signer } from '../messages/ebxml/dsig/sign.ts';
import { signEnvelope } from '../messages/ebxml/dsig/sign.ts';
import { judge } from '../messages/ebxml/judge.ts';
import { readHttpMessage } from '../messages/ebxml/read-message.ts';
import { classifyAnswer } from '../messages/ebxml/send/classify-answer.ts';
import { writeEnvelope } from '../messages/ebxml/write-envelope.ts';
import { Headers } from '../messages/mime/headers.ts';
import type { Poster } from './post.ts';
import type { Terms } from './receive.ts';

/** What became of a Ping. */
export type PingOutcome =
  /** A Pong that names our Ping, signed as it should be. */
  | { kind: 'pong'; milliseconds: number }
  /** Taken over; the Pong comes by itself, if it comes. */
  | { kind: 'handed-over'; status: number; milliseconds: number }
  /** Something else was answered: a fault, an error, or a signal that cannot be trusted. */
  | { kind: 'refused'; status: number; codes: string[] }
  | { kind: 'unreachable'; status: number | null; cause: string | null };

/**
 * Asks the gateway of a partner whether it is there and knows us.
 * @param from our own HER-id, of either level
 * @returns `null` when the two have no agreement
 */
export async function ping(
  poster: Poster,
  terms: Terms & { signer: Signer },
  from: number,
  to: number,
  url: string,
  now: Date,
): Promise<PingOutcome | null> {
  const agreement = terms.directory.agreementBetween(from, to, now);
  if (agreement === null) return null;
  const party = (her: number) => ({ ids: [{ type: 'HER', value: String(her) }], role: null });
  const messageId = randomUUID();
  const header = {
    from: party(from),
    to: party(to),
    cpaId: agreement.cpaId,
    conversationId: messageId,
    messageId,
    timestamp: now,
  };
  const bytes = signEnvelope(
    (signature) => writeEnvelope(header, { kind: 'ping' }, signature),
    [],
    terms.signer,
  );
  const { status, body, headers, cause, milliseconds } = await poster.post(
    url,
    'text/xml; charset="UTF-8"',
    bytes,
  );
  const outcome = classifyAnswer(status, body);
  if (outcome.kind === 'unreachable' || status === null) return { kind: 'unreachable', status, cause };
  if (outcome.kind === 'handed-over') return { kind: 'handed-over', status, milliseconds };
  const contentType = headers.get('Content-Type') ?? 'text/xml';
  const reading = readHttpMessage(
    Headers.fromRecord({ 'content-type': contentType, soapaction: '"ebXML"' }),
    body,
  );
  const envelope = reading.xml?.envelope;
  const pins = terms.directory.pinsOf(party(to), agreement);
  const { refusal } = judge(reading, { now, agreement, pins });
  const isOurs = envelope?.kind === 'pong' && envelope.header.refToMessageId === messageId;
  if (isOurs && refusal === null) return { kind: 'pong', milliseconds };
  const told = envelope?.errorList?.errors.flatMap(({ code }) => code ?? []) ?? [];
  return { kind: 'refused', status, codes: [...told, ...(refusal?.because.map(({ code }) => code) ?? [])] };
}
