import { type Kysely, sql } from 'kysely';

/** ebXML: what was received under which MessageId and how it was acknowledged, signals on their way, and what we sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ebms_received (
      key           text primary key,
      cpa_id        text not null,
      message_id    text not null,
      fingerprint   text not null,
      received_at   timestamptz not null,
      messages      uuid[] not null,
      acknowledgment bytea
    )`.execute(db);
  await sql`comment on column ebms_received.key is 'SHA-256 of CPAId, MessageId and sender; what tells one message from another'`.execute(
    db,
  );
  await sql`comment on column ebms_received.acknowledgment is 'as it was sent; a copy of the message gets these bytes again; null when none was asked for'`.execute(
    db,
  );

  await sql`
    create table ebms_signal (
      id            uuid primary key,
      about         text unique references ebms_received (key),
      url           text not null,
      bytes         bytea not null,
      created_at    timestamptz not null,
      state         text not null default 'pending' check (state in ('pending', 'sent', 'abandoned')),
      attempts      integer not null default 0,
      next_attempt_at timestamptz not null default now(),
      last_status   integer
    )`.execute(db);
  await sql`comment on column ebms_signal.about is 'the message that is acknowledged; null for other signals'`.execute(
    db,
  );
  await sql`create index ebms_signal_due on ebms_signal (next_attempt_at) where state = 'pending'`.execute(
    db,
  );

  await sql`
    create table ebms_sent (
      delivery_id   uuid primary key references delivery (id),
      message_id    text not null unique,
      cpa_id        text not null,
      to_her        bigint not null,
      content_type  text not null,
      bytes         bytea not null,
      created_at    timestamptz not null,
      signed_receipt boolean not null,
      ack_requested boolean not null,
      refs          jsonb not null,
      terms         jsonb not null,
      attempts      jsonb not null default '[]',
      settled       text check (settled in ('acknowledged', 'refused'))
    )`.execute(db);
  await sql`comment on column ebms_sent.bytes is 'made once; every attempt sends these under the same MessageId'`.execute(
    db,
  );
  await sql`comment on column ebms_sent.refs is 'URI and digest of what we signed, to hold a receipt against'`.execute(
    db,
  );
}
