import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLoginLink, hasAnyPerson, peekLoginLink, signIn } from '../../src/auth/login-links.ts';
import {
  endSession,
  findSession,
  sessionIdleMs,
  sessionMaxMs,
  startSession,
} from '../../src/auth/sessions.ts';
import { type Database, openDatabase } from '../../src/ledger/database.ts';
import { createLog } from '../../src/log.ts';
import { migratedDatabase } from '../helpers/service.ts';

const start = new Date('2026-11-23T08:00:00Z');
const later = (milliseconds: number) => new Date(start.getTime() + milliseconds);
const hour = 3_600_000;
const kari = { person: 'Kari Vakt', role: 'drift' as const };

let db: Database;
beforeAll(async () => {
  db = openDatabase(await migratedDatabase(), createLog('fatal'), 4);
});
afterAll(() => db.close());

const tokenOf = ({ path }: { path: string }) => path.replace('/logg-inn/', '');

describe('a link to sign in with', () => {
  it('is a path with 256 random bits, of which only the hash is stored', async () => {
    const link = await createLoginLink(db, { ...kari, ttlMs: hour, now: start });
    expect(link.path).toMatch(/^\/logg-inn\/[\w-]{43}$/);
    const stored = JSON.stringify((await db.pool.query('select * from login_link')).rows);
    expect(stored).not.toContain(tokenOf(link));
  });

  it('tells whom it is for without being used up by that', async () => {
    const token = tokenOf(await createLoginLink(db, { ...kari, ttlMs: hour, now: start }));
    expect(await peekLoginLink(db, token, start)).toEqual(kari);
    expect(await peekLoginLink(db, token, start)).toEqual(kari);
  });

  it('signs in once', async () => {
    const token = tokenOf(await createLoginLink(db, { ...kari, ttlMs: hour, now: start }));
    const session = await signIn(db, token, start);
    expect(await findSession(db, session?.id ?? '', start, true)).toMatchObject(kari);
    expect(await signIn(db, token, start)).toBeNull();
    expect(await peekLoginLink(db, token, start)).toBeNull();
  });

  it('lets one in of many who try at the same moment', async () => {
    const token = tokenOf(await createLoginLink(db, { ...kari, ttlMs: hour, now: start }));
    const sessions = await Promise.all(Array.from({ length: 8 }, () => signIn(db, token, start)));
    expect(sessions.filter((session) => session !== null)).toHaveLength(1);
  });

  it('cannot be used when it is too old, unknown or malformed', async () => {
    const token = tokenOf(await createLoginLink(db, { ...kari, ttlMs: hour, now: start }));
    expect(await signIn(db, token, later(hour))).toBeNull();
    expect(await signIn(db, 'A'.repeat(43), start)).toBeNull();
    expect(await signIn(db, "' or true --", start)).toBeNull();
    expect(await signIn(db, token, later(hour - 1))).not.toBeNull();
  });

  it('leaves who signed in, and when, in the access log', async () => {
    const token = tokenOf(
      await createLoginLink(db, { person: 'Ola Logg', role: 'leser', ttlMs: hour, now: start }),
    );
    const session = await signIn(db, token, later(5));
    await endSession(db, session?.id ?? '', later(10));
    const { rows } = await db.pool.query(
      `select action, at from access_log where actor = 'Ola Logg' order by seq`,
    );
    expect(rows).toEqual([
      { action: 'sign-in', at: later(5) },
      { action: 'sign-out', at: later(10) },
    ]);
  });
});

describe('whether anybody can administer', () => {
  it('is no on an empty installation, and yes while a link can be used and ever after it was', async () => {
    const empty = openDatabase(await migratedDatabase(), createLog('fatal'), 2);
    try {
      expect(await hasAnyPerson(empty, start)).toBe(false);
      await createLoginLink(empty, { ...kari, ttlMs: hour, now: start });
      expect(await hasAnyPerson(empty, start)).toBe(false);
      const token = tokenOf(
        await createLoginLink(empty, { person: 'første', role: 'admin', ttlMs: hour, now: start }),
      );
      expect(await hasAnyPerson(empty, start)).toBe(true);
      expect(await hasAnyPerson(empty, later(hour))).toBe(false);
      await signIn(empty, token, start);
      expect(await hasAnyPerson(empty, later(1000 * hour))).toBe(true);
    } finally {
      await empty.close();
    }
  });
});

describe('a session', () => {
  it('is stored as a hash only', async () => {
    const { id } = await startSession(db, { ...kari, now: start });
    expect(id).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify((await db.pool.query('select * from session')).rows)).not.toContain(id);
  });

  it('ends twelve hours after the person last did something', async () => {
    const { id } = await startSession(db, { ...kari, now: start });
    expect(await findSession(db, id, later(11 * hour), true)).not.toBeNull();
    expect(await findSession(db, id, later(22 * hour), true)).not.toBeNull();
    expect(await findSession(db, id, later(22 * hour + sessionIdleMs), true)).toBeNull();
  });

  it('is not kept alive by a page that refreshes itself', async () => {
    const { id } = await startSession(db, { ...kari, now: start });
    expect(await findSession(db, id, later(11 * hour), false)).not.toBeNull();
    expect(await findSession(db, id, later(sessionIdleMs), false)).toBeNull();
  });

  it('ends after a week, whatever is done', async () => {
    const { id } = await startSession(db, { ...kari, now: start });
    for (let at = 0; at < sessionMaxMs; at += 11 * hour) {
      expect(await findSession(db, id, later(at), true), `${at / hour} h`).not.toBeNull();
    }
    expect(await findSession(db, id, later(sessionMaxMs), true)).toBeNull();
  });

  it('is over at once when it is ended, and only that one', async () => {
    const one = await startSession(db, { ...kari, now: start });
    const other = await startSession(db, { ...kari, now: start });
    await endSession(db, one.id, start);
    expect(await findSession(db, one.id, start, true)).toBeNull();
    expect(await findSession(db, other.id, start, true)).not.toBeNull();
  });

  it('is not found by what is no session id', async () => {
    expect(await findSession(db, '', start, true)).toBeNull();
    expect(await findSession(db, 'A'.repeat(43), start, true)).toBeNull();
    await expect(endSession(db, 'A'.repeat(43), start)).resolves.toBeUndefined();
  });

  it('that has ended is cleared away when the next one begins', async () => {
    const old = openDatabase(await migratedDatabase(), createLog('fatal'), 2);
    try {
      await startSession(old, { ...kari, now: start });
      await startSession(old, { ...kari, now: later(sessionIdleMs) });
      expect((await old.pool.query('select 1 from session')).rowCount).toBe(1);
    } finally {
      await old.close();
    }
  });
});
