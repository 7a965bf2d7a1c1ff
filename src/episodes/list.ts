import type { Database } from '../ledger/database.ts';
import type { Clock } from './clocks.ts';

export interface DeadlineFilter {
  status?: Clock['status'];
  rule?: string;
  responsible?: 'HF' | 'K';
  /** HER-id of level 1 of either party. */
  partner?: number;
  dueBefore?: Date;
}

export interface ListedDeadline {
  episode: string;
  rule: string;
  message_id: string;
  msg_id: string;
  hospital: number;
  kommune: number;
  started_at: Date;
  due: Date;
  status: Clock['status'];
  met_at: Date | null;
  evidence: string;
  responsible: 'HF' | 'K';
  severity: string;
  source: string;
}

/** Where a page ends. */
export interface ListPlace {
  due: string;
  rule: string;
  message: string;
}

/**
 * Deadlines of all stays, the next to be late first. A limit that has passed counts as passed also before a sweep has
 * marked it.
 */
export async function listDeadlines(
  db: Database,
  filter: DeadlineFilter,
  now: Date,
  limit: number,
  after: ListPlace | null,
): Promise<ListedDeadline[]> {
  const values: unknown[] = [];
  const add = (value: unknown) => `$${values.push(value)}`;
  const where: string[] = [];
  const { status, rule, responsible, partner, dueBefore } = filter;
  if (status === 'pending') where.push(`status = 'pending' and due >= ${add(now)}`);
  else if (status !== undefined)
    where.push(
      `(status = ${add(status)} or (status = 'pending' and due < ${add(now)} and passes_to = ${add(status)}))`,
    );
  if (rule !== undefined) where.push(`rule = ${add(rule)}`);
  if (responsible !== undefined) where.push(`responsible = ${add(responsible)}`);
  if (partner !== undefined) {
    const her = add(partner);
    where.push(`(hospital = ${her} or kommune = ${her})`);
  }
  if (dueBefore !== undefined) where.push(`due < ${add(dueBefore)}`);
  if (after !== null)
    where.push(
      `(due, rule, message_id) > (${add(after.due)}::timestamptz, ${add(after.rule)}, ${add(after.message)}::uuid)`,
    );
  const seen = add(now);
  const { rows } = await db.pool.query<ListedDeadline>(
    `select episode, rule, message_id, msg_id, hospital, kommune, started_at, due, evidence, responsible, severity, source,
       case when status = 'pending' and due < ${seen} then passes_to else status end as status,
       case when status = 'pending' and due < ${seen} and passes_to = 'met' then due else met_at end as met_at
     from deadline ${where.length === 0 ? '' : `where ${where.join(' and ')}`}
     order by due, rule, message_id limit ${add(limit)}`,
    values,
  );
  return rows;
}
