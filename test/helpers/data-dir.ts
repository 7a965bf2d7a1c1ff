import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PREFIX = 'mv-test-';

/** A directory in memory: a server there does not wait for the disk, which makes the tests about five times as fast. */
const MEMORY = '/dev/shm';
const ROOM_BYTES = 2 ** 30;

/**
 * A fresh directory that can hold a data directory of the service: in memory where there is room, else below the
 * system's temporary directory, or below /var/tmp where that one is closed to the unprivileged user that the database
 * server runs as when tests run as root. Others may pass through it (0711).
 * @param purpose 'programs' for a directory from which programs are to be run, which memory often does not allow
 */
export function makeDataDir(purpose: 'data' | 'programs' = 'data'): string {
  const parent = parents().find((at) => purpose === 'data' || at !== MEMORY) ?? tmpdir();
  const directory = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  chmodSync(directory, 0o711);
  return directory;
}

/** Clears away what test runs left behind that were killed before they could do so themselves. */
export async function sweepDataDirs(): Promise<void> {
  for (const parent of parents()) {
    for (const name of readdirSync(parent)) {
      const maker = /^mv-test-(\d+)-/.exec(name)?.[1];
      if (maker && commandOf(Number(maker)).length === 0) await removeDataDir(join(parent, name));
    }
  }
}

function parents(): string[] {
  const memory = hasRoom(MEMORY) ? [MEMORY] : [];
  return [...memory, tmpdir(), '/var/tmp'].filter(isOpenToOthers);
}

function hasRoom(directory: string): boolean {
  if (!existsSync(directory)) return false;
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize >= ROOM_BYTES;
}

/** Ends every database server that still runs below the directory, and removes the directory. */
export async function removeDataDir(directory: string): Promise<void> {
  // First so that the server can give its shared memory back, which would otherwise stay until the machine restarts.
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of serversBelow(directory)) {
      try {
        process.kill(pid, signal);
      } catch {
        // ended in between
      }
    }
    const deadline = performance.now() + 5000;
    while (serversBelow(directory).length > 0 && performance.now() < deadline) await sleep(10);
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Runs `body` with a data directory of its own and cleans up after it, however it ends. */
export async function withDataDir<T>(
  body: (dataDir: string) => Promise<T>,
  purpose: 'data' | 'programs' = 'data',
): Promise<T> {
  const directory = makeDataDir(purpose);
  try {
    return await body(directory);
  } finally {
    await removeDataDir(directory);
  }
}

/** Process ids of the postmasters and of initdb whose command names something below the directory. */
export function serversBelow(directory: string): number[] {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [program = '', ...args] = commandOf(pid);
      return /postgres$|initdb$/.test(program) && args.some((arg) => arg.startsWith(`${directory}/`));
    });
  // A backend bears its postmaster's command until it has taken a title of its own.
  return found.filter((pid) => !found.includes(parentOf(pid)));
}

function parentOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^PPid:\t(\d+)$/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0; // ended in between
  }
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
