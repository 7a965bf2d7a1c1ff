import type { Database, PreparedQuery } from '../ledger/database.ts';

/**
 * Only what is due is read, by index; what another worker has in hand is left to it. The guard on the status makes
 * each breach one event, and the event carries the time at which the limit passed.
 */
const sweepDue: PreparedQuery = {
  name: 'sweep-deadlines',
  text: `
    with late as (
      select rule, message_id, hospital, kommune from deadline
      where status = 'pending' and due < $1 order by due limit $2 for update skip locked
    ), passed as (
      update deadline d set status = d.passes_to, met_at = case when d.passes_to = 'met' then d.due end
      from late l
      where d.rule = l.rule and d.message_id = l.message_id and d.hospital = l.hospital and d.kommune = l.kommune
        and d.status = 'pending'
      returning d.episode, d.rule, d.message_id, d.due, d.status
    ), e as (
      insert into deadline_event (at, type, episode, rule, message_id, due)
      select due, 'breached', episode, rule, message_id, due from passed where status = 'breached'
      returning 1
    )
    select (select count(*) from passed) as passed, (select count(*) from e) as breached`,
};

/**
 * Marks the deadlines whose limit has passed.
 * @returns how many passed, and how many of them are breaches
 */
export async function sweep(
  db: Database,
  now: Date,
  limit = 1_000,
): Promise<{ passed: number; breached: number }> {
  const total = { passed: 0, breached: 0 };
  for (;;) {
    const [row] = await db.run<{ passed: number; breached: number }>(sweepDue, [now, limit]);
    total.passed += row?.passed ?? 0;
    total.breached += row?.breached ?? 0;
    if (row === undefined || row.passed < limit) return total;
  }
}
