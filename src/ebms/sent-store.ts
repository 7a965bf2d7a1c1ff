import type { Database, PreparedQuery } from '../ledger/database.ts';
import type { Attempt, ResendTerms } from '../messages/ebxml/send/decide-resend.ts';
import type { SentMessage } from '../messages/ebxml/send/judge-signal.ts';

/** A message as it was made for one delivery. Its bytes and MessageId never change. */
export interface SentRecord extends SentMessage {
  deliveryId: string;
  cpaId: string;
  /** HER-id that it is addressed to. */
  toHer: number;
  contentType: string;
  bytes: Buffer;
  createdAt: Date;
  ackRequested: boolean;
  terms: ResendTerms;
  /** Oldest first, those before a replay included. */
  attempts: Attempt[];
}

interface Row {
  delivery_id: string;
  message_id: string;
  cpa_id: string;
  to_her: number;
  content_type: string;
  bytes: Buffer;
  created_at: Date;
  signed_receipt: boolean;
  ack_requested: boolean;
  refs: { uri: string; digestValue: string }[];
  terms: ResendTerms;
  attempts: { at: string; outcome: Attempt['outcome'] }[];
}

const byDelivery: PreparedQuery = {
  name: 'ebms-sent-of-delivery',
  text: 'select * from ebms_sent where delivery_id = $1',
};
const byMessageId: PreparedQuery = {
  name: 'ebms-sent-by-message-id',
  text: 'select * from ebms_sent where message_id = $1',
};

export async function findSent(
  db: Database,
  by: { deliveryId: string } | { messageId: string },
): Promise<SentRecord | null> {
  const [row] =
    'deliveryId' in by
      ? await db.run<Row>(byDelivery, [by.deliveryId])
      : await db.run<Row>(byMessageId, [by.messageId]);
  return row === undefined ? null : toRecord(row);
}

function toRecord(row: Row): SentRecord {
  return {
    deliveryId: row.delivery_id,
    messageId: row.message_id,
    cpaId: row.cpa_id,
    toHer: row.to_her,
    contentType: row.content_type,
    bytes: row.bytes,
    createdAt: row.created_at,
    signedReceipt: row.signed_receipt,
    ackRequested: row.ack_requested,
    references: row.refs,
    terms: row.terms,
    attempts: row.attempts.map(({ at, outcome }) => ({ at: new Date(at), outcome })),
  };
}

const insertQuery: PreparedQuery = {
  name: 'ebms-insert-sent',
  text: `insert into ebms_sent (delivery_id, message_id, cpa_id, to_her, content_type, bytes, created_at, signed_receipt,
    ack_requested, refs, terms) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};

/** Keeps a message before its first attempt. */
export async function insertSent(db: Database, sent: SentRecord): Promise<void> {
  await db.run(insertQuery, [
    sent.deliveryId,
    sent.messageId,
    sent.cpaId,
    sent.toHer,
    sent.contentType,
    sent.bytes,
    sent.createdAt,
    sent.signedReceipt,
    sent.ackRequested,
    JSON.stringify(sent.references),
    JSON.stringify(sent.terms),
  ]);
}

const attemptQuery: PreparedQuery = {
  name: 'ebms-add-attempt',
  text: 'update ebms_sent set attempts = attempts || $2::jsonb, settled = $3 where delivery_id = $1',
};

/** Writes down an attempt, and whether its answer settled the message. */
export async function addAttempt(
  db: Database,
  deliveryId: string,
  attempt: Attempt,
  settled: 'acknowledged' | 'refused' | null,
): Promise<void> {
  await db.run(attemptQuery, [deliveryId, JSON.stringify([attempt]), settled]);
}

/** What the ledger knows of a delivery that is to become an ebXML message. */
export interface Consignment {
  type: string | null;
  kind: string;
  msg_id: string | null;
  conversation: string | null;
  sender_her: number | null;
  sender_service: number | null;
  receiver_her: number | null;
  receiver_service: number | null;
  /** AppRec: type of the message that it answers; `null` when that did not come this way. */
  original_type: string | null;
}

const consignmentQuery: PreparedQuery = {
  name: 'ebms-consignment',
  text: `select m.type, m.kind, m.msg_id, m.conversation, m.sender_her, m.sender_service, d.receiver_her, d.receiver_service,
      (select o.type from message o where o.msg_key = m.original_key and o.verdict <> 'rejected' order by o.seq desc limit 1) as original_type
    from delivery d join message m on m.id = d.message_id where d.id = $1`,
};

export async function findConsignment(db: Database, deliveryId: string): Promise<Consignment> {
  const [row] = await db.run<Consignment>(consignmentQuery, [deliveryId]);
  if (row === undefined) throw new Error('a delivery in hand is not in the ledger');
  return row;
}
