import { withDocument } from '../../xml/parse.ts';
import { childIn, type Element } from '../elements.ts';
import { NS } from '../names.ts';

/** What came of one attempt to send, as far as the transport is concerned. */
export type AttemptOutcome =
  /** Nobody was there, or it could not answer: the message has probably not arrived. */
  | { kind: 'unreachable'; retryAfterSeconds: number | null }
  /** Taken over; the receipt comes by itself. */
  | { kind: 'handed-over' }
  /** Taken over, and a signal stands in the answer: it is read like one that came by itself. */
  | { kind: 'signal' }
  /** The same would be refused again. */
  | { kind: 'refused'; status: number; faultCode: string | null };

/** Statuses that say «later», besides all of 5xx. */
const LATER: readonly number[] = [408, 425, 429];

/**
 * Reads the HTTP answer to a message that we sent.
 * @param status `null` when no answer came (no connection, timeout, broken off)
 * @param retryAfterSeconds of the Retry-After header
 */
export function classifyAnswer(
  status: number | null,
  body: Uint8Array,
  retryAfterSeconds: number | null = null,
): AttemptOutcome {
  if (status === null) return { kind: 'unreachable', retryAfterSeconds };
  const answer = body.length === 0 ? null : soapAnswer(body);
  if (status >= 200 && status < 300 && answer?.kind === 'fault') return refusedBy(status, answer.code);
  if (status >= 200 && status < 300) return answer ? { kind: 'signal' } : { kind: 'handed-over' };
  // SOAP sends its faults with 500; only a fault of the server's own is worth another attempt.
  if (answer?.kind === 'fault' && answer.code !== 'Server') return refusedBy(status, answer.code);
  // Some gateways send a MessageError with an error status.
  if (answer?.kind === 'message') return { kind: 'signal' };
  if (status >= 500 || LATER.includes(status)) return { kind: 'unreachable', retryAfterSeconds };
  return { kind: 'refused', status, faultCode: answer?.code ?? null };
}

function refusedBy(status: number, faultCode: string): AttemptOutcome {
  return faultCode === 'Server'
    ? { kind: 'unreachable', retryAfterSeconds: null }
    : { kind: 'refused', status, faultCode };
}

type SoapAnswer = { kind: 'fault'; code: string } | { kind: 'message'; code?: undefined };

/** @returns `null` when the body is no SOAP envelope */
function soapAnswer(body: Uint8Array): SoapAnswer | null {
  const result = withDocument(body, ({ root }) => root);
  if ('broken' in result || result.value.name !== 'Envelope' || result.value.namespace !== NS.soap)
    return null;
  const fault = childIn(childIn(result.value, NS.soap, 'Body'), NS.soap, 'Fault');
  return fault ? { kind: 'fault', code: faultCode(fault) } : { kind: 'message' };
}

/** The local part of faultcode; the rest after a dot narrows it down (SOAP 1.1 4.4.1). */
function faultCode(fault: Element): string {
  const written = fault.children.find((child) => child.name === 'faultcode')?.text.trim() ?? '';
  return written.slice(written.indexOf(':') + 1).split('.')[0] ?? '';
}
