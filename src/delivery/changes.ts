import { randomUUIDv7 } from 'node:crypto';
import type { Database, PreparedQuery } from '../ledger/database.ts';

/** Downtime that a partner has announced: deliveries to it and replays wait until it is over; business clocks go on. */
export interface AnnouncedChange {
  id: string;
  partner_her: number;
  starts_at: Date;
  ends_at: Date;
  reason: string;
  actor: string;
  created_at: Date;
  cancelled_at: Date | null;
}

export async function announceChange(
  db: Database,
  change: { partner: number; from: Date; to: Date; reason: string; actor: string; at: Date },
): Promise<string> {
  const id = randomUUIDv7();
  await db.pool.query(
    `insert into announced_change (id, partner_her, starts_at, ends_at, reason, actor, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, change.partner, change.from, change.to, change.reason, change.actor, change.at],
  );
  return id;
}

/**
 * Takes an announcement back; replays that waited for its end go on at once.
 * @returns whether it was there and still to come or in force
 */
export async function cancelChange(db: Database, id: string, at: Date): Promise<boolean> {
  return db.transaction(async (client) => {
    const { rowCount } = await client.query(
      'update announced_change set cancelled_at = $2 where id = $1 and cancelled_at is null and ends_at > $2',
      [id, at],
    );
    if (rowCount !== 1) return false;
    await client.query(
      `update replay_item set not_before = null where state = 'waiting' and not_before is not null`,
    );
    return true;
  });
}

/** Announcements, the newest first; with `since` only those that end after it. */
export async function listChanges(db: Database, since: Date | null): Promise<AnnouncedChange[]> {
  const { rows } = await db.pool.query<AnnouncedChange>(
    `select * from announced_change where $1::timestamptz is null or ends_at > $1 order by starts_at desc, id limit 500`,
    [since],
  );
  return rows;
}

const downQuery: PreparedQuery = {
  name: 'down-now',
  text: `select partner_her, max(ends_at) as until from announced_change
    where cancelled_at is null and starts_at <= $1 and ends_at > $1 group by partner_her`,
};

/** Who is down by their own announcement at `now`, and until when; by HER-id of the organisation. */
export async function downNow(db: Database, now: Date): Promise<Map<number, Date>> {
  const rows = await db.run<{ partner_her: number; until: Date }>(downQuery, [now]);
  return new Map(rows.map(({ partner_her, until }) => [partner_her, until]));
}
