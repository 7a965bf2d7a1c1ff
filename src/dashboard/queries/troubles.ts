import type { Database, PreparedQuery } from '../../ledger/database.ts';
import type { AppRecState, DeliveryState } from '../../ledger/tables.ts';
import { type TroubleState, troubleStates } from './overview.ts';

/** A message that waits for a person, with the delivery that says why. */
export interface Trouble {
  id: string;
  type: string | null;
  state: TroubleState;
  received_at: Date;
  sender_her: number | null;
  sender_service: number | null;
  /** The receiver whose delivery is in trouble; the head's receiver when there is no delivery. */
  receiver_her: number | null;
  receiver_service: number | null;
  delivery_state: DeliveryState | null;
  reason: string | null;
  attempts: number;
  last_status: number | null;
  apprec: AppRecState | null;
  apprec_codes: string[] | null;
  /** When it became a matter for a person. */
  since: Date;
}

/** How many of each state are looked at before the newest are chosen. */
const perState = 100;

const newestOf = (state: TroubleState) =>
  `(select id, seq, type, state, received_at, sender_her, sender_service, receiver_her, receiver_service
    from message where state = '${state}' order by seq desc limit ${perState})`;

const troublesQuery: PreparedQuery = {
  name: 'dashboard-troubles',
  text: `
    select m.id, m.type, m.state, m.received_at, m.sender_her, m.sender_service,
      coalesce(d.receiver_her, m.receiver_her) as receiver_her,
      case when d.id is null then m.receiver_service else d.receiver_service end as receiver_service,
      d.state as delivery_state, d.reason, coalesce(d.attempts, 0) as attempts, d.last_status, d.apprec, d.apprec_codes,
      coalesce(case when d.apprec = 'rejected' then d.apprec_at when d.state = 'failed' then d.last_attempt_at end, m.received_at) as since
    from (${troubleStates.map(newestOf).join(' union all ')}) m
    left join lateral (
      select * from delivery
      where message_id = m.id and (state in ('failed', 'unrouted') or apprec = 'rejected')
      order by case when state = m.state then 0 else 1 end, id limit 1
    ) d on true
    order by since desc, m.seq desc
    limit $1`,
};

/** Messages that wait for a person, the newest trouble first. */
export async function readTroubles(db: Database, limit: number): Promise<Trouble[]> {
  return db.run<Trouble>(troublesQuery, [limit]);
}
