import { createHash, randomBytes } from 'node:crypto';
import type { Database, PreparedQuery } from '../ledger/database.ts';

/**
 * What a person may do in the dashboard: `leser` sees metadata, `drift` also retries and replays, `innhold` also reads
 * content for a stated purpose, `admin` also decides who the others are.
 */
export const roles = ['leser', 'drift', 'innhold', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A person who is signed in. */
export interface Session {
  person: string;
  role: Role;
  expiresAt: Date;
}

/** A session ends this long after the last thing that the person did. One shift. */
export const sessionIdleMs = 12 * 3_600_000;
/** However much is done, a person signs in again after this long. */
export const sessionMaxMs = 7 * 24 * 3_600_000;
/** The end is only moved when it moves by at least this much, so that reading pages seldom writes. */
const slideStepMs = 60_000;

/** 256 random bits need no slow hash: there is nothing to guess. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** A secret for a cookie or an address: 256 random bits, 43 characters that need no escaping. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a text has the shape of a secret of ours; saves asking the database about anything else. */
export function isSecret(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

const startQuery: PreparedQuery = {
  name: 'start-session',
  text: 'insert into session (hash, person, role, created_at, expires_at) values ($1, $2, $3, $4, $5)',
};
const sweepQuery: PreparedQuery = {
  name: 'sweep-sessions',
  text: 'delete from session where expires_at <= $1',
};

/**
 * Begins a session; only the hash of its id is stored. Sessions that have ended are cleared away at the same time.
 * @returns the id, which goes into the cookie and is never seen again
 */
export async function startSession(
  db: Database,
  request: { person: string; role: Role; now: Date },
  client?: Parameters<Database['run']>[2],
): Promise<{ id: string; expiresAt: Date }> {
  const id = newSecret();
  const expiresAt = new Date(request.now.getTime() + sessionIdleMs);
  await db.run(sweepQuery, [request.now], client);
  await db.run(startQuery, [hashSecret(id), request.person, request.role, request.now, expiresAt], client);
  return { id, expiresAt };
}

interface SessionRow {
  person: string;
  role: string;
  created_at: Date;
  expires_at: Date;
}

const findQuery: PreparedQuery = {
  name: 'find-session',
  text: 'select person, role, created_at, expires_at from session where hash = $1 and expires_at > $2',
};
const slideQuery: PreparedQuery = {
  name: 'slide-session',
  text: 'update session set expires_at = $2 where hash = $1 and expires_at < $2',
};

/**
 * Whose session this is. Asked in the database each time, so that a session that was ended is over at once.
 * @param active whether a person did something; a page that refreshes itself does not keep a session alive
 * @returns `null` for an unknown id and for a session that has ended
 */
export async function findSession(
  db: Database,
  id: string,
  now: Date,
  active: boolean,
): Promise<Session | null> {
  if (!isSecret(id)) return null;
  const hash = hashSecret(id);
  const [row] = await db.run<SessionRow>(findQuery, [hash, now]);
  if (row === undefined || !isRole(row.role)) return null;
  const session = { person: row.person, role: row.role, expiresAt: row.expires_at };
  if (!active) return session;
  const limit = row.created_at.getTime() + sessionMaxMs;
  const expiresAt = new Date(Math.min(now.getTime() + sessionIdleMs, limit));
  if (expiresAt.getTime() - row.expires_at.getTime() < slideStepMs) return session;
  await db.run(slideQuery, [hash, expiresAt]);
  return { ...session, expiresAt };
}

const endQuery: PreparedQuery = {
  name: 'end-session',
  text: 'delete from session where hash = $1 returning person',
};
const logQuery: PreparedQuery = {
  name: 'log-access',
  text: 'insert into access_log (at, actor, action) values ($1, $2, $3)',
};

/** Ends a session and writes down that the person signed out; does nothing for an unknown id. */
export async function endSession(db: Database, id: string, now: Date): Promise<void> {
  if (!isSecret(id)) return;
  const [row] = await db.run<{ person: string }>(endQuery, [hashSecret(id)]);
  if (row !== undefined) await logAccess(db, { at: now, actor: row.person, action: 'sign-out' });
}

/** Writes to the log of who did what, which only grows. */
export async function logAccess(
  db: Database,
  entry: { at: Date; actor: string; action: string },
  client?: Parameters<Database['run']>[2],
): Promise<void> {
  await db.run(logQuery, [entry.at, entry.actor, entry.action], client);
}
