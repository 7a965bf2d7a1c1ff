import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';
import type { Database, PreparedQuery } from '../ledger/database.ts';

/** What a token may do: hand in, read metadata, read content, replay, and administer (which includes the rest but content). */
export const scopes = ['ingest', 'read', 'content', 'replay', 'admin'] as const;
export type Scope = (typeof scopes)[number];

export interface Identity {
  /** The token's id. */
  id: string;
  name: string;
  scopes: Scope[];
}

/** SHA-256 suffices: the tokens are 256 random bits, so there is nothing to guess. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Makes a token. It is shown once; only its hash is stored. */
export async function createToken(
  db: Database,
  request: { name: string; scopes: Scope[]; expiresAt?: Date },
): Promise<{ id: string; token: string }> {
  const token = `mv_${randomBytes(32).toString('base64url')}`;
  const id = randomUUIDv7();
  await db.kysely
    .insertInto('api_token')
    .values({
      id,
      name: request.name,
      hash: hashToken(token),
      scopes: request.scopes,
      expires_at: request.expiresAt ?? null,
      revoked_at: null,
      last_used_at: null,
    })
    .execute();
  return { id, token };
}

const findQuery: PreparedQuery = {
  name: 'find-token',
  text: `select id, name, scopes, last_used_at < now() - interval '1 minute' or last_used_at is null as stale from api_token
    where hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())`,
};
const touchQuery: PreparedQuery = {
  name: 'touch-token',
  text: 'update api_token set last_used_at = now() where id = $1',
};

/** Whose token this is, or `null`. Asked in the database each time, so that a revoked token ends at once. */
export async function findToken(db: Database, token: string): Promise<Identity | null> {
  const [row] = await db.run<Identity & { stale: boolean }>(findQuery, [hashToken(token)]);
  if (row === undefined) return null;
  if (row.stale) await db.run(touchQuery, [row.id]);
  return { id: row.id, name: row.name, scopes: row.scopes };
}

export async function listTokens(db: Database) {
  return db.kysely
    .selectFrom('api_token')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at', 'revoked_at', 'last_used_at'])
    .orderBy('created_at')
    .execute();
}

/** @returns whether there was such a token in force, by id or by name */
export async function revokeToken(db: Database, idOrName: string): Promise<boolean> {
  const byId = /^[0-9a-f-]{36}$/i.test(idOrName);
  const result = await db.kysely
    .updateTable('api_token')
    .set({ revoked_at: new Date() })
    .where(byId ? 'id' : 'name', '=', idOrName)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
