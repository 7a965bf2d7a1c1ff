import {
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fstatSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { explainSystemError } from './error.ts';
import { giveToOwnerOfDirectory } from './private-file.ts';

/** The log and its one predecessor (`postgres.log.1`) together hold about twice this. */
const MAX_LOG_BYTES = 5 * 2 ** 20;
const CHECK_EVERY_MS = 10_000;

/** Opens the server's log for appending (mode 0600) and says how long it is. The caller closes it. */
export function openServerLog(path: string): { file: number; size: number } {
  try {
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;
    const file = openSync(path, flags, 0o600);
    fchmodSync(file, 0o600);
    giveToOwnerOfDirectory(file, path);
    return { file, size: fstatSync(file).size };
  } catch (error) {
    throw explainSystemError(error, path);
  }
}

/** What was written to the log since it had `from` bytes; at most the first 16 kB of it. */
export function readServerLog(path: string, from: number): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(16_384);
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, from));
  } finally {
    closeSync(file);
  }
}

/**
 * Moves a log that has grown too long aside. The server holds the file open and appends, so its contents are copied
 * and it is emptied in place; a line that is written just then may be lost, which a log can bear.
 */
export function rotateServerLog(path: string, maxBytes = MAX_LOG_BYTES): void {
  try {
    if (statSync(path).size <= maxBytes) return;
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
  } catch {
    // a full disk or a missing log must not stop anything; the next round tries again
  }
}

/** Keeps the log short while this process runs, without keeping the process. @returns ends it */
export function keepServerLogShort(path: string): () => void {
  rotateServerLog(path);
  const timer = setInterval(() => rotateServerLog(path), CHECK_EVERY_MS).unref();
  return () => clearInterval(timer);
}
