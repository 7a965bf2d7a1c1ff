import type pg from 'pg';
import type { Database, PreparedQuery } from '../ledger/database.ts';

/** A message that was accepted under its key. */
export interface ReceivedRecord {
  fingerprint: string;
  receivedAt: Date;
  /** Ids in the ledger, in the order of the manifest. */
  messages: string[];
  /** `null` when no receipt was asked for. */
  acknowledgment: Buffer | null;
}

export interface NewReceived extends ReceivedRecord {
  key: string;
  cpaId: string;
  messageId: string;
}

interface Row {
  fingerprint: string;
  received_at: Date;
  messages: string[];
  acknowledgment: Buffer | null;
}

const findQuery: PreparedQuery = {
  name: 'ebms-find-received',
  text: 'select fingerprint, received_at, messages, acknowledgment from ebms_received where key = $1',
};

/** What is known under a key (see messageKey); `null` when nothing was accepted under it. */
export async function findReceived(
  db: Database,
  key: string,
  client?: pg.ClientBase,
): Promise<ReceivedRecord | null> {
  const [row] = await db.run<Row>(findQuery, [key], client);
  if (row === undefined) return null;
  const { fingerprint, received_at: receivedAt, messages, acknowledgment } = row;
  return { fingerprint, receivedAt, messages, acknowledgment };
}

const claimQuery: PreparedQuery = {
  name: 'ebms-insert-received',
  text: `insert into ebms_received (key, cpa_id, message_id, fingerprint, received_at, messages, acknowledgment)
    values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning key`,
};

/**
 * Takes a key. Of two copies that come together the second waits here until the first is committed or undone.
 * @returns whether the key was free
 */
export async function insertReceived(
  db: Database,
  record: NewReceived,
  client: pg.ClientBase,
): Promise<boolean> {
  const { key, cpaId, messageId, fingerprint, receivedAt, messages, acknowledgment } = record;
  const values = [key, cpaId, messageId, fingerprint, receivedAt, messages, acknowledgment];
  return (await db.run(claimQuery, values, client)).length === 1;
}

const setMessagesQuery: PreparedQuery = {
  name: 'ebms-set-messages',
  text: 'update ebms_received set messages = $2 where key = $1',
};

/** Says which messages of the ledger came under the key: one that was there before keeps its id. */
export async function setMessages(
  db: Database,
  key: string,
  messages: string[],
  client: pg.ClientBase,
): Promise<void> {
  await db.run(setMessagesQuery, [key, messages], client);
}

/** Whether everything that came under the key has left our hands: delivered, answered, refused or closed. */
export async function isProcessed(db: Database, messages: readonly string[]): Promise<boolean> {
  const { rows } = await db.pool.query<{ waiting: boolean }>(
    `select exists (select 1 from message where id = any($1::uuid[]) and state in ('received', 'held', 'failed', 'unrouted')) as waiting`,
    [messages],
  );
  return rows[0]?.waiting === false;
}
