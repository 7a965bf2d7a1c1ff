import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PREFIX = 'mv-test-';

/**
 * A fresh directory that can hold a data directory of the service: below the system's temporary directory, or below
 * /var/tmp where that one is closed to the unprivileged user that the database server runs as when tests run as root.
 * Others may pass through it (0711).
 */
export function makeDataDir(): string {
  const directory = mkdtempSync(join(openParent(), `${PREFIX}${process.pid}-`));
  chmodSync(directory, 0o711);
  return directory;
}

/** Clears away what test runs left behind that were killed before they could do so themselves. */
export async function sweepDataDirs(): Promise<void> {
  const parent = openParent();
  for (const name of readdirSync(parent)) {
    const maker = /^mv-test-(\d+)-/.exec(name)?.[1];
    if (maker && commandOf(Number(maker)).length === 0) await removeDataDir(join(parent, name));
  }
}

function openParent(): string {
  return [tmpdir(), '/var/tmp'].find(isOpenToOthers) ?? tmpdir();
}

/** Ends every database server that still runs below the directory, and removes the directory. */
export async function removeDataDir(directory: string): Promise<void> {
  for (const pid of serversBelow(directory)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // ended in between
    }
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Runs `body` with a data directory of its own and cleans up after it, however it ends. */
export async function withDataDir<T>(body: (dataDir: string) => Promise<T>): Promise<T> {
  const directory = makeDataDir();
  try {
    return await body(directory);
  } finally {
    await removeDataDir(directory);
  }
}

/** Process ids of the postmasters and of initdb whose command names something below the directory. */
export function serversBelow(directory: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [program = '', ...args] = commandOf(pid);
      return /postgres$|initdb$/.test(program) && args.some((arg) => arg.startsWith(`${directory}/`));
    });
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function isOpenToOthers(directory: string): boolean {
  for (let at = directory; ; at = dirname(at)) {
    const stat = statSync(at, { throwIfNoEntry: false });
    if (!stat || (stat.mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
