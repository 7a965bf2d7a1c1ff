import type pg from 'pg';
import type { Database } from './database.ts';
import type { AppRecState, DeliveryState, Receipt } from './tables.ts';

/** An AppRec that has been stored but not yet brought to the message that it answers. */
export interface WaitingReceipt {
  id: string;
  received_at: Date;
  original_key: string;
  sender_her: number | null;
  sender_service: number | null;
  receiver_her: number | null;
  receiver_service: number | null;
  receipt: Receipt;
}

/** A delivery of the message that a receipt answers. */
export interface AnsweredDelivery {
  id: string;
  message_id: string;
  seq: number;
  order_key: string;
  receiver_her: number | null;
  receiver_service: number | null;
  state: DeliveryState;
  apprec: AppRecState;
}

export interface ReceiptOutcome {
  event: string;
  applied: NonNullable<Receipt['applied']>;
  apprec: AppRecState | null;
  confirmsDelivery: boolean;
}

type Decide = (receipt: WaitingReceipt, delivery: AnsweredDelivery | null) => ReceiptOutcome;

const waitingColumns =
  'id, received_at, original_key, sender_her, sender_service, receiver_her, receiver_service, receipt';

/**
 * Brings waiting receipts to their messages, oldest first, each in a transaction of its own.
 * @param about only receipts that are, or that answer, this message; `null` for all that wait
 * @param decide says what a receipt does to its delivery (`null`: the message is known, but not sent to this receiver)
 * @returns how many receipts found their message, and whether deliveries were released by it
 */
export async function applyReceipts(
  db: Database,
  about: string | null,
  decide: Decide,
  limit = 100,
): Promise<{ applied: number; released: boolean }> {
  // Only those whose message is there; the others wait for it without cost.
  const { rows } = await db.pool.query<{ id: string }>({
    name: about === null ? 'receipts-waiting' : 'receipts-about',
    text: `
      select a.id from message a
      where a.kind = 'apprec' and (a.receipt ->> 'applied') is null and a.verdict <> 'rejected' and a.original_key is not null
        ${about === null ? '' : 'and (a.id = $2 or a.original_key = (select msg_key from message where id = $2))'}
        and exists (select 1 from message m where m.msg_key = a.original_key and m.verdict <> 'rejected' and m.kind <> 'apprec'
          and (a.receiver_her is null or m.sender_her = a.receiver_her or m.sender_service in (a.receiver_her, a.receiver_service)))
      order by a.seq limit $1`,
    values: about === null ? [limit] : [limit, about],
  });
  let released = false;
  for (const { id } of rows) {
    released = (await db.transaction((client) => applyOne(client, id, decide))) || released;
  }
  return { applied: rows.length, released };
}

async function applyOne(client: pg.ClientBase, id: string, decide: Decide): Promise<boolean> {
  const receipts = await client.query<WaitingReceipt>(
    `select ${waitingColumns} from message where id = $1 and (receipt ->> 'applied') is null for update`,
    [id],
  );
  const receipt = receipts.rows[0];
  if (receipt === undefined) return false; // another process was first
  const deliveries = await client.query<AnsweredDelivery>(
    `select d.id, d.message_id, d.seq, d.order_key, d.receiver_her, d.receiver_service, d.state, d.apprec
     from message m join delivery d on d.message_id = m.id
     where m.msg_key = $1 and m.verdict <> 'rejected' and m.kind <> 'apprec'
       and ($2::bigint is null or m.sender_her = $2 or m.sender_service in ($2, $3))
     order by d.id for update of d`,
    [receipt.original_key, receipt.receiver_her, receipt.receiver_service],
  );
  const delivery = answering(receipt, deliveries.rows);
  const outcome = decide(receipt, delivery);
  const messageId = delivery?.message_id ?? deliveries.rows[0]?.message_id;
  if (messageId === undefined) return false;

  await client.query(
    `insert into event (message_id, delivery_id, type, at, actor, data) values ($1, $2, $3, $4, 'meldingsvakt', $5)`,
    [
      messageId,
      delivery?.id ?? null,
      outcome.event,
      receipt.received_at,
      JSON.stringify({
        apprec: receipt.id,
        status: receipt.receipt.status,
        codes: receipt.receipt.codes,
        state: outcome.apprec,
        confirms: outcome.confirmsDelivery,
        from: receipt.sender_her,
      }),
    ],
  );
  await client.query(
    `update message set receipt = receipt || jsonb_build_object('applied', $2::text) where id = $1`,
    [receipt.id, outcome.applied],
  );
  if (delivery === null || outcome.apprec === null) return false;

  await client.query(
    `update delivery set apprec = $2, apprec_at = $3, apprec_message = $4, apprec_codes = $5,
       state = case when $6 then 'delivered' else state end, lease_owner = case when $6 then null else lease_owner end
     where id = $1`,
    [
      delivery.id,
      outcome.apprec,
      receipt.received_at,
      receipt.id,
      receipt.receipt.codes,
      outcome.confirmsDelivery,
    ],
  );
  await client.query('select refresh_message_state($1)', [messageId]);
  if (!outcome.confirmsDelivery) return false;
  const { rowCount } = await client.query(
    `insert into outbox (delivery_id, attempt)
     select id, attempts from delivery where order_key = $1 and seq > $2 and state = 'pending' order by seq limit 1`,
    [delivery.order_key, delivery.seq],
  );
  return (rowCount ?? 0) > 0;
}

/** The delivery to the party that sent the receipt: its service when that is named, else its organisation. */
function answering(receipt: WaitingReceipt, deliveries: AnsweredDelivery[]): AnsweredDelivery | null {
  const hers = [receipt.sender_service, receipt.sender_her].filter((her) => her !== null);
  if (hers.length === 0 && deliveries.length === 1) return deliveries[0] ?? null;
  for (const her of hers) {
    const exact = deliveries.find((delivery) => delivery.receiver_service === her);
    if (exact !== undefined) return exact;
  }
  return (
    deliveries.find((delivery) => delivery.receiver_her !== null && hers.includes(delivery.receiver_her)) ??
    null
  );
}
