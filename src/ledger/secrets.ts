import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

/**
 * A secret of this installation, made on first use and the same ever after, for all processes on one database.
 * @param name what it is for: `patient-key`
 */
export async function installationSecret(db: Database, name: string): Promise<Buffer> {
  await db.kysely
    .insertInto('secret')
    .values({ name, value: randomBytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await db.kysely
    .selectFrom('secret')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return value;
}
