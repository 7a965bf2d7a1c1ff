import type pg from 'pg';

/** A delivery that is to be made again. */
export interface Release {
  delivery: string;
  /** HER-id of the party whose endpoint it goes to from now on. */
  endpoint: number;
}

/** Who asked for it and on what occasion; written beside the event. Free text has no place here. */
export interface Occasion {
  actor: string;
  at: Date;
  /** The replay that this is a part of. */
  replay?: string;
}

/**
 * Sets deliveries to be made again, with the same bytes: row, event and outbox in the caller's transaction. The place in
 * the order of its key is kept. A negative receipt is spent by this, a positive one stands (see `fold`).
 * @returns ids of those that were released; one that is under way already is left as it is
 */
export async function release(
  client: pg.ClientBase,
  releases: readonly Release[],
  { actor, at, replay }: Occasion,
): Promise<string[]> {
  if (releases.length === 0) return [];
  const { rows } = await client.query<{ id: string; message_id: string }>({
    name: 'release-deliveries',
    text: `
      with wanted as (
        select d.id, d.endpoint_her as before, d.state as state_before, d.apprec as apprec_before, w.endpoint
        from jsonb_to_recordset($1::jsonb) as w (delivery uuid, endpoint bigint)
        join delivery d on d.id = w.delivery
        where d.state not in ('pending', 'observed')
        order by d.seq, d.id for update of d
      ), released as (
        update delivery d set state = 'pending', reason = null, attempts = 0, since = $3, next_attempt_at = now(), queued_at = null,
          lease_owner = null, lease_until = null, last_status = null, delivered_at = null, endpoint_her = w.endpoint,
          order_key = w.endpoint || substring(d.order_key from position('/' in d.order_key)),
          apprec = case when d.apprec = 'rejected' then 'none' else d.apprec end,
          apprec_at = case when d.apprec <> 'rejected' then d.apprec_at end,
          apprec_message = case when d.apprec <> 'rejected' then d.apprec_message end,
          apprec_codes = case when d.apprec <> 'rejected' then d.apprec_codes end
        from wanted w where d.id = w.id
        returning d.id, d.message_id, d.seq, w.before, w.state_before, w.apprec_before, w.endpoint
      ), logged as (
        insert into event (message_id, delivery_id, type, at, actor, data)
        select message_id, id, case when before is distinct from endpoint then 'delivery.rerouted' else 'delivery.replayed' end, $3, $2,
          jsonb_strip_nulls(jsonb_build_object('from', state_before, 'apprec', apprec_before, 'endpoint', endpoint, 'replay', $4::text))
        from released order by seq
      ), queued as (
        insert into outbox (delivery_id, attempt) select id, 0 from released order by seq
      )
      select id, message_id from released order by seq`,
    values: [JSON.stringify(releases), actor, at, replay ?? null],
  });
  await refresh(client, rows);
  return rows.map(({ id }) => id);
}

/**
 * Asks for the next attempt of waiting deliveries at once. What is being sent at this moment is left alone.
 * @returns ids of those that are tried now
 */
export async function hasten(
  client: pg.ClientBase,
  deliveries: readonly string[],
  { actor, at }: Occasion,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `with hastened as (
       update delivery set next_attempt_at = now(), queued_at = null
       where id = any($1) and state = 'pending' and (lease_until is null or lease_until < now())
       returning id, message_id, attempts
     ), logged as (
       insert into event (message_id, delivery_id, type, at, actor) select message_id, id, 'delivery.hastened', $3, $2 from hastened
     ), queued as (
       insert into outbox (delivery_id, attempt) select id, attempts from hastened
     )
     select id from hastened`,
    [deliveries, actor, at],
  );
  return rows.map(({ id }) => id);
}

/** Why a person closed a delivery. */
export type Closing = 'stopped' | 'solved';

/**
 * Closes deliveries: nothing more is sent, and whatever waited behind them in the order of their key goes on. An attempt
 * under way at this moment cannot be called back; the event then says `underWay`.
 * @returns ids of those that were closed
 */
export async function close(
  client: pg.ClientBase,
  deliveries: readonly string[],
  how: Closing,
  { actor, at }: Occasion,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string; message_id: string }>(
    `with wanted as (
       select id, state, lease_until > now() as under_way from delivery where id = any($1) and state <> 'closed' order by seq, id for update
     ), closed as (
       update delivery d set state = 'closed', lease_owner = null, lease_until = null, next_attempt_at = null
       from wanted w where d.id = w.id
       returning d.id, d.message_id, d.order_key, d.seq, w.state as before, w.under_way
     ), logged as (
       insert into event (message_id, delivery_id, type, at, actor, data)
       select message_id, id, 'delivery.closed', $3, $2,
         jsonb_build_object('how', $4::text, 'from', before, 'underWay', coalesce(under_way, false)) from closed
     ), next as (
       insert into outbox (delivery_id, attempt)
       select n.id, n.attempts from closed c cross join lateral (
         select d.id, d.attempts from delivery d
         where d.order_key = c.order_key and d.seq > c.seq and d.state = 'pending' order by d.seq limit 1
       ) n
     )
     select id, message_id from closed`,
    [deliveries, actor, at, how],
  );
  await refresh(client, rows);
  return rows.map(({ id }) => id);
}

async function refresh(client: pg.ClientBase, rows: readonly { message_id: string }[]): Promise<void> {
  const messages = [...new Set(rows.map((row) => row.message_id))].sort();
  if (messages.length === 0) return;
  await client.query('select refresh_message_state(id) from unnest($1::uuid[]) as id', [messages]);
}
