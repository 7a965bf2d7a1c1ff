import type pg from 'pg';
import type { Facts } from '../episodes/facts.ts';
import type { Finding, Verdict } from '../validation/finding.ts';
import type { Database, PreparedQuery } from './database.ts';
import type { DeliveryState, MessageKind, MessageState, Mode, Receipt } from './tables.ts';

/** One message as it enters the ledger. Ids are made by the caller; times are instants. */
export interface NewMessage {
  id: string;
  receivedAt: Date;
  kind: MessageKind;
  type: string | null;
  version: string | null;
  msgId: string | null;
  senderHer: number | null;
  senderService: number | null;
  receiverHer: number | null;
  receiverService: number | null;
  sentAt: string | null;
  conversation: string | null;
  parent: string | null;
  patientKey: string | null;
  verdict: Verdict;
  apprec: string | null;
  findings: Finding[];
  mode: Mode;
  state: MessageState;
  sha256: Buffer;
  bytes: Uint8Array;
  contentType: string;
  originalMsgId: string | null;
  receipt: Receipt | null;
  /** What deadlines need of the content; `null` for what is no message or an AppRec. */
  facts?: Facts | null;
  deliveries: NewDelivery[];
  actor: string;
}

export interface NewDelivery {
  id: string;
  role: string;
  receiverHer: number | null;
  receiverService: number | null;
  endpointHer: number | null;
  orderKey: string;
  state: DeliveryState;
  reason: string | null;
}

/**
 * Message, content, deliveries, first event and outbox in one statement: one round trip, one commit, and nothing of it
 * is there when the message already was. `waiting` tells that receipts for this message arrived before it.
 */
const insertMessage: PreparedQuery = {
  name: 'insert-message',
  text: `
    with m as (
      insert into message (id, received_at, kind, type, version, msg_id, msg_key, sender_her, sender_service, receiver_her,
        receiver_service, sent_at, conversation, parent, patient_key, verdict, apprec_code, findings, mode, state, sha256, size,
        content_type, original_key, receipt, facts)
      values ($1, $2, $3, $4, $5, $6, lower($6), $7, $8, $9, $10, $11, lower($12), lower($13), $14, $15, $16, $17, $18, $19, $20,
        length($21::bytea), $22, lower($23), $24, $29)
      on conflict do nothing
      returning id, seq
    ), c as (
      insert into message_content (message_id, bytes) select id, $21::bytea from m
    ), d as (
      insert into delivery (id, message_id, seq, role, receiver_her, receiver_service, endpoint_her, order_key, state, reason, next_attempt_at)
      select p.id, m.id, m.seq, p.role, p."receiverHer", p."receiverService", p."endpointHer", p."orderKey", p.state, p.reason,
        case when p.state = 'pending' then now() end
      from m, jsonb_to_recordset($25::jsonb) as p (id uuid, role text, "receiverHer" bigint, "receiverService" bigint,
        "endpointHer" bigint, "orderKey" text, state text, reason text)
      returning id, state
    ), e as (
      insert into event (message_id, type, at, actor, data) select id, $26, $2, $27, $28::jsonb from m
    ), f as (
      insert into follow (message_id) select id from m where $29::jsonb is not null or $3 = 'apprec'
    ), o as (
      insert into outbox (delivery_id, attempt) select id, 0 from d where state = 'pending'
    )
    select m.id, m.seq, exists (
      select 1 from message a where a.kind = 'apprec' and a.original_key = lower($6) and (a.receipt ->> 'applied') is null
        and a.verdict <> 'rejected' and $3 <> 'apprec'
    ) as waiting
    from m`,
};

/**
 * @param client of the transaction that the message is part of; without one it is a transaction of its own
 * @returns whether the message was new, and whether receipts were already waiting for it; `null` when it was there before
 */
export async function insert(
  db: Database,
  message: NewMessage,
  client?: pg.ClientBase,
): Promise<{ waitingReceipts: boolean } | null> {
  const rejected = message.verdict === 'rejected';
  const values = [
    message.id,
    message.receivedAt,
    message.kind,
    message.type,
    message.version,
    message.msgId,
    message.senderHer,
    message.senderService,
    message.receiverHer,
    message.receiverService,
    message.sentAt,
    message.conversation,
    message.parent,
    message.patientKey,
    message.verdict,
    message.apprec,
    JSON.stringify(message.findings),
    message.mode,
    message.state,
    message.sha256,
    message.bytes,
    message.contentType,
    message.originalMsgId,
    message.receipt === null ? null : JSON.stringify(message.receipt),
    JSON.stringify(message.deliveries),
    rejected ? 'message.rejected' : 'message.received',
    message.actor,
    JSON.stringify({
      verdict: message.verdict,
      mode: message.mode,
      state: message.state,
      codes: message.findings.map((finding) => finding.code),
      // The order key holds the patient's key and has no place in the event.
      deliveries: message.deliveries.map(({ orderKey: _, ...delivery }) => delivery),
    }),
    message.facts ? JSON.stringify(message.facts) : null,
  ];
  const [row] = await db.run<{ waiting: boolean }>(insertMessage, values, client);
  return row === undefined ? null : { waitingReceipts: row.waiting };
}

/** What was answered when a message came the first time. */
export interface KnownMessage {
  id: string;
  verdict: Verdict;
  type: string | null;
  msg_id: string | null;
  apprec_code: string | null;
  findings: Finding[];
  sha256: Buffer;
}

const columns = 'id, verdict, type, msg_id, apprec_code, findings, sha256';

const findAccepted: PreparedQuery = {
  name: 'find-accepted',
  text: `select ${columns} from message
    where verdict <> 'rejected' and ((msg_key = lower($1) and coalesce(sender_her, 0) = $2) or ($1::text is null and msg_key is null and sha256 = $3))
    limit 1`,
};
const findRejected: PreparedQuery = {
  name: 'find-rejected',
  text: `select ${columns} from message where verdict = 'rejected' and sha256 = $1`,
};

/** The earlier message that stood in the way of `insert`, by the same rule as the unique indexes. */
export async function findEarlier(
  db: Database,
  message: NewMessage,
  client?: pg.ClientBase,
): Promise<KnownMessage | null> {
  const { msgId, senderHer, sha256 } = message;
  const rows =
    message.verdict === 'rejected'
      ? await db.run<KnownMessage>(findRejected, [sha256], client)
      : await db.run<KnownMessage>(findAccepted, [msgId, senderHer ?? 0, sha256], client);
  return rows[0] ?? null;
}

const appendEvent: PreparedQuery = {
  name: 'append-event',
  text: 'insert into event (message_id, delivery_id, type, at, actor, data) values ($1, $2, $3, $4, $5, $6)',
};

/** Writes down that something happened to a message, without changing its state. */
export async function append(
  db: Database,
  event: {
    messageId: string;
    deliveryId?: string;
    type: string;
    at: Date;
    actor: string;
    data?: Record<string, unknown>;
  },
  client?: pg.ClientBase,
): Promise<void> {
  const { messageId, deliveryId = null, type, at, actor, data = {} } = event;
  await db.run(appendEvent, [messageId, deliveryId, type, at, actor, JSON.stringify(data)], client);
}
