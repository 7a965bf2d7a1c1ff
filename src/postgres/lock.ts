import { closeSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { explainSystemError, postgresError, systemCode } from './error.ts';
import { giveToOwnerOfDirectory } from './private-file.ts';
import { userName } from './server-user.ts';

/**
 * A lock on a file that the operating system itself gives back when its holder ends, however it ends: no stale locks,
 * no mix-up of reused process numbers, and it holds between containers that share the directory.
 *
 * Node.js cannot take such a lock by itself; the SQLite inside it can. The file stays an empty database: a transaction
 * that writes nothing holds the lock. The journal stays in memory, so that a killed holder leaves none beside the file.
 *
 * Never open a lock file in any other way in a process that holds it: POSIX drops a process's locks on a file when
 * the process closes any handle to it.
 */
export interface FileLock {
  /** Gives the lock back; harmless to call again. */
  release(): void;
}

export type LockMode = 'exclusive' | 'shared';

const BEGIN: Record<LockMode, string> = {
  exclusive: 'BEGIN EXCLUSIVE',
  shared: 'BEGIN; SELECT 1 FROM sqlite_schema',
};

const SQLITE_BUSY = 5;

/**
 * Takes the lock if it is free this very moment.
 * @returns null when somebody else has it
 * @throws EmbeddedPostgresError PG-LOCK where the file system knows no locks; PG-PERMISSION, PG-OWNER, PG-DISK-FULL
 */
export function tryLock(path: string, mode: LockMode): FileLock | null {
  makeLockFile(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = MEMORY');
    database.exec(BEGIN[mode]);
  } catch (error) {
    database.close();
    const why = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
    if (why === SQLITE_BUSY) return null;
    if (why === undefined) throw error;
    throw postgresError('PG-LOCK', { path, why: `SQLite ${why}` }, error);
  }
  return {
    release() {
      if (database.isOpen) database.close();
    },
  };
}

/**
 * Waits for the lock.
 * @param patienceMs how long, in milliseconds; @returns null when the time is up
 * @throws the reason of `signal` when it is aborted
 */
export async function waitForLock(
  path: string,
  mode: LockMode,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<FileLock | null> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    signal?.throwIfAborted();
    const lock = tryLock(path, mode);
    if (lock || performance.now() >= deadline) return lock;
    await sleep(25 + Math.random() * 25);
  }
}

/** Makes the lock file once, readable by its owner only; says plainly whose it is when it is not ours. */
function makeLockFile(path: string): void {
  try {
    const file = openSync(path, 'wx', 0o600);
    giveToOwnerOfDirectory(file, path);
    closeSync(file);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw explainSystemError(error, path);
    const me = process.geteuid?.() ?? 0;
    const { uid } = statSync(path);
    if (me !== 0 && uid !== me) {
      throw postgresError('PG-OWNER', { path, owner: userName(uid), user: userName(me) }, error);
    }
  }
}
