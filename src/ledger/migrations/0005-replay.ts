import { type Kysely, sql } from 'kysely';

/** Sending again: replays as tasks that outlive the process, and changes that partners have announced. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // An event's reference to its message takes a key share, which `for update` would wait for, and with batches of events on
  // both sides that ends in a deadlock. The state is no key, so the weaker lock is enough for two that change it.
  await sql`
    create or replace function refresh_message_state(target uuid) returns void language plpgsql as $$
    begin
      perform 1 from message where id = target for no key update;
      update message set state = least_advanced.state
      from (
        select delivery_public_state(d.state, d.apprec) as state from delivery d where d.message_id = target
        order by public_state_rank(delivery_public_state(d.state, d.apprec)) limit 1
      ) as least_advanced
      where message.id = target and message.state <> least_advanced.state and message.verdict <> 'rejected';
    end $$`.execute(db);
  await sql`create index delivery_reason on delivery (reason) where reason is not null`.execute(db);
  await sql`create index delivery_trouble on delivery (state) where state in ('failed', 'unrouted', 'held')`.execute(
    db,
  );
  await sql`create index delivery_refused on delivery (apprec_at) where apprec = 'rejected'`.execute(db);
  await sql`create index delivery_unanswered on delivery (seq) where apprec = 'none' and state in ('delivered', 'observed')`.execute(
    db,
  );

  await sql`
    create table replay (
      id            uuid primary key,
      created_at    timestamptz not null,
      actor         text not null,
      reason        text,
      selection     jsonb not null,
      force         boolean not null,
      rate          integer,
      state         text not null check (state in ('running', 'paused', 'cancelled', 'done')),
      lease_owner   uuid,
      lease_until   timestamptz,
      finished_at   timestamptz
    )`.execute(db);
  await sql`comment on column replay.rate is 'deliveries a second; null: as fast as they can be handed over'`.execute(
    db,
  );
  await sql`create index replay_active on replay (created_at) where state in ('running', 'paused')`.execute(
    db,
  );
  await sql`
    create table replay_item (
      replay_id     uuid not null references replay (id),
      n             integer not null,
      message_id    uuid not null references message (id),
      delivery_id   uuid references delivery (id),
      state         text not null default 'waiting' check (state in ('waiting', 'sent', 'refused', 'cancelled')),
      code          text,
      at            timestamptz,
      not_before    timestamptz,
      primary key (replay_id, n)
    )`.execute(db);
  await sql`create index replay_item_waiting on replay_item (replay_id, n) where state = 'waiting'`.execute(
    db,
  );
  await sql`create index replay_item_delivery on replay_item (delivery_id)`.execute(db);

  await sql`
    create table announced_change (
      id            uuid primary key,
      partner_her   bigint not null,
      starts_at     timestamptz not null,
      ends_at       timestamptz not null,
      reason        text not null,
      actor         text not null,
      created_at    timestamptz not null,
      cancelled_at  timestamptz,
      check (ends_at > starts_at)
    )`.execute(db);
  await sql`create index announced_change_time on announced_change (ends_at) where cancelled_at is null`.execute(
    db,
  );
}
