import type { Database } from './database.ts';

/** How much is unfinished: deliveries by state (delivered ones are not counted), and the outbox's length. */
export async function unfinishedCounts(db: Database): Promise<{ state: string; count: number }[]> {
  const { rows } = await db.pool.query<{ state: string; count: number }>(
    `select state, count(*) as count from delivery where state in ('pending', 'held', 'failed', 'unrouted') group by state
     union all select 'outbox', count(*) from outbox`,
  );
  return rows;
}
