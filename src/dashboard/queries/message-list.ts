import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../../ledger/database.ts';
import { type MessageState, type MessageTable, messageStates, type Tables } from '../../ledger/tables.ts';
import { troubleStates } from './overview.ts';

/** Choices of the filter for state: each state, and «needs a person», which is several. */
export const stateChoices = ['trouble', ...messageStates] as const;
export type StateChoice = (typeof stateChoices)[number];

/** What the list is narrowed to; all given conditions must hold. */
export interface ListFilter {
  /** MsgId, conversation, or the ledger's own id. */
  search: string | null;
  type: string | null;
  state: StateChoice | null;
  verdict: MessageTable['verdict'] | null;
  /** HER-id of the organisation, as sender or receiver. */
  partner: number | null;
  from: Date | null;
  to: Date | null;
}

export interface ListedMessage {
  id: string;
  seq: number;
  received_at: Date;
  type: string | null;
  sender_her: number | null;
  sender_service: number | null;
  receiver_her: number | null;
  receiver_service: number | null;
  verdict: MessageTable['verdict'];
  state: MessageState;
  mode: MessageTable['mode'];
  msg_id: string | null;
}

const columns = [
  'id',
  'seq',
  'received_at',
  'type',
  'sender_her',
  'sender_service',
  'receiver_her',
  'receiver_service',
  'verdict',
  'state',
  'mode',
  'msg_id',
] as const;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What was found, and whether everything was searched. */
export interface FoundMessages {
  messages: ListedMessage[];
  /** Set when the search took too long: then only this many of the newest messages were looked through. */
  searched: number | null;
}

/**
 * Most searches are answered from an index in a few milliseconds. One whose conditions are each common but never occur
 * together would read the whole ledger: it is broken off after this long, and only the newest messages are searched.
 */
const patienceMs = 300;
const newestSearched = 20_000;

/**
 * Messages by the time they were received, newest first. History that was loaded afterwards stands at its own time.
 * @param olderThan sequence number of the last message of the page before; an unknown one gives an empty page
 */
export async function listByTime(
  db: Database,
  filter: ListFilter,
  limit: number,
  olderThan: number | null,
): Promise<FoundMessages> {
  const time = timeConditions(filter, olderThan);
  const rest = otherConditions(filter);
  try {
    const messages = await db.kysely.transaction().execute(async (transaction) => {
      await sql`set local statement_timeout = ${sql.lit(patienceMs)}`.execute(transaction);
      return find(transaction, sql`message`, [...time, ...rest], limit);
    });
    return { messages, searched: null };
  } catch (error) {
    if (!isCancelled(error)) throw error;
  }
  const newest = sql`(
    select ${sql.join([...columns, 'msg_key', 'conversation'].map((column) => sql.ref(column)))} from message
    where ${all(time)} order by received_at desc, seq desc limit ${newestSearched}) message`;
  return { messages: await find(db.kysely, newest, rest, limit), searched: newestSearched };
}

type Condition = RawBuilder<unknown>;

async function find(
  db: Kysely<Tables>,
  from: RawBuilder<unknown>,
  conditions: Condition[],
  limit: number,
): Promise<ListedMessage[]> {
  const { rows } = await sql<ListedMessage>`
    select ${sql.join(columns.map((column) => sql.ref(column)))} from ${from}
    where ${all(conditions)} order by received_at desc, seq desc limit ${limit}`.execute(db);
  return rows;
}

function timeConditions({ from, to }: ListFilter, olderThan: number | null): Condition[] {
  return [
    ...(from === null ? [] : [sql`received_at >= ${from}`]),
    ...(to === null ? [] : [sql`received_at < ${to}`]),
    ...(olderThan === null
      ? []
      : [sql`(received_at, seq) < (select received_at, seq from message where seq = ${olderThan})`]),
  ];
}

function otherConditions({ search, type, state, verdict, partner }: ListFilter): Condition[] {
  const key = search?.trim().toLowerCase() ?? null;
  return [
    ...(type === null ? [] : [sql`type = ${type}`]),
    ...(state === null
      ? []
      : [state === 'trouble' ? sql`state in (${sql.join(troubleStates)})` : sql`state = ${state}`]),
    ...(verdict === null ? [] : [sql`verdict = ${verdict}`]),
    ...(partner === null ? [] : [sql`(sender_her = ${partner} or receiver_her = ${partner})`]),
    ...(key === null
      ? []
      : [
          uuid.test(key)
            ? sql`(msg_key = ${key} or conversation = ${key} or id = ${key})`
            : sql`(msg_key = ${key} or conversation = ${key})`,
        ]),
  ];
}

function all(conditions: Condition[]): Condition {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** SQLSTATE query_canceled: the statement ran out of its time. */
function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}

/** A message in the same conversation, or that a receipt belongs to. */
export interface RelatedMessage extends ListedMessage {
  kind: MessageTable['kind'];
}

/**
 * The messages of a conversation in the order in which they came: those that name the same first message, and that
 * message itself.
 * @param keys ids in lower case that stand for the conversation; an empty list gives an empty list
 */
export async function listConversation(
  db: Database,
  keys: string[],
  except: string,
  limit: number,
): Promise<RelatedMessage[]> {
  if (keys.length === 0) return [];
  const rows = await db.kysely
    .selectFrom('message')
    .select([...columns, 'kind'])
    .where((or) => or.or([or('conversation', 'in', keys), or('msg_key', 'in', keys)]))
    .where('id', '<>', except)
    .orderBy('received_at')
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows as RelatedMessage[];
}
