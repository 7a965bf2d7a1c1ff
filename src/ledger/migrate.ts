import { runMigrations as migrateQueue } from 'bullmq';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import * as ledger from './migrations/0001-ledger.ts';
import * as access from './migrations/0002-access.ts';
import * as dashboard from './migrations/0003-dashboard.ts';
import * as episodes from './migrations/0004-episodes.ts';
import * as replay from './migrations/0005-replay.ts';
import * as ebms from './migrations/0006-ebms.ts';

const migrations: Record<string, Migration> = {
  '0001-ledger': ledger,
  '0002-access': access,
  '0003-dashboard': dashboard,
  '0004-episodes': episodes,
  '0005-replay': replay,
  '0006-ebms': ebms,
};

/** The name of the newest migration, for `readyz`. */
export const newestMigration = Object.keys(migrations).at(-1);

/**
 * Brings ledger and queue tables up to date. Safe to call from several processes at once: both migrators take an
 * advisory lock, and each runs in one transaction, so a crash in the middle leaves the old version.
 * @returns the names of the migrations that were applied now
 */
export async function migrate(db: Database): Promise<string[]> {
  const migrator = new Migrator({ db: db.kysely, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  const client = await db.pool.connect();
  try {
    await migrateQueue(client);
  } finally {
    client.release();
  }
  return (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName);
}
