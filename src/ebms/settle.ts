import type { Database } from '../ledger/database.ts';
import { herIdOf } from '../messages/ebxml/envelope.ts';
import type { EnvelopeReading } from '../messages/ebxml/read-message.ts';
import { aboutMessage, judgeSignal } from '../messages/ebxml/send/judge-signal.ts';
import { errorCodes } from './send.ts';
import { findSent } from './sent-store.ts';

/**
 * What an Acknowledgment or MessageError that came by itself means for the delivery that it is about. The first one
 * settles it; a receipt that comes after we gave up still tells that the message arrived.
 * @param reading judged and found right
 * @returns the message that changed; `null` when the signal is about nothing that we sent to its sender
 */
export async function settleSignal(
  db: Database,
  reading: EnvelopeReading,
  now: Date,
): Promise<string | null> {
  const { kind, header } = reading.envelope;
  const messageId = aboutMessage(reading);
  if (messageId === null || (kind !== 'acknowledgment' && kind !== 'message-error')) return null;
  const sent = await findSent(db, { messageId });
  const from = herIdOf(header.from);
  const theirs = sent !== null && header.cpaId === sent.cpaId && (from === null || from === sent.toHer);
  const decision = judgeSignal(reading, theirs ? sent : null);
  if (sent === null || decision.action === 'ignore') return null;
  return decision.action === 'acknowledged'
    ? settle(db, sent.deliveryId, now, {
        settled: 'acknowledged',
        from: ['pending', 'failed'],
        state: 'delivered',
        reason: null,
        event: 'delivery.delivered',
        data: {},
      })
    : settle(db, sent.deliveryId, now, {
        settled: 'refused',
        from: ['pending'],
        state: 'failed',
        reason: 'MV-3109',
        event: 'delivery.failed',
        data: { code: 'MV-3109', status: null, why: `MessageError ${errorCodes(decision.errors)}` },
      });
}

interface Settling {
  settled: 'acknowledged' | 'refused';
  /** States in which the signal still says something new. */
  from: string[];
  state: 'delivered' | 'failed';
  reason: string | null;
  event: 'delivery.delivered' | 'delivery.failed';
  data: Record<string, unknown>;
}

/** Row, event, and whose turn it is next in the same order; an attempt under way finds its lease gone. */
async function settle(
  db: Database,
  deliveryId: string,
  now: Date,
  { settled, from, state, reason, event, data }: Settling,
): Promise<string | null> {
  return db.transaction(async (client) => {
    const { rows } = await client.query<{ message_id: string; seq: number; order_key: string }>(
      `update delivery set state = $2, reason = $3, next_attempt_at = null, lease_owner = null, lease_until = null,
         delivered_at = case when $2 = 'delivered' then $4::timestamptz else delivered_at end
       where id = $1 and state = any($5) returning message_id, seq, order_key`,
      [deliveryId, state, reason, now, from],
    );
    const row = rows[0];
    if (row === undefined) return null;
    await client.query('update ebms_sent set settled = $2 where delivery_id = $1', [deliveryId, settled]);
    await client.query(
      `insert into event (message_id, delivery_id, type, at, actor, data) values ($1, $2, $3, $4, 'meldingsvakt', $5)`,
      [row.message_id, deliveryId, event, now, JSON.stringify(data)],
    );
    await client.query('select refresh_message_state($1)', [row.message_id]);
    await client.query(
      `insert into outbox (delivery_id, attempt)
       select id, attempts from delivery where order_key = $1 and seq > $2 and state = 'pending' order by seq limit 1`,
      [row.order_key, row.seq],
    );
    return row.message_id;
  });
}
