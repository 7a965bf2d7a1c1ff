import type { Database, PreparedQuery } from '../../ledger/database.ts';
import type { Count } from '../format/number.ts';

/** States in which nothing more happens until a person does something. */
export const troubleStates = ['failed', 'unrouted', 'refused'] as const;
export type TroubleState = (typeof troubleStates)[number];

export interface Overview {
  failed: Count;
  unrouted: Count;
  refused: Count;
  held: Count;
  /** Deliveries that are to be made. */
  waiting: Count;
  lastMessageAt: Date | null;
  /** Deliveries that should have been tried a while ago and that nobody has in hand. */
  overdue: Count;
  oldestOverdue: Date | null;
}

/** Counting stops here: index entries are cheap, but not free, and «over 10 000» says enough. */
const countLimit = 10_000;
/** A delivery that is this late says that nobody is working, or that there is more to do than is being done. */
export const overdueAfterMs = 60_000;
/** How many of the oldest due deliveries are looked at; those behind an earlier one of their key are not late. */
const overdueLimit = 500;

interface OverviewRow {
  failed: number;
  unrouted: number;
  refused: number;
  held: number;
  waiting: number;
  last_message_at: Date | null;
  overdue: number;
  oldest_overdue: Date | null;
}

const inState = (state: string) =>
  `(select count(*)::int from (select 1 from message where state = '${state}' limit ${countLimit + 1}) counted)`;

/** Everything here is answered from indexes, whatever the size of the ledger. */
const overviewQuery: PreparedQuery = {
  name: 'dashboard-overview',
  text: `
    with due as (
      select order_key, seq, next_attempt_at from delivery
      where state = 'pending' and next_attempt_at < $1 and (lease_until is null or lease_until < $2)
      order by next_attempt_at limit ${overdueLimit}
    ), late as (
      select next_attempt_at from due
      where not exists (
        select 1 from delivery e where e.order_key = due.order_key and e.seq < due.seq and e.state in ('pending', 'held')
      )
    )
    select
      ${inState('failed')} as failed,
      ${inState('unrouted')} as unrouted,
      ${inState('refused')} as refused,
      ${inState('held')} as held,
      (select count(*)::int from (select 1 from delivery where state = 'pending' limit ${countLimit + 1}) counted) as waiting,
      (select received_at from message order by received_at desc limit 1) as last_message_at,
      (select count(*)::int from late) as overdue,
      (select min(next_attempt_at) from late) as oldest_overdue`,
};

/** How things stand right now. */
export async function readOverview(db: Database, now: Date): Promise<Overview> {
  const [row] = await db.run<OverviewRow>(overviewQuery, [new Date(now.getTime() - overdueAfterMs), now]);
  if (row === undefined) throw new Error('an aggregate always gives a row');
  return {
    failed: counted(row.failed),
    unrouted: counted(row.unrouted),
    refused: counted(row.refused),
    held: counted(row.held),
    waiting: counted(row.waiting),
    lastMessageAt: row.last_message_at,
    overdue: { value: row.overdue, more: row.overdue >= overdueLimit },
    oldestOverdue: row.oldest_overdue,
  };
}

function counted(found: number): Count {
  return found > countLimit ? { value: countLimit, more: true } : { value: found, more: false };
}
