import { type Kysely, sql } from 'kysely';

/** Who may do what: API tokens, the first administrator's link, sessions; and the partners, as versions of one document. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table secret (name text primary key, value bytea not null, created_at timestamptz not null default now())`.execute(
    db,
  );
  await sql`
    create table api_token (
      id            uuid primary key,
      name          text not null,
      hash          bytea not null unique,
      scopes        text[] not null,
      created_at    timestamptz not null default now(),
      expires_at    timestamptz,
      revoked_at    timestamptz,
      last_used_at  timestamptz
    )`.execute(db);
  await sql`
    create table login_link (
      hash          bytea primary key,
      person        text not null,
      role          text not null,
      created_at    timestamptz not null default now(),
      expires_at    timestamptz not null,
      used_at       timestamptz
    )`.execute(db);
  await sql`
    create table session (
      hash          bytea primary key,
      person        text not null,
      role          text not null,
      created_at    timestamptz not null default now(),
      expires_at    timestamptz not null
    )`.execute(db);
  await sql`
    create table partner_config (
      version       integer generated always as identity primary key,
      at            timestamptz not null default now(),
      actor         text not null,
      document      jsonb not null
    )`.execute(db);
  await sql`
    create table access_log (
      seq           bigint generated always as identity primary key,
      at            timestamptz not null default now(),
      actor         text not null,
      action        text not null,
      message_id    uuid references message (id),
      purpose       text
    )`.execute(db);
  await sql`create index access_log_message on access_log (message_id)`.execute(db);
}
