import { type Kysely, sql } from 'kysely';

/**
 * The ledger: messages as received, the events that happened to them, and the projections that are read.
 * `event` is canonical and append-only; `message.state` and `delivery` can be recomputed from it (`rebuild`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table message (
      id            uuid primary key,
      seq           bigint generated always as identity unique,
      received_at   timestamptz not null,
      kind          text not null,
      type          text,
      version       text,
      msg_id        text,
      msg_key       text,
      sender_her    bigint,
      sender_service bigint,
      receiver_her  bigint,
      receiver_service bigint,
      sent_at       timestamptz,
      conversation  text,
      parent        text,
      patient_key   text,
      verdict       text not null check (verdict in ('accepted', 'flagged', 'rejected')),
      apprec_code   text,
      findings      jsonb not null,
      mode          text not null check (mode in ('route', 'observe')),
      state         text not null,
      sha256        bytea not null,
      size          integer not null,
      content_type  text not null,
      original_key  text,
      receipt       jsonb
    )`.execute(db);
  await sql`comment on column message.msg_key is 'MsgId in lower case: the standard compares UUIDs without regard to case'`.execute(
    db,
  );
  await sql`comment on column message.patient_key is 'keyed hash of the identity number; the number itself is only in the content'`.execute(
    db,
  );
  await sql`comment on column message.original_key is 'AppRec: OriginalMsgId/Id in lower case'`.execute(db);
  await sql`comment on column message.receipt is 'AppRec: status and error codes; applied when it has been matched'`.execute(
    db,
  );

  // One message per sender and MsgId among those that were not rejected; the rest are told apart by their bytes.
  await sql`create unique index message_identity on message (coalesce(sender_her, 0), msg_key) where verdict <> 'rejected' and msg_key is not null`.execute(
    db,
  );
  await sql`create unique index message_nameless on message (sha256) where verdict <> 'rejected' and msg_key is null`.execute(
    db,
  );
  await sql`create unique index message_rejected on message (sha256) where verdict = 'rejected'`.execute(db);
  await sql`create index message_msg_key on message (msg_key)`.execute(db);
  await sql`create index message_conversation on message (conversation) where conversation is not null`.execute(
    db,
  );
  await sql`create index message_state on message (state, seq desc)`.execute(db);
  await sql`create index message_type on message (type, seq desc)`.execute(db);
  await sql`create index message_received on message (received_at desc)`.execute(db);
  await sql`create index message_sender on message (sender_her, seq desc)`.execute(db);
  await sql`create index message_receiver on message (receiver_her, seq desc)`.execute(db);
  await sql`create index message_waiting_receipt on message (original_key) where kind = 'apprec' and (receipt ->> 'applied') is null`.execute(
    db,
  );

  await sql`create table message_content (message_id uuid primary key references message (id), bytes bytea not null)`.execute(
    db,
  );

  await sql`
    create table delivery (
      id            uuid primary key,
      message_id    uuid not null references message (id),
      seq           bigint not null,
      role          text not null,
      receiver_her  bigint,
      receiver_service bigint,
      endpoint_her  bigint,
      order_key     text not null,
      state         text not null check (state in ('pending', 'delivered', 'failed', 'held', 'unrouted', 'observed', 'closed')),
      reason        text,
      attempts      integer not null default 0,
      since         timestamptz not null default now(),
      next_attempt_at timestamptz,
      queued_at     timestamptz,
      lease_owner   uuid,
      lease_until   timestamptz,
      last_attempt_at timestamptz,
      last_status   integer,
      delivered_at  timestamptz,
      apprec        text not null default 'none' check (apprec in ('none', 'ok', 'part', 'rejected')),
      apprec_at     timestamptz,
      apprec_message uuid references message (id),
      apprec_codes  text[]
    )`.execute(db);
  await sql`comment on column delivery.since is 'when it began to be tried; how long to go on is counted from here, not from a back-loaded receivedAt'`.execute(
    db,
  );
  await sql`create index delivery_message on delivery (message_id)`.execute(db);
  await sql`create index delivery_order on delivery (order_key, seq) where state in ('pending', 'held')`.execute(
    db,
  );
  await sql`create index delivery_endpoint on delivery (endpoint_her, seq) where state = 'pending'`.execute(
    db,
  );
  await sql`create index delivery_due on delivery (next_attempt_at) where state = 'pending'`.execute(db);
  await sql`create index delivery_lease on delivery (lease_owner) where lease_owner is not null`.execute(db);

  await sql`
    create table event (
      seq           bigint generated always as identity primary key,
      message_id    uuid not null references message (id),
      delivery_id   uuid,
      type          text not null,
      at            timestamptz not null,
      actor         text,
      data          jsonb not null default '{}'
    )`.execute(db);
  await sql`create index event_message on event (message_id, seq)`.execute(db);
  await sql`create index event_at on event (at)`.execute(db);
  await sql`
    create function event_is_append_only() returns trigger language plpgsql as $$
    begin
      raise exception 'event is append-only' using errcode = 'restrict_violation';
    end $$`.execute(db);
  await sql`create trigger event_append_only before update or delete or truncate on event for each statement execute function event_is_append_only()`.execute(
    db,
  );

  // What must be done, written in the same transaction as what happened; a dispatcher moves it to the queue.
  await sql`
    create table outbox (
      id            bigint generated always as identity primary key,
      delivery_id   uuid not null,
      attempt       integer not null,
      run_at        timestamptz not null default now()
    )`.execute(db);

  await sql`
    create function delivery_public_state(state text, apprec text) returns text language sql immutable as $$
      select case
        when state = 'closed' then 'closed'
        when apprec in ('ok', 'part') then 'acknowledged'
        when apprec = 'rejected' then 'refused'
        when state in ('pending', 'observed') then 'received'
        else state
      end $$`.execute(db);
  await sql`
    create function public_state_rank(state text) returns integer language sql immutable as $$
      select array_position(array['unrouted', 'failed', 'held', 'received', 'delivered', 'refused', 'acknowledged', 'closed'], state) $$`.execute(
    db,
  );
  await sql`
    create function refresh_message_state(target uuid) returns void language plpgsql as $$
    begin
      -- Two deliveries of one message may end at the same moment: the second waits here and then sees the first.
      perform 1 from message where id = target for update;
      update message set state = least_advanced.state
      from (
        select delivery_public_state(d.state, d.apprec) as state from delivery d where d.message_id = target
        order by public_state_rank(delivery_public_state(d.state, d.apprec)) limit 1
      ) as least_advanced
      where message.id = target and message.state <> least_advanced.state and message.verdict <> 'rejected';
    end $$`.execute(db);
}
