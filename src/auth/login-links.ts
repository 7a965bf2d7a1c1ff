import type { Database, PreparedQuery } from '../ledger/database.ts';
import { hashSecret, isRole, isSecret, logAccess, newSecret, type Role, startSession } from './sessions.ts';

const createQuery: PreparedQuery = {
  name: 'create-login-link',
  text: 'insert into login_link (hash, person, role, created_at, expires_at) values ($1, $2, $3, $4, $5)',
};

/**
 * Makes a link with which one person can sign in once. Only its hash is stored.
 * @param request.ttlMs how long the link can be used, in milliseconds
 * @returns the path, to be put behind the address of the service and shown to that person only
 */
export async function createLoginLink(
  db: Database,
  request: { person: string; role: Role; ttlMs: number; now: Date },
): Promise<{ path: string }> {
  const token = newSecret();
  const expiresAt = new Date(request.now.getTime() + request.ttlMs);
  await db.run(createQuery, [hashSecret(token), request.person, request.role, request.now, expiresAt]);
  return { path: `/logg-inn/${token}` };
}

export interface LoginLink {
  person: string;
  role: Role;
}

const peekQuery: PreparedQuery = {
  name: 'peek-login-link',
  text: 'select person, role from login_link where hash = $1 and used_at is null and expires_at > $2',
};

/** Whom a link is for, without using it. `null` when it is unknown, used or too old: these are not told apart. */
export async function peekLoginLink(db: Database, token: string, now: Date): Promise<LoginLink | null> {
  if (!isSecret(token)) return null;
  const [row] = await db.run<{ person: string; role: string }>(peekQuery, [hashSecret(token), now]);
  return row !== undefined && isRole(row.role) ? { person: row.person, role: row.role } : null;
}

const useQuery: PreparedQuery = {
  name: 'use-login-link',
  text: `update login_link set used_at = $2 where hash = $1 and used_at is null and expires_at > $2
    returning person, role`,
};

/**
 * Uses a link up and begins the session, in one transaction: of two that try at once, one gets in.
 * @returns the session's id for the cookie, or `null` when the link is unknown, used or too old
 */
export async function signIn(
  db: Database,
  token: string,
  now: Date,
): Promise<{ id: string; expiresAt: Date } | null> {
  if (!isSecret(token)) return null;
  return db.transaction(async (client) => {
    const [row] = await db.run<{ person: string; role: string }>(useQuery, [hashSecret(token), now], client);
    if (row === undefined || !isRole(row.role)) return null;
    const session = await startSession(db, { person: row.person, role: row.role, now }, client);
    await logAccess(db, { at: now, actor: row.person, action: 'sign-in' }, client);
    return session;
  });
}

const anyQuery: PreparedQuery = {
  name: 'any-person',
  text: `select exists (select 1 from login_link where role = 'admin' and (used_at is not null or expires_at > $1)) as any`,
};

/** Whether an administrator has ever signed in, or holds a link that can still be used. If not, a first one is needed. */
export async function hasAnyPerson(db: Database, now = new Date()): Promise<boolean> {
  const [row] = await db.run<{ any: boolean }>(anyQuery, [now]);
  return row?.any ?? false;
}
