import type { Database } from './database.ts';
import { fold, type LedgerEvent } from './fold.ts';
import type { AppRecState, DeliveryState, MessageState } from './tables.ts';

export interface RebuildReport {
  messages: number;
  /** Ids of messages whose stored state differed from what the events say. */
  differing: string[];
}

interface StoredRow {
  id: string;
  seq: number;
  state: MessageState;
  events: { type: LedgerEvent['type']; at: string; delivery: string | null; data: Record<string, unknown> }[];
  deliveries: { id: string; state: DeliveryState; apprec: AppRecState }[] | null;
}

/**
 * Computes every message's state from its events and compares it with what is stored.
 * @param repair writes what the events say where the two differ
 * @param progress called after each batch with the number of messages done
 */
export async function rebuild(
  db: Database,
  repair: boolean,
  progress: (done: number) => void = () => undefined,
): Promise<RebuildReport> {
  const report: RebuildReport = { messages: 0, differing: [] };
  let after = 0;
  for (;;) {
    const { rows } = await db.pool.query<StoredRow>(
      `select m.id, m.seq, m.state,
         (select jsonb_agg(jsonb_build_object('type', e.type, 'at', e.at, 'delivery', e.delivery_id, 'data', e.data) order by e.seq)
            from event e where e.message_id = m.id) as events,
         (select jsonb_agg(jsonb_build_object('id', d.id, 'state', d.state, 'apprec', d.apprec) order by d.id)
            from delivery d where d.message_id = m.id) as deliveries
       from message m where m.seq > $1 order by m.seq limit 500`,
      [after],
    );
    if (rows.length === 0) return report;
    for (const row of rows) {
      after = row.seq;
      report.messages += 1;
      if (await check(db, row, repair)) report.differing.push(row.id);
    }
    progress(report.messages);
  }
}

async function check(db: Database, row: StoredRow, repair: boolean): Promise<boolean> {
  const events = row.events.map((event) => ({
    ...event,
    at: new Date(event.at),
    deliveryId: event.delivery,
  }));
  const told = fold(events);
  const stored = new Map((row.deliveries ?? []).map((delivery) => [delivery.id, delivery]));
  const wrong = told.deliveries.filter((delivery) => {
    const now = stored.get(delivery.id);
    return now === undefined || now.state !== delivery.state || now.apprec !== delivery.apprec;
  });
  if (wrong.length === 0 && told.state === row.state) return false;
  if (repair) {
    await db.transaction(async (client) => {
      for (const delivery of wrong) {
        await client.query(
          `update delivery set state = $2, reason = $3, delivered_at = $4, apprec = $5, apprec_at = $6,
             next_attempt_at = case when $2 = 'pending' then now() end where id = $1`,
          [
            delivery.id,
            delivery.state,
            delivery.reason,
            delivery.deliveredAt,
            delivery.apprec,
            delivery.apprecAt,
          ],
        );
      }
      await client.query('update message set state = $2 where id = $1', [row.id, told.state]);
    });
  }
  return true;
}
