import type { Database } from './database.ts';

/** One thing to do, as it leaves the outbox: ids only. */
export interface OutboxEntry {
  id: number;
  delivery: string;
  endpoint: number | null;
  runAt: Date;
}

interface OutboxRow {
  id: number;
  delivery_id: string;
  endpoint_her: number | null;
  run_at: Date;
}

/**
 * Takes up to `limit` entries, hands them to `forward`, and forgets them when that succeeded. Several processes may do
 * this at once; each entry goes to one of them. If the process dies between the two, the entries come again with the
 * same ids, and the queue recognises them.
 * @returns how many were handed over
 */
export async function drain(
  db: Database,
  limit: number,
  forward: (entries: OutboxEntry[]) => Promise<void>,
): Promise<number> {
  return db.transaction(async (client) => {
    const { rows } = await client.query<OutboxRow>({
      name: 'drain-outbox',
      text: `
        with taken as (
          delete from outbox where id in (select id from outbox order by id limit $1 for update skip locked)
          returning id, delivery_id, run_at
        )
        update delivery d set queued_at = greatest(now(), taken.run_at) from taken where d.id = taken.delivery_id
        returning taken.id, taken.delivery_id, d.endpoint_her, taken.run_at`,
      values: [limit],
    });
    if (rows.length === 0) return 0;
    rows.sort((a, b) => a.id - b.id);
    await forward(
      rows.map((row) => ({
        id: row.id,
        delivery: row.delivery_id,
        endpoint: row.endpoint_her,
        runAt: row.run_at,
      })),
    );
    return rows.length;
  });
}
