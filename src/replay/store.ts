import { randomUUIDv7 } from 'node:crypto';
import type { Database } from '../ledger/database.ts';
import { conditions, type Selection } from './selection.ts';

/** `running`: handing over, or waiting for what it handed over; `done`: nothing of it is under way any more. */
export type ReplayState = 'running' | 'paused' | 'cancelled' | 'done';

export interface ReplayRow {
  id: string;
  created_at: Date;
  actor: string;
  reason: string | null;
  selection: Selection;
  force: boolean;
  rate: number | null;
  state: ReplayState;
  finished_at: Date | null;
}

/** How far a replay has come, counted in copies (a message with two receivers is two). */
export interface ReplayProgress {
  total: number;
  waiting: number;
  /** Of those waiting, how many wait for the end of an announced downtime. */
  held: number;
  sent: number;
  refused: number;
  cancelled: number;
  /** Of those sent: where they stand now. */
  delivered: number;
  failed: number;
  underWay: number;
}

const columns = 'id, created_at, actor, reason, selection, force, rate, state, finished_at';

export interface NewReplay {
  actor: string;
  at: Date;
  reason: string | null;
  selection: Selection;
  force: boolean;
  /** Copies a second; `null`: as fast as they can be handed over. */
  rate: number | null;
}

/** Writes the task and everything that belongs to it; what comes in afterwards does not. A worker takes it up. */
export async function createReplay(db: Database, replay: NewReplay): Promise<string> {
  const id = randomUUIDv7();
  const where = conditions(replay.selection, 2);
  await db.transaction(async (client) => {
    await client.query(
      `insert into replay (id, created_at, actor, reason, selection, force, rate, state) values ($1, $2, $3, $4, $5, $6, $7, 'running')`,
      [
        id,
        replay.at,
        replay.actor,
        replay.reason,
        JSON.stringify(replay.selection),
        replay.force,
        replay.rate,
      ],
    );
    await client.query(
      `insert into replay_item (replay_id, n, message_id, delivery_id)
       select $1, row_number() over (order by m.seq, d.id), m.id, d.id
       from message m left join delivery d on d.message_id = m.id where ${where.text}`,
      [id, ...where.values],
    );
  });
  return id;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export async function getReplay(db: Database, id: string): Promise<ReplayRow | null> {
  if (!uuid.test(id)) return null;
  const { rows } = await db.pool.query<ReplayRow>(`select ${columns} from replay where id = $1`, [id]);
  return rows[0] ?? null;
}

/** The newest replays first. */
export async function listReplays(db: Database, limit: number): Promise<ReplayRow[]> {
  const { rows } = await db.pool.query<ReplayRow>(
    `select ${columns} from replay order by created_at desc, id desc limit $1`,
    [limit],
  );
  return rows;
}

export async function readProgress(db: Database, id: string): Promise<ReplayProgress> {
  const { rows } = await db.pool.query<ReplayProgress>(
    `select count(*)::integer as total,
       count(*) filter (where i.state = 'waiting')::integer as waiting,
       count(*) filter (where i.state = 'waiting' and i.not_before > now())::integer as held,
       count(*) filter (where i.state = 'sent')::integer as sent,
       count(*) filter (where i.state = 'refused')::integer as refused,
       count(*) filter (where i.state = 'cancelled')::integer as cancelled,
       count(*) filter (where i.state = 'sent' and d.state = 'delivered')::integer as delivered,
       count(*) filter (where i.state = 'sent' and d.state = 'failed')::integer as failed,
       count(*) filter (where i.state = 'sent' and d.state = 'pending')::integer as "underWay"
     from replay_item i left join delivery d on d.id = i.delivery_id where i.replay_id = $1`,
    [id],
  );
  const [progress] = rows;
  if (progress === undefined) throw new Error('an aggregate without groups has one row');
  return progress;
}

/** Why copies were refused: how many by code, with a few messages each. */
export async function readRefusals(
  db: Database,
  id: string,
): Promise<{ code: string; count: number; samples: string[] }[]> {
  const { rows } = await db.pool.query<{ code: string; count: number; samples: string[] }>(
    `select code, count(*)::integer as count, (array_agg(message_id order by n))[1:5] as samples
     from replay_item where replay_id = $1 and state = 'refused' group by code order by code`,
    [id],
  );
  return rows;
}

const from: Readonly<Record<'paused' | 'running' | 'cancelled', ReplayState[]>> = {
  paused: ['running'],
  running: ['paused'],
  cancelled: ['running', 'paused'],
};

/**
 * Pauses, resumes or cancels. What was handed over already is an ordinary delivery and is not called back.
 * @returns whether the replay was in a state that allows it
 */
export async function changeState(
  db: Database,
  id: string,
  to: 'paused' | 'running' | 'cancelled',
  at: Date,
): Promise<boolean> {
  if (!uuid.test(id)) return false;
  return db.transaction(async (client) => {
    const { rowCount } = await client.query(
      `update replay set state = $2, finished_at = case when $2 = 'cancelled' then $3::timestamptz end
       where id = $1 and state = any($4)`,
      [id, to, at, from[to]],
    );
    if (rowCount !== 1) return false;
    if (to === 'cancelled') {
      await client.query(
        `update replay_item set state = 'cancelled', at = $2 where replay_id = $1 and state = 'waiting'`,
        [id, at],
      );
    }
    return true;
  });
}
