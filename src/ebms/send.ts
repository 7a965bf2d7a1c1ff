import type { EbmsSender } from '../delivery/deliver.ts';
import type { Database } from '../ledger/database.ts';
import type { AttemptResult, ClaimedDelivery } from '../ledger/deliveries.ts';
import { judge } from '../messages/ebxml/judge.ts';
import { readHttpMessage } from '../messages/ebxml/read-message.ts';
import { classifyAnswer } from '../messages/ebxml/send/classify-answer.ts';
import { decideResend, type Outgoing, type ResendDecision } from '../messages/ebxml/send/decide-resend.ts';
import { aboutMessage, judgeSignal, type SignalDecision } from '../messages/ebxml/send/judge-signal.ts';
import { Headers } from '../messages/mime/headers.ts';
import { compose } from './compose.ts';
import type { PostAnswer, Poster } from './post.ts';
import type { Terms } from './receive.ts';
import { addAttempt, findConsignment, findSent, insertSent, type SentRecord } from './sent-store.ts';

export interface SendServices {
  db: Database;
  poster: Poster;
  terms(): Promise<Terms>;
  now(): Date;
}

/** Sends deliveries as ebXML messages: made once, the same bytes at every attempt, until a receipt comes. */
export function createEbmsSender(services: SendServices): EbmsSender {
  const { db, poster, now } = services;

  /** @returns `null` when there is nothing to make the message from */
  async function prepared(claimed: ClaimedDelivery, terms: Terms): Promise<SentRecord | null> {
    const known = await findSent(db, { deliveryId: claimed.id });
    if (known !== null) return known;
    const consignment = await findConsignment(db, claimed.id);
    const made = compose(claimed.id, consignment, claimed.bytes, terms, now());
    if (made !== null) await insertSent(db, made);
    return made;
  }

  return {
    async attempt(claimed, url) {
      const terms = await services.terms();
      const sent = await prepared(claimed, terms);
      if (sent === null)
        return failed('MV-3110', null, 'ingen avtale om meldingstypen, eller eget sertifikat mangler');
      // Those before a replay do not count: somebody has asked for the message to be sent anew.
      const since = claimed.attempts > 1 ? sent.attempts.slice(1 - claimed.attempts) : [];
      const outgoing: Outgoing = {
        createdAt: claimed.since,
        timeToLive: null,
        attempts: since,
        settled: null,
        ackRequested: sent.ackRequested,
      };
      const before = whenDue(outgoing, sent, now());
      if (before.action === 'abandon') return abandoned(before, null);
      const answer = await poster.post(url, sent.contentType, sent.bytes);
      const outcome = classifyAnswer(answer.status, answer.body, answer.retryAfterSeconds);
      const decision = outcome.kind === 'signal' ? readSignal(answer, sent, terms, now()) : null;
      const attempt = { at: now(), outcome };
      const settled = decision === null || decision.action === 'ignore' ? null : decision.action;
      await addAttempt(db, sent.deliveryId, attempt, settled);
      if (decision?.action === 'acknowledged')
        return { kind: 'delivered', status: answer.status ?? 200, milliseconds: answer.milliseconds };
      if (decision?.action === 'refused') return refused(decision, answer.status);
      const next = decideResend(
        { ...outgoing, attempts: [...since, attempt] },
        sent.terms,
        attempt.at,
        Math.random(),
      );
      return resultOf(next, answer, attempt.at);
    },
  };
}

/** The lease may come a moment early, and a person may ask for an attempt before its time. */
function whenDue(outgoing: Outgoing, sent: SentRecord, now: Date): ResendDecision {
  const decision = decideResend(outgoing, sent.terms, now);
  if (decision.action !== 'wait' || decision.until.getTime() - now.getTime() > 1_000) return decision;
  return decideResend(outgoing, sent.terms, decision.until);
}

/** A signal in the HTTP answer counts for as much as one that comes by itself: its signature is proved. */
function readSignal(answer: PostAnswer, sent: SentRecord, terms: Terms, now: Date): SignalDecision | null {
  const contentType = answer.headers.get('Content-Type') ?? 'text/xml';
  const headers = Headers.fromRecord({ 'content-type': contentType, soapaction: '"ebXML"' });
  const reading = readHttpMessage(headers, answer.body);
  const { xml } = reading;
  if (!xml) return null;
  const { header } = xml.envelope;
  const agreement = terms.directory.agreementOf(header);
  const pins = terms.directory.pinsOf(header.from, agreement);
  if (judge(reading, { now, agreement, pins }).refusal) return null;
  const ours = header.cpaId === sent.cpaId && aboutMessage(xml) === sent.messageId;
  return judgeSignal(xml, ours ? sent : null);
}

function resultOf(next: ResendDecision, answer: PostAnswer, now: Date): AttemptResult {
  const { status, cause, milliseconds } = answer;
  switch (next.action) {
    case 'done':
      return { kind: 'delivered', status: status ?? 200, milliseconds };
    case 'abandon':
      return abandoned(next, status);
    case 'send':
    case 'wait': {
      const retryAt = next.action === 'wait' && cause !== 'stopped' ? next.until : now;
      if (next.why !== 'unreachable')
        return { kind: 'handed-over', status, retryAt, why: 'overtatt uten transportkvittering' };
      const reason = status !== null ? 'MV-3103' : cause === 'timeout' ? 'MV-3102' : 'MV-3101';
      const why = status !== null ? `mottakeren svarte HTTP ${status}` : `ingen svar (${cause ?? 'ukjent'})`;
      return { kind: 'retry', reason, status, retryAt, why };
    }
  }
}

function abandoned(
  { why }: Extract<ResendDecision, { action: 'abandon' }>,
  status: number | null,
): AttemptResult {
  switch (why) {
    case 'refused':
      return failed('MV-3104', status, 'mottakeren nektet; et nytt forsøk ville få samme svar');
    case 'no-receipt':
      return failed('MV-3108', status, 'ingen transportkvittering etter alle avtalte gjentakelser');
    case 'time-to-live':
    case 'persist-duration':
      return failed('MV-3105', status, 'grensen for gjentatte forsøk er nådd');
  }
}

function refused(
  { errors }: Extract<SignalDecision, { action: 'refused' }>,
  status: number | null,
): AttemptResult {
  return failed('MV-3109', status, `MessageError ${errorCodes(errors)}`);
}

/** The codes alone: what the other side writes beside them may be anything. */
export function errorCodes(errors: readonly { code: string | null }[]): string {
  return errors
    .map(({ code }) => (code !== null && /^[A-Za-z]{1,40}$/.test(code) ? code : 'Unknown'))
    .join(', ');
}

function failed(reason: string, status: number | null, why: string): AttemptResult {
  return { kind: 'failed', reason, status, why };
}
