import { type Kysely, sql } from 'kysely';

/**
 * Stays: what the clocks need of a message, what people have decided, and the deadlines as a list that can be asked
 * for what is late. `message.facts` and `decision` are canonical; `deadline` is a projection of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table message add column facts jsonb`.execute(db);
  await sql`comment on column message.facts is 'what deadlines need of the content; nothing that tells who the patient is'`.execute(
    db,
  );
  await sql`create index message_patient on message (patient_key) where patient_key is not null`.execute(db);
  await sql`create index message_parent on message (parent) where parent is not null`.execute(db);
  await sql`create index message_original on message (original_key) where original_key is not null`.execute(
    db,
  );
  // A stay's id is a function of the message that it is known by, so that it is the same whenever it is computed.
  await sql`create index message_episode on message ((md5('opphold:' || id::text)::uuid)) where facts is not null`.execute(
    db,
  );

  await sql`
    create table decision (
      seq           bigint generated always as identity primary key,
      message_id    uuid not null references message (id),
      kind          text not null,
      value         jsonb not null,
      reason        text not null,
      actor         text not null,
      at            timestamptz not null
    )`.execute(db);
  await sql`create index decision_message on decision (message_id)`.execute(db);

  await sql`create table follow (seq bigint generated always as identity primary key, message_id uuid not null references message (id))`.execute(
    db,
  );
  await sql`
    create table deadline (
      episode       uuid not null,
      rule          text not null,
      message_id    uuid not null references message (id),
      msg_id        text not null,
      patient_key   text not null,
      hospital      bigint not null,
      kommune       bigint not null,
      started_at    timestamptz not null,
      due           timestamptz not null,
      status        text not null check (status in ('pending', 'met', 'met-late', 'breached', 'cancelled')),
      met_at        timestamptz,
      evidence      text not null,
      responsible   text not null check (responsible in ('HF', 'K')),
      severity      text not null,
      source        text not null,
      -- What becomes of it when the limit passes and nothing has come.
      passes_to     text not null check (passes_to in ('breached', 'met')),
      primary key (rule, message_id, hospital, kommune)
    )`.execute(db);
  await sql`create index deadline_open on deadline (due) where status = 'pending'`.execute(db);
  await sql`create index deadline_status on deadline (status, due)`.execute(db);
  await sql`create index deadline_patient on deadline (patient_key)`.execute(db);
  await sql`create index deadline_due on deadline (due, rule, message_id)`.execute(db);
  await sql`
    create table deadline_event (
      seq           bigint generated always as identity primary key,
      at            timestamptz not null,
      type          text not null check (type in ('breached', 'withdrawn')),
      episode       uuid not null,
      rule          text not null,
      message_id    uuid not null references message (id),
      due           timestamptz not null
    )`.execute(db);
  await sql`create index deadline_event_message on deadline_event (message_id)`.execute(db);
}
