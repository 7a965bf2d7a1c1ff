import { randomUUID } from 'node:crypto';
import { downNow } from '../delivery/changes.ts';
import type { Routing } from '../delivery/routing.ts';
import type { Database } from '../ledger/database.ts';
import { type Release, release } from '../ledger/release.ts';
import { type CandidateRow, candidateColumns, judgeRow } from './candidates.ts';

/** A replay that this process works on for the time being. */
export interface ClaimedReplay {
  id: string;
  actor: string;
  force: boolean;
  rate: number | null;
}

/** How long a process that falls silent keeps a replay from the others. */
const leaseSeconds = 5;

/** Takes the running replays that nobody else works on, and keeps those that are ours. */
export async function claimReplays(db: Database, owner: string): Promise<ClaimedReplay[]> {
  const { rows } = await db.pool.query<ClaimedReplay>(
    `update replay set lease_owner = $1, lease_until = now() + make_interval(secs => $2)
     where id in (
       select id from replay where state = 'running' and (lease_owner = $1 or lease_until is null or lease_until < now())
       order by created_at limit 10 for update skip locked
     ) returning id, actor, force, rate`,
    [owner, leaseSeconds],
  );
  return rows;
}

/** Gives replays back, so that another process can go on at once. */
export async function releaseReplays(db: Database, owner: string): Promise<void> {
  await db.pool.query('update replay set lease_owner = null, lease_until = null where lease_owner = $1', [
    owner,
  ]);
}

/**
 * Hands over the next copies of a replay. Each is judged by what the ledger says at this moment, and its delivery, its event
 * and its place in the replay are written in one transaction: whenever the process dies, every copy was handed over once or
 * not at all.
 * @returns how many copies were looked at, and whether any was handed over
 */
export async function step(
  db: Database,
  routing: Routing,
  replay: ClaimedReplay,
  owner: string,
  now: Date,
  limit: number,
): Promise<{ taken: number; sent: number }> {
  const down = await downNow(db, now);
  return db.transaction(async (client) => {
    // Pausing and cancelling wait for this, and this sees whether they were first.
    const mine = await client.query(
      `select 1 from replay where id = $1 and state = 'running' and lease_owner = $2 for update`,
      [replay.id, owner],
    );
    if (mine.rowCount !== 1) return { taken: 0, sent: 0 };
    const { rows } = await client.query<CandidateRow & { n: number }>({
      name: 'replay-candidates',
      text: `select i.n, ${candidateColumns}
        from replay_item i join message m on m.id = i.message_id left join delivery d on d.id = i.delivery_id
        where i.replay_id = $1 and i.state = 'waiting' and (i.not_before is null or i.not_before <= $3)
        order by i.n limit $2`,
      values: [replay.id, limit, now],
    });
    const releases: (Release & { n: number })[] = [];
    const others: { n: number; state: string; code: string; until: Date | null }[] = [];
    for (const row of rows) {
      const judgement = judgeRow(row, { routing, now, force: replay.force, down });
      if (judgement.kind === 'send' && row.delivery_id !== null) {
        releases.push({ n: row.n, delivery: row.delivery_id, endpoint: judgement.endpoint });
      } else if (judgement.kind === 'held') {
        others.push({ n: row.n, state: 'waiting', code: judgement.code, until: judgement.until });
      } else if (judgement.kind === 'refused') {
        others.push({ n: row.n, state: 'refused', code: judgement.code, until: null });
      }
    }
    const released = new Set(
      await release(client, releases, { actor: replay.actor, at: now, replay: replay.id }),
    );
    const sent = releases.filter(({ delivery }) => released.has(delivery));
    // Somebody else was first between the reading and the lock: it is on its way already.
    const late = releases
      .filter(({ delivery }) => !released.has(delivery))
      .map(({ n }) => ({ n, state: 'refused', code: 'MV-3205', until: null }));
    const written = [
      ...others,
      ...late,
      ...sent.map(({ n }) => ({ n, state: 'sent', code: null, until: null })),
    ];
    await client.query({
      name: 'replay-items-done',
      text: `update replay_item i set state = w.state, code = w.code, at = $3, not_before = w.until
        from jsonb_to_recordset($2::jsonb) as w (n integer, state text, code text, until timestamptz)
        where i.replay_id = $1 and i.n = w.n`,
      values: [replay.id, JSON.stringify(written), now],
    });
    return { taken: rows.length, sent: sent.length };
  });
}

/** Ends a replay of which nothing waits and nothing is under way. */
export async function finishReplay(db: Database, id: string, owner: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `update replay set state = 'done', finished_at = $3, lease_owner = null, lease_until = null
     where id = $1 and lease_owner = $2 and state = 'running'
       and not exists (select 1 from replay_item where replay_id = $1 and state = 'waiting')
       and not exists (
         select 1 from replay_item i join delivery d on d.id = i.delivery_id
         where i.replay_id = $1 and i.state = 'sent' and d.state = 'pending'
       )`,
    [id, owner, now],
  );
  return rowCount === 1;
}

/** A name for this process as the holder of replays. */
export const newOwner = (): string => randomUUID();
