import type { Database, PreparedQuery } from '../ledger/database.ts';
import { receiptTiers, soonerTiers } from './receipt-tiers.ts';

/** Failures of one kind with one counterpart, as the ledger has them: one row per HER-id of either level. */
export interface FailureRow {
  /** Finding code. */
  code: string;
  /** HER-id of the counterpart; `null` when the message names none. */
  her: number | null;
  /** AppRec error code (8221) for negative receipts. */
  apprec: string | null;
  count: number;
  /** Of them, how many are still tried again by themselves. */
  retrying: number;
  first_seen: Date;
  last_seen: Date;
  /** Ids of the newest messages. */
  samples: string[];
}

const common = receiptTiers(null);

/**
 * What is wrong now (deliveries that failed, wait or are refused, receipts that are missing), and what went wrong since $2
 * (rejected messages and receipts that fit nothing, which nobody can undo). $1 is now.
 */
const failuresQuery: PreparedQuery = {
  name: 'read-failures',
  text: `
    with tier (type, escalate) as (select * from jsonb_to_recordset($3::jsonb) as t (type text, escalate integer)),
    failure (code, her, apprec, retrying, at, message_id) as (
      select d.reason, coalesce(d.receiver_her, d.receiver_service), null::text, d.state = 'pending',
        coalesce(d.last_attempt_at, d.since), d.message_id
      from delivery d
      where d.reason is not null and d.state in ('failed', 'unrouted', 'held', 'pending') and d.apprec = 'none'
      union all
      select 'MV-3304', coalesce(d.receiver_her, d.receiver_service), d.apprec_codes[1], false, d.apprec_at, d.message_id
      from delivery d where d.apprec = 'rejected' and d.state <> 'closed'
      union all
      select case when waited >= make_interval(secs => ${common.giveUp}) then 'MV-3303'
          when waited >= make_interval(secs => coalesce(t.escalate, ${common.escalate})) then 'MV-3302' else 'MV-3301' end,
        her, null, false, since, message_id
      from (
        select coalesce(d.receiver_her, d.receiver_service) as her, coalesce(d.delivered_at, m.received_at) as since,
          $1::timestamptz - coalesce(d.delivered_at, m.received_at) as waited, d.message_id, m.type
        from delivery d join message m on m.id = d.message_id
        where d.apprec = 'none' and d.state in ('delivered', 'observed') and m.kind <> 'apprec'
      ) unanswered left join tier t using (type)
      where waited >= make_interval(secs => ${common.warn})
      union all
      select case receipt ->> 'applied' when 'contradicting' then 'MV-3306' when 'foreign' then 'MV-3307' else 'MV-3305' end,
        coalesce(sender_her, sender_service), null, false, received_at, id
      from message
      where kind = 'apprec' and verdict <> 'rejected' and received_at >= $2
        and (receipt ->> 'applied' in ('contradicting', 'foreign')
          or (receipt ->> 'applied' is null and received_at <= $1::timestamptz - interval '5 minutes'))
      union all
      select coalesce(jsonb_path_query_first(findings, '$[*] ? (@.apprec != null).code') #>> '{}', 'MV-4010'),
        coalesce(sender_her, sender_service), apprec_code, false, received_at, id
      from message where verdict = 'rejected' and received_at >= $2
    )
    select code, her, apprec, count(*)::integer as count, count(*) filter (where retrying)::integer as retrying,
      min(at) as first_seen, max(at) as last_seen, (array_agg(message_id order by at desc))[1:5] as samples
    from failure group by code, her, apprec order by last_seen desc`,
};

/**
 * @param now missing receipts are judged by this
 * @param since how far back to look for what cannot be undone
 */
export async function readFailures(db: Database, now: Date, since: Date): Promise<FailureRow[]> {
  return db.run<FailureRow>(failuresQuery, [now, since, JSON.stringify(soonerTiers)]);
}
