import { createHash, randomUUIDv7 } from 'node:crypto';
import type { Plan, Routing } from '../delivery/routing.ts';
import { factsOf } from '../episodes/facts.ts';
import type { Database } from '../ledger/database.ts';
import {
  append,
  findEarlier,
  insert,
  type KnownMessage,
  type NewDelivery,
  type NewMessage,
} from '../ledger/intake.ts';
import type { MessageState, Mode } from '../ledger/tables.ts';
import type { Message } from '../messages/message.ts';
import { toFinding } from '../validation/catalogue/definition.ts';
import { flowFindings } from '../validation/catalogue/flow.ts';
import type { Finding, Verdict } from '../validation/finding.ts';
import type { Validation } from '../validation/validation.ts';
import { patientKey } from './patient-key.ts';

/** What came in, as it came. */
export interface Incoming {
  bytes: Buffer;
  /** Kept and used again when the message is passed on. */
  contentType: string;
  mode: Mode;
  receivedAt: Date;
  /** Who handed it in: a token's name, never a person's. */
  actor: string;
}

/** What the sender is told. */
export interface IntakeAnswer {
  outcome: 'accepted' | 'rejected' | 'repeated' | 'conflict';
  id: string;
  verdict: Verdict;
  type: string | null;
  msgId: string | null;
  apprec: string | null;
  findings: Finding[];
}

export interface IntakeServices {
  db: Database;
  validate(bytes: Buffer, now: Date): Promise<Validation>;
  /** The routing that is in force for this very message. */
  routing(): Promise<Routing>;
  patientSecret: Buffer;
  /** Called after the commit when there is something to deliver or to match. */
  committed(what: { deliveries: boolean; receipts: boolean; messageId: string }): Promise<void>;
}

/**
 * Takes one message in: proves it, decides where it goes, and commits it. When this returns, the message is on disk;
 * when it throws, nothing of it is kept and the sender may hand in the same bytes again.
 */
export async function receive(services: IntakeServices, incoming: Incoming): Promise<IntakeAnswer> {
  const [validation, routing] = await Promise.all([
    services.validate(incoming.bytes, incoming.receivedAt),
    services.routing(),
  ]);
  const message = toNewMessage(incoming, validation, routing, services.patientSecret);

  const inserted = await insert(services.db, message);
  if (inserted === null) return answerEarlier(services.db, incoming, message);

  const pending = message.deliveries.some((delivery) => delivery.state === 'pending');
  const receipts = inserted.waitingReceipts || (message.kind === 'apprec' && message.verdict !== 'rejected');
  if (pending || receipts) await services.committed({ deliveries: pending, receipts, messageId: message.id });
  return {
    outcome: message.verdict === 'rejected' ? 'rejected' : 'accepted',
    id: message.id,
    verdict: message.verdict,
    type: message.type,
    msgId: message.msgId,
    apprec: message.apprec,
    findings: message.findings,
  };
}

/** The ledger's row for what came in. Pure but for the ids. */
export function toNewMessage(
  incoming: Incoming,
  validation: Validation,
  routing: Routing,
  secret: Buffer,
): NewMessage {
  const { message } = validation;
  const rejected = validation.verdict === 'rejected';
  const patient = patientKey(secret, message?.patient ?? null);
  const plans = rejected || message === null ? [] : routing.plan(message, incoming.mode);
  const findings = [...validation.findings, ...plans.flatMap(routeFinding)];
  const verdict = rejected
    ? 'rejected'
    : findings.some((finding) => finding.severity !== 'info')
      ? 'flagged'
      : 'accepted';
  return {
    id: randomUUIDv7(),
    receivedAt: incoming.receivedAt,
    kind: message?.kind ?? 'unreadable',
    type: validation.type,
    version: validation.version,
    msgId: validation.msgId,
    senderHer: message?.sender?.her ?? null,
    senderService: message?.sender?.service?.her ?? null,
    receiverHer: message?.receiver?.her ?? null,
    receiverService: message?.receiver?.service?.her ?? null,
    sentAt: message?.sentAt ?? null,
    conversation: message?.conversation?.conversation ?? null,
    parent: message?.conversation?.parent ?? null,
    patientKey: patient,
    verdict,
    apprec: validation.apprec,
    findings,
    mode: incoming.mode,
    state: firstState(rejected, plans),
    sha256: createHash('sha256').update(incoming.bytes).digest(),
    bytes: incoming.bytes,
    contentType: incoming.contentType,
    originalMsgId: message?.apprec?.original.msgId ?? null,
    receipt: message?.apprec
      ? { status: message.apprec.status, codes: message.apprec.errors.flatMap(({ code }) => code ?? []) }
      : null,
    facts: rejected || message === null || message.kind === 'apprec' ? null : factsOf(message),
    deliveries: plans.map((plan) => toDelivery(plan, message, patient)),
    actor: incoming.actor,
  };
}

function toDelivery(plan: Plan, message: Message | null, patient: string | null): NewDelivery {
  const { endpointHer, receiverHer, receiverService, role, state, reason } = plan;
  return {
    id: randomUUIDv7(),
    role,
    receiverHer,
    receiverService,
    endpointHer,
    orderKey: orderKey(plan, message, patient),
    state,
    reason,
  };
}

/**
 * Messages with the same key are delivered in the order in which they came: per endpoint, those about one patient;
 * without a patient those of one conversation; else each for itself.
 */
function orderKey(plan: Plan, message: Message | null, patient: string | null): string {
  const receiver = plan.endpointHer ?? plan.receiverHer ?? 0;
  const conversation = message?.conversation?.conversation?.toLowerCase();
  if (patient !== null) return `${receiver}/p/${patient}`;
  if (conversation) return `${receiver}/c/${conversation}`;
  return `${receiver}/m/${message?.msgId?.toLowerCase() ?? randomUUIDv7()}`;
}

const advancement: MessageState[] = ['unrouted', 'held', 'received'];

/** With several receivers the least advanced. */
function firstState(rejected: boolean, plans: Plan[]): MessageState {
  if (rejected) return 'rejected';
  const states = plans.map(
    ({ state }): MessageState => (state === 'pending' || state === 'observed' ? 'received' : state),
  );
  return advancement.find((state) => states.includes(state)) ?? 'unrouted';
}

function routeFinding(plan: Plan): Finding[] {
  if (plan.reason === null) return [];
  const her = plan.receiverService ?? plan.receiverHer ?? '–';
  return [toFinding(plan.reason, flowFindings[plan.reason], {}, { her })];
}

/** The message was there already: the same bytes get the same answer, other bytes under the same MsgId are refused. */
async function answerEarlier(db: Database, incoming: Incoming, message: NewMessage): Promise<IntakeAnswer> {
  const earlier = await findEarlier(db, message);
  if (earlier === null) throw new Error('a message stood in the way of another, but is not there');
  const same = earlier.sha256.equals(message.sha256);
  await append(db, {
    messageId: earlier.id,
    type: same ? 'message.repeated' : 'message.conflict',
    at: incoming.receivedAt,
    actor: incoming.actor,
    data: same ? {} : { sha256: message.sha256.toString('hex'), size: message.bytes.length },
  });
  const outcome = same ? (earlier.verdict === 'rejected' ? 'rejected' : 'repeated') : 'conflict';
  return { outcome, ...answerOf(earlier) };
}

function answerOf(known: KnownMessage): Omit<IntakeAnswer, 'outcome'> {
  return {
    id: known.id,
    verdict: known.verdict,
    type: known.type,
    msgId: known.msg_id,
    apprec: known.apprec_code,
    findings: known.findings,
  };
}
