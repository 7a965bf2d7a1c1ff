import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { openDataDir } from './data-dir.ts';
import { postgresError } from './error.ts';
import { layoutOf } from './layout.ts';
import { waitForLock } from './lock.ts';
import { writePrivateFile } from './private-file.ts';

export interface ServiceLock {
  /** Lets another `serve` have the data directory; harmless to call again. */
  release(): void;
}

/** A dying predecessor may need a moment before the operating system has given its lock back. */
const PATIENCE_MS = 1000;

/**
 * Makes this process the one `serve` of the data directory until it ends or releases the lock.
 * The operating system gives the lock back when the process ends, also after `kill -9`.
 * @param dataDir made if it is missing
 * @throws EmbeddedPostgresError PG-IN-USE when another `serve` has it, PG-PERMISSION, PG-OWNER, PG-DISK-FULL
 */
export async function acquireServiceLock(dataDir: string, signal?: AbortSignal): Promise<ServiceLock> {
  const layout = layoutOf(openDataDir(dataDir));
  const lock = await waitForLock(layout.serviceLock, 'exclusive', PATIENCE_MS, signal);
  if (!lock)
    throw postgresError('PG-IN-USE', { dataDir: layout.dataDir, holder: holderOf(layout.serviceInfo) });
  const about = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  writePrivateFile(layout.serviceInfo, JSON.stringify(about));
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      rmSync(layout.serviceInfo, { force: true });
      lock.release();
    },
  };
}

function holderOf(path: string): string {
  try {
    const about: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof about !== 'object' || about === null) return '';
    const { pid, host, since } = about as Record<string, unknown>;
    return `pid ${Number(pid)}, ${String(host)}, ${String(since)}`;
  } catch {
    return ''; // only for the text: an unreadable note is no reason to fail in another way
  }
}
