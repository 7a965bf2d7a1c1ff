import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { explainSystemError, postgresError } from './error.ts';
import type { ServerUser } from './server-user.ts';

const isRoot = (): boolean => process.geteuid?.() === 0;

/**
 * Makes the data directory where it is missing (0700; for root 0711, so that the server's user can pass through to
 * its own directory, but not look around) and gives its real, absolute path.
 * @throws EmbeddedPostgresError PG-PERMISSION, PG-DISK-FULL
 */
export function openDataDir(dataDir: string): string {
  const wanted = resolve(dataDir);
  try {
    const made = mkdirSync(wanted, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
    // The mask of the process may have closed what was just made; nothing that was there before is touched here.
    if (made && isRoot()) {
      for (let at = wanted; at.length >= made.length; at = dirname(at)) chmodSync(at, 0o711);
    }
    return realpathSync(wanted);
  } catch (error) {
    throw explainSystemError(error, wanted);
  }
}

/**
 * Makes sure that the server's user can reach the data directory.
 * A data directory of root's own that is closed to others gets the right to pass through (o+x): it is ours, and all in
 * it has mode 0600 or 0700. Directories above it belong to others and are left as they are.
 * @throws EmbeddedPostgresError PG-UNREACHABLE naming the outermost directory that blocks
 */
export function assureReachable(dataDir: string, user: ServerUser): void {
  if (!user.dropped) return;
  const own = statSync(dataDir);
  if (own.uid === 0 && !mayPass(own, user)) chmodSync(dataDir, (own.mode & 0o7777) | 0o001);
  const blocking = firstBlocking(dataDir, user);
  // The mode bits do not know about access control lists: before refusing, let that user try.
  if (blocking && !canEnter(dataDir, user)) {
    throw postgresError('PG-UNREACHABLE', { dataDir, blocking, user: user.name });
  }
}

function firstBlocking(directory: string, user: ServerUser): string | null {
  const path: string[] = [];
  for (let at = directory; ; at = dirname(at)) {
    path.unshift(at);
    if (at === dirname(at)) break;
  }
  return path.find((at) => !mayPass(statSync(at), user)) ?? null;
}

/** The search bit that applies to the user, who has no groups but his own. */
function mayPass(stat: { uid: number; gid: number; mode: number }, user: ServerUser): boolean {
  if (stat.uid === user.uid) return (stat.mode & 0o100) !== 0;
  if (stat.gid === user.gid) return (stat.mode & 0o010) !== 0;
  return (stat.mode & 0o001) !== 0;
}

function canEnter(directory: string, user: ServerUser): boolean {
  const { uid, gid } = user;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { uid, gid, cwd: '/' }).status === 0;
}
