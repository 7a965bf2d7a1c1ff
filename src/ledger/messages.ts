import { sql } from 'kysely';
import type { Finding } from '../validation/finding.ts';
import type { Database } from './database.ts';
import type { DeliveryTable, EventTable, MessageState, MessageTable } from './tables.ts';

/** Filters of the message list; all given ones must hold. */
export interface MessageFilter {
  type?: string;
  state?: MessageState;
  verdict?: MessageTable['verdict'];
  /** HER-id of either level, as sender or receiver. */
  partner?: number;
  from?: Date;
  to?: Date;
  /** Compared without regard to case; finds the one kept under this id before any that was rejected. */
  msgId?: string;
  conversation?: string;
}

export interface MessageRow extends Omit<MessageTable, 'seq' | 'findings' | 'receipt'> {
  seq: number;
  findings: Finding[];
}

const columns = [
  'id',
  'seq',
  'received_at',
  'kind',
  'type',
  'version',
  'msg_id',
  'msg_key',
  'sender_her',
  'sender_service',
  'receiver_her',
  'receiver_service',
  'sent_at',
  'conversation',
  'parent',
  'patient_key',
  'verdict',
  'apprec_code',
  'findings',
  'mode',
  'state',
  'sha256',
  'size',
  'content_type',
  'original_key',
] as const;

/**
 * Messages, newest first.
 * @param before only messages older than this sequence number (the cursor)
 */
export async function listMessages(
  db: Database,
  filter: MessageFilter,
  limit: number,
  before: number | null,
): Promise<MessageRow[]> {
  let query = db.kysely.selectFrom('message').select(columns).orderBy('seq', 'desc').limit(limit);
  if (before !== null) query = query.where('seq', '<', before);
  if (filter.type !== undefined) query = query.where('type', '=', filter.type);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.verdict !== undefined) query = query.where('verdict', '=', filter.verdict);
  if (filter.from !== undefined) query = query.where('received_at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('received_at', '<', filter.to);
  if (filter.conversation !== undefined) {
    const key = filter.conversation.toLowerCase();
    query = query.where((or) => or.or([or('conversation', '=', key), or('msg_key', '=', key)]));
  }
  const { partner } = filter;
  if (partner !== undefined) {
    query = query.where((or) =>
      or.or([
        or('sender_her', '=', partner),
        or('receiver_her', '=', partner),
        or('sender_service', '=', partner),
        or('receiver_service', '=', partner),
      ]),
    );
  }
  if (filter.msgId !== undefined) {
    const key = filter.msgId.toLowerCase();
    // The one kept under a MsgId hides rejected ones that carried the same.
    query = query
      .where('msg_key', '=', key)
      .where((or) =>
        or.or([
          or('verdict', '<>', 'rejected'),
          or.not(
            or.exists(
              sql<boolean>`(select 1 from message k where k.msg_key = ${key} and k.verdict <> 'rejected')`,
            ),
          ),
        ]),
      );
  }
  return (await query.execute()) as MessageRow[];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @returns `null` for an unknown id, and for anything that is not an id at all */
export async function getMessage(db: Database, id: string): Promise<MessageRow | null> {
  if (!uuid.test(id)) return null;
  return (
    ((await db.kysely.selectFrom('message').select(columns).where('id', '=', id).executeTakeFirst()) as
      | MessageRow
      | undefined) ?? null
  );
}

export type DeliveryRow = Omit<DeliveryTable, 'attempts' | 'apprec' | 'since'> & {
  attempts: number;
  apprec: 'none' | 'ok' | 'part' | 'rejected';
};

export async function getDeliveries(db: Database, messageIds: string[]): Promise<DeliveryRow[]> {
  if (messageIds.length === 0) return [];
  return (await db.kysely
    .selectFrom('delivery')
    .selectAll()
    .where('message_id', 'in', messageIds)
    .orderBy('id')
    .execute()) as DeliveryRow[];
}

export interface EventRow extends Omit<EventTable, 'seq' | 'data'> {
  seq: number;
  data: Record<string, unknown>;
}

/** The events of a message, oldest first. */
export async function getEvents(db: Database, messageId: string): Promise<EventRow[]> {
  return (await db.kysely
    .selectFrom('event')
    .selectAll()
    .where('message_id', '=', messageId)
    .orderBy('seq')
    .execute()) as EventRow[];
}

/** The bytes exactly as received. Reading them is written down, in the access log and on the message, before they are given. */
export async function readContent(
  db: Database,
  messageId: string,
  access: { actor: string; purpose: string; at: Date },
): Promise<Buffer | null> {
  return db.transaction(async (client) => {
    const { rows } = await client.query<{ bytes: Buffer }>(
      'select bytes from message_content where message_id = $1',
      [messageId],
    );
    if (rows[0] === undefined) return null;
    await client.query(
      `insert into access_log (at, actor, action, message_id, purpose) values ($1, $2, 'content', $3, $4)`,
      [access.at, access.actor, messageId, access.purpose],
    );
    // The purpose is free text and stays in the access log; the event only says that and by whom.
    await client.query(
      `insert into event (message_id, type, at, actor) values ($1, 'content.read', $2, $3)`,
      [messageId, access.at, access.actor],
    );
    return rows[0].bytes;
  });
}
