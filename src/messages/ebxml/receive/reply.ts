import type { AgreementParty, Endpoint } from '../agreement/agreement.ts';
import type { Envelope } from '../envelope.ts';
import type { Refusal } from '../judge.ts';

/** The signal that follows a message. */
export type ReplyKind = 'acknowledgment' | 'message-error' | 'pong' | 'status-response';

/** What is to go back, and by which way. */
export type Reply =
  /** Nothing: the HTTP answer is empty (204). */
  | { way: 'none' }
  /** In the answer to the same request: 200, or the status of the Fault. */
  | { way: 'same-connection'; kind: ReplyKind | 'fault' }
  /** The HTTP answer is empty (202), and the signal is sent by itself. */
  | { way: 'post'; kind: ReplyKind; url: string };

/**
 * How a message over HTTP is answered.
 * @param envelope `null` when none could be read
 * @param refusal why the message is refused; `null` when it was accepted (and committed)
 * @param endpoint where the sender takes its signals; `null` when it is not known
 */
export function decideReply(
  envelope: Envelope | null,
  refusal: Refusal | null,
  endpoint: string | null,
): Reply {
  if (refusal?.answer.kind === 'fault') return { way: 'same-connection', kind: 'fault' };
  if (refusal?.answer.kind === 'silent' || !envelope) return { way: 'none' };
  const kind = refusal ? 'message-error' : signalFor(envelope);
  if (!kind) return { way: 'none' };
  // A sender that forgot SyncReply where its agreement demands it is waiting for the answer all the same.
  const waiting =
    envelope.syncReply || refusal?.because.some((finding) => finding.code === 'MV-2043') === true;
  // Without an address the answer in hand is better than none.
  return waiting || endpoint === null
    ? { way: 'same-connection', kind }
    : { way: 'post', kind, url: endpoint };
}

function signalFor(envelope: Envelope): ReplyKind | null {
  if (envelope.kind === 'payload') return envelope.ackRequested ? 'acknowledgment' : null;
  if (envelope.kind === 'ping') return 'pong';
  return envelope.kind === 'status-request' ? 'status-response' : null;
}

/**
 * The address at which a party takes signals of a kind, by its agreement: an endpoint for errors or responses where
 * it has one, else its general one (ebCPPA 2.0 8.4.35). Only HTTP is sent to.
 */
export function signalEndpoint(party: AgreementParty | null, kind: ReplyKind): string | null {
  const endpoints = party?.signalChannel?.endpoints ?? [];
  const order = kind === 'message-error' ? ['error', 'response', 'allPurpose'] : ['response', 'allPurpose'];
  const found = order.flatMap((type) =>
    endpoints.filter((each: Endpoint) => each.type === type && /^https?:/i.test(each.uri)),
  );
  return found[0]?.uri ?? null;
}
