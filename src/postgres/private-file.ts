import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { explainSystemError, systemCode } from './error.ts';

/**
 * Writes a small file of mode 0600 whole or not at all, and durably.
 * Goes through a new name and a rename: in a directory of the server's user (who may be another one than ours)
 * it therefore never follows a symbolic link that somebody put there.
 * @throws EmbeddedPostgresError PG-DISK-FULL, PG-PERMISSION
 */
export function writePrivateFile(path: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const file = openSync(draft, 'wx', 0o600);
    try {
      fchmodSync(file, 0o600);
      giveToOwnerOfDirectory(file, path);
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    syncDirectory(dirname(path));
  } catch (error) {
    rmSync(draft, { force: true });
    throw explainSystemError(error, path);
  }
}

/**
 * A file that root makes in somebody else's directory belongs to that somebody, so that a command that root ran once
 * does not lock the ordinary user out of his own data, and the server can read its settings.
 */
export function giveToOwnerOfDirectory(file: number, path: string): void {
  if (process.geteuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  fchownSync(file, uid, gid);
}

/**
 * Reads a small regular file (at most 64 kB) without following a symbolic link or waiting on a pipe.
 * @returns null when there is no such file
 */
export function readSmallFile(path: string): string | null {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null;
    throw explainSystemError(error, path);
  }
  try {
    if (!fstatSync(file).isFile()) return null;
    const buffer = Buffer.alloc(65_536);
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}

/** Makes a rename in the directory survive a power cut. */
export function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
