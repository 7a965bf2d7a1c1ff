import { sql } from 'kysely';
import type { Database } from '../../ledger/database.ts';
import { type MessageState, type MessageTable, messageStates } from '../../ledger/tables.ts';
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

/**
 * Messages by the time they were received, newest first. History that was loaded afterwards stands at its own time.
 * @param olderThan sequence number of the last message of the page before; unknown ones give an empty page
 */
export async function listByTime(
  db: Database,
  filter: ListFilter,
  limit: number,
  olderThan: number | null,
): Promise<ListedMessage[]> {
  let query = db.kysely
    .selectFrom('message')
    .select(columns)
    .orderBy('received_at', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit);
  if (olderThan !== null) {
    query = query.where(
      sql<boolean>`(received_at, seq) < (select received_at, seq from message where seq = ${olderThan})`,
    );
  }
  if (filter.type !== null) query = query.where('type', '=', filter.type);
  if (filter.state === 'trouble') query = query.where('state', 'in', [...troubleStates]);
  else if (filter.state !== null) query = query.where('state', '=', filter.state);
  if (filter.verdict !== null) query = query.where('verdict', '=', filter.verdict);
  if (filter.from !== null) query = query.where('received_at', '>=', filter.from);
  if (filter.to !== null) query = query.where('received_at', '<', filter.to);
  const { partner } = filter;
  if (partner !== null) {
    query = query.where((or) => or.or([or('sender_her', '=', partner), or('receiver_her', '=', partner)]));
  }
  if (filter.search !== null) {
    const key = filter.search.trim().toLowerCase();
    query = query.where((or) =>
      or.or([
        or('msg_key', '=', key),
        or('conversation', '=', key),
        ...(uuid.test(key) ? [or('id', '=', key)] : []),
      ]),
    );
  }
  return (await query.execute()) as ListedMessage[];
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
