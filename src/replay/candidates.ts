import type pg from 'pg';
import type { Routing } from '../delivery/routing.ts';
import type { AppRecState, DeliveryState } from '../ledger/tables.ts';
import type { Verdict } from '../validation/finding.ts';
import { type Judgement, judge } from './judge.ts';

/** A receiver's copy of a message as the ledger has it at this moment. */
export interface CandidateRow {
  message_id: string;
  delivery_id: string | null;
  type: string | null;
  msg_id: string | null;
  verdict: Verdict;
  received_at: Date;
  receiver_her: number | null;
  receiver_service: number | null;
  state: DeliveryState | null;
  apprec: AppRecState | null;
}

export const candidateColumns = `m.id as message_id, d.id as delivery_id, m.type, m.msg_id, m.verdict, m.received_at,
  d.receiver_her, d.receiver_service, d.state, d.apprec`;

/** What holds for one replay while it looks at its candidates. */
export interface JudgeContext {
  routing: Routing;
  now: Date;
  force: boolean;
  /** When the announced downtime of a party ends, by HER-id of the organisation. */
  down: ReadonlyMap<number, Date>;
}

export function judgeRow(row: CandidateRow, { routing, now, force, down }: JudgeContext): Judgement {
  const target = routing.target({ her: row.receiver_her, service: row.receiver_service });
  const owner = target === null ? null : (routing.partner(target.her)?.her ?? target.her);
  return judge(
    {
      verdict: row.verdict,
      receivedAt: row.received_at,
      delivery: row.state === null || row.apprec === null ? null : { state: row.state, apprec: row.apprec },
    },
    target,
    { now, force, downUntil: owner === null ? null : (down.get(owner) ?? null) },
  );
}

/** The candidates of a replay in the order of their arrival, a page at a time, so that memory stays flat. */
export async function* readCandidates(
  client: pg.ClientBase,
  where: { text: string; values: unknown[] },
  page = 1000,
): AsyncGenerator<CandidateRow[]> {
  await client.query(
    `declare candidates no scroll cursor for
     select ${candidateColumns} from message m left join delivery d on d.message_id = m.id
     where ${where.text} order by m.seq, d.id`,
    where.values,
  );
  for (;;) {
    const { rows } = await client.query<CandidateRow>(`fetch ${page} from candidates`);
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query('close candidates');
}
