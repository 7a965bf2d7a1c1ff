import type { Database, PreparedQuery } from './database.ts';

/** One delivery in hand, with everything that is needed to send it. */
export interface ClaimedDelivery {
  id: string;
  message_id: string;
  seq: number;
  order_key: string;
  endpoint_her: number;
  /** This attempt's number, from 1. */
  attempts: number;
  /** When this delivery began to be tried. */
  since: Date;
  sha256: Buffer;
  content_type: string;
  bytes: Buffer;
}

/**
 * Takes the delivery in hand, unless somebody else has it, it is not due, it is finished, or an earlier one of the same
 * key is unfinished. The lease lets another process take over when this one dies.
 */
const claimQuery: PreparedQuery = {
  name: 'claim-delivery',
  text: `
    with claimed as (
      update delivery d
      set lease_owner = $2, lease_until = now() + make_interval(secs => $3), attempts = attempts + 1, last_attempt_at = now()
      where d.id = $1 and d.state = 'pending' and (d.lease_until is null or d.lease_until < now())
        and d.next_attempt_at <= now() + interval '100 milliseconds'
        and not exists (
          select 1 from delivery e where e.order_key = d.order_key and e.seq < d.seq and e.state in ('pending', 'held')
        )
      returning d.id, d.message_id, d.seq, d.order_key, d.endpoint_her, d.attempts, d.since
    )
    select claimed.*, m.sha256, m.content_type, c.bytes
    from claimed join message m on m.id = claimed.message_id join message_content c on c.message_id = claimed.message_id`,
};

export async function claim(
  db: Database,
  deliveryId: string,
  owner: string,
  leaseSeconds: number,
): Promise<ClaimedDelivery | null> {
  const rows = await db.run<ClaimedDelivery>(claimQuery, [deliveryId, owner, leaseSeconds]);
  return rows[0] ?? null;
}

const renewQuery: PreparedQuery = {
  name: 'renew-leases',
  text: `update delivery set lease_until = now() + make_interval(secs => $2) where lease_owner = $1 and state = 'pending'`,
};

/** Keeps everything that this process has in hand. */
export async function renewLeases(db: Database, owner: string, leaseSeconds: number): Promise<void> {
  await db.run(renewQuery, [owner, leaseSeconds]);
}

/** How an attempt ended. `retryAt` is set when it will be tried again. */
export type AttemptResult =
  | { kind: 'delivered'; status: number; milliseconds: number }
  /** The receiver's gateway has it, and its receipt comes by itself; sent again at `retryAt` when it does not. */
  | { kind: 'handed-over'; status: number | null; retryAt: Date; why: string }
  | { kind: 'retry'; reason: string; status: number | null; retryAt: Date; why: string }
  | { kind: 'failed'; reason: string; status: number | null; why: string };

const eventTypes = {
  delivered: 'delivery.delivered',
  'handed-over': 'delivery.handed-over',
  retry: 'delivery.attempt-failed',
  failed: 'delivery.failed',
} as const;
const states = {
  delivered: 'delivered',
  'handed-over': 'pending',
  retry: 'pending',
  failed: 'failed',
} as const;

/**
 * Writes how an attempt ended: the delivery's row, the event, and the next attempt, in one statement. Guarded by the
 * lease: whoever lost it in the meantime changes nothing.
 */
const finishQuery: PreparedQuery = {
  name: 'finish-attempt',
  text: `
    with finished as (
      update delivery set state = $3, reason = $4, last_status = $5, next_attempt_at = $6,
        delivered_at = case when $3 = 'delivered' then $7::timestamptz else delivered_at end,
        lease_owner = null, lease_until = null
      where id = $1 and lease_owner = $2 and state = 'pending'
      returning id, message_id, seq, order_key, attempts, state
    ), logged as (
      insert into event (message_id, delivery_id, type, at, actor, data)
      select message_id, id, $8, $7, 'meldingsvakt', $9::jsonb || jsonb_build_object('attempt', attempts) from finished
    ), again as (
      insert into outbox (delivery_id, attempt, run_at) select id, attempts, $6 from finished where state = 'pending'
    )
    select f.message_id, case when f.state <> 'pending' then (
      select d.id from delivery d where d.order_key = f.order_key and d.seq > f.seq and d.state = 'pending' order by d.seq limit 1
    ) end as next
    from finished f`,
};

const refreshQuery: PreparedQuery = { name: 'refresh-message', text: 'select refresh_message_state($1)' };

/**
 * @returns whether it was written (the lease was still ours), whether something new stands in the outbox, and the
 * delivery of the same key whose turn it is now: the caller takes it at once, and if it dies before that, `reconcile`
 * finds it
 */
export async function finish(
  db: Database,
  deliveryId: string,
  owner: string,
  at: Date,
  result: AttemptResult,
): Promise<{ written: boolean; queued: boolean; next: string | null }> {
  const again = 'retryAt' in result ? result.retryAt : null;
  const reason = 'reason' in result ? result.reason : null;
  const data =
    result.kind === 'delivered'
      ? { status: result.status, milliseconds: result.milliseconds }
      : {
          ...(reason !== null && { code: reason }),
          status: result.status,
          why: result.why,
          ...(again !== null && { retryAt: again }),
        };
  return db.transaction(async (client) => {
    const rows = await db.run<{ message_id: string; next: string | null }>(
      finishQuery,
      [
        deliveryId,
        owner,
        states[result.kind],
        reason,
        result.status,
        again,
        at,
        eventTypes[result.kind],
        JSON.stringify(data),
      ],
      client,
    );
    const row = rows[0];
    if (row === undefined) return { written: false, queued: false, next: null };
    if (again === null) await db.run(refreshQuery, [row.message_id], client);
    return { written: true, queued: again !== null, next: row.next };
  });
}

const dueQuery: PreparedQuery = {
  name: 'due-for-endpoint',
  text: `
    select d.id from delivery d
    where d.endpoint_her = $1 and d.state = 'pending' and d.next_attempt_at <= now()
      and (d.lease_until is null or d.lease_until < now())
      and not exists (select 1 from delivery e where e.order_key = d.order_key and e.seq < d.seq and e.state in ('pending', 'held'))
    order by d.seq limit $2`,
};

/** Deliveries of one endpoint whose turn it is, oldest first. */
export async function dueForEndpoint(db: Database, endpoint: number, limit: number): Promise<string[]> {
  return (await db.run<{ id: string }>(dueQuery, [endpoint, limit])).map(({ id }) => id);
}

const reconcileQuery: PreparedQuery = {
  name: 'reconcile-deliveries',
  text: `
    with lost as (
      update delivery set queued_at = now()
      where id in (
        select d.id from delivery d
        where d.state = 'pending' and d.next_attempt_at <= now()
          and (d.lease_until is null or d.lease_until < now())
          and (d.queued_at is null or d.queued_at <= now() - make_interval(secs => $1))
          and not exists (
            select 1 from delivery e where e.order_key = d.order_key and e.seq < d.seq and e.state in ('pending', 'held')
          )
        order by d.seq limit $2
        for update skip locked
      )
      returning id, attempts
    )
    insert into outbox (delivery_id, attempt) select id, attempts from lost returning id`,
};

/**
 * Finds deliveries that should be under way but that no queue has shown any sign of for `silentSeconds` (a lost queue,
 * a dead process) and puts them into the outbox again. Doing it once too often is harmless: `claim` decides.
 * @returns how many were found
 */
export async function reconcile(db: Database, silentSeconds: number, limit: number): Promise<number> {
  return (await db.run(reconcileQuery, [silentSeconds, limit])).length;
}

/** Frees what a dead process had in hand. Only for an installation where this process is known to be the only one. */
export async function releaseAllLeases(db: Database): Promise<number> {
  const result = await db.pool.query(
    `update delivery set lease_owner = null, lease_until = null where lease_owner is not null and state = 'pending'`,
  );
  return result.rowCount ?? 0;
}

/** Gives back what this process had in hand; called when it stops. */
export async function releaseLeases(db: Database, owner: string): Promise<void> {
  await db.pool.query(
    `update delivery set lease_owner = null, lease_until = null where lease_owner = $1 and state = 'pending'`,
    [owner],
  );
}
