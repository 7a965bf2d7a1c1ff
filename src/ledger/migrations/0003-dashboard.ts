import { type Kysely, sql } from 'kysely';

/** What the dashboard needs to stay quick: messages with remarks are few among many, and asked for together with other things. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index message_flagged on message (received_at desc) where verdict = 'flagged'`.execute(db);
}
