import type { Database } from '../ledger/database.ts';
import { append, findEarlier, insert, type NewMessage } from '../ledger/intake.ts';
import {
  findReceived,
  insertReceived,
  type NewReceived,
  type ReceivedRecord,
  setMessages,
} from './received-store.ts';
import { type OutgoingSignal, queueSignal } from './signal-outbox.ts';

/** How one payload came in. */
export interface Taken {
  message: NewMessage;
  outcome: 'accepted' | 'rejected' | 'repeated';
  waitingReceipts: boolean;
}

export type Accepted =
  | { kind: 'accepted'; taken: Taken[] }
  /** A copy was committed in the meantime. */
  | { kind: 'known'; record: ReceivedRecord }
  /** A payload has the MsgId of another message with other bytes; nothing was kept. */
  | { kind: 'conflict'; earlier: string };

class Conflict extends Error {
  readonly earlier: string;

  constructor(earlier: string) {
    super('a payload has the MsgId of another message');
    this.earlier = earlier;
  }
}

/**
 * Commits an ebXML message: its key, its receipt, every payload and, where it is to be posted, the signal, all or
 * nothing. When this returns `accepted`, the receipt may be sent.
 * @param received `messages` is filled in here
 */
export async function accept(
  db: Database,
  received: Omit<NewReceived, 'messages'>,
  messages: readonly NewMessage[],
  signal: OutgoingSignal | null,
): Promise<Accepted> {
  try {
    return await db.transaction(async (client): Promise<Accepted> => {
      const { key, receivedAt } = received;
      if (!(await insertReceived(db, { ...received, messages: [] }, client))) {
        const record = await findReceived(db, key, client);
        if (record === null)
          throw new Error('an ebXML message stood in the way of another, but is not there');
        return { kind: 'known', record };
      }
      const taken: Taken[] = [];
      const ids: string[] = [];
      for (const message of messages) {
        const inserted = await insert(db, message, client);
        if (inserted !== null) {
          const outcome = message.verdict === 'rejected' ? 'rejected' : 'accepted';
          taken.push({ message, outcome, waitingReceipts: inserted.waitingReceipts });
          ids.push(message.id);
          continue;
        }
        const earlier = await findEarlier(db, message, client);
        if (earlier === null) throw new Error('a message stood in the way of another, but is not there');
        if (!earlier.sha256.equals(message.sha256)) throw new Conflict(earlier.id);
        const event = {
          messageId: earlier.id,
          type: 'message.repeated',
          at: receivedAt,
          actor: message.actor,
        };
        await append(db, event, client);
        taken.push({ message, outcome: 'repeated', waitingReceipts: false });
        ids.push(earlier.id);
      }
      await setMessages(db, key, ids, client);
      if (signal !== null) await queueSignal(db, signal, receivedAt, client);
      return { kind: 'accepted', taken };
    });
  } catch (error) {
    if (error instanceof Conflict) return { kind: 'conflict', earlier: error.earlier };
    throw error;
  }
}
