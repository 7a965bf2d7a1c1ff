import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/** What anybody may know about a running process. */
export interface ProcessFacts {
  readonly pid: number;
  readonly uid: number;
  /** Together with the pid this tells a process from a later one that got the same number. Opaque. */
  readonly startedAt: string;
  readonly command: readonly string[];
}

const hasProc = existsSync('/proc/self/stat');

/** @returns null when there is no such process, or only the remains of one (a zombie) */
export function readProcess(pid: number): ProcessFacts | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return hasProc ? readProc(pid) : (askPs(['-p', String(pid)])[0] ?? null);
}

/** All running processes that may be seen. */
export function listProcesses(): ProcessFacts[] {
  if (!hasProc) return askPs(['-ax']);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProc(Number(name)) ?? []);
}

/** True while exactly this process (not one that got its number later) runs. */
export function isRunning(facts: ProcessFacts): boolean {
  return readProcess(facts.pid)?.startedAt === facts.startedAt;
}

/** Sends the signal if exactly this process still runs. @returns false when it does not */
export function signalProcess(facts: ProcessFacts, signal: NodeJS.Signals): boolean {
  if (!isRunning(facts)) return false;
  try {
    return process.kill(facts.pid, signal);
  } catch {
    return false; // ended in between
  }
}

/** @returns null where it may not be known, or the system has no /proc */
export function workingDirectory(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/** The namespace that process ids count in; a container has its own. '' where the system has no such thing. */
export function pidNamespace(): string {
  if (!hasProc) return '';
  try {
    // A namespace's number is reused after a restart of the machine, and so is each pid: the boot belongs to the name.
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${statSync('/proc/self/ns/pid').ino}`;
  } catch {
    return '';
  }
}

function readProc(pid: number): ProcessFacts | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may itself hold spaces and parentheses: the fields begin after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    const startTicks = fields[19];
    if (state === 'Z' || state === 'X' || startTicks === undefined) return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    return { pid, uid: statSync(`/proc/${pid}`).uid, startedAt: startTicks, command };
  } catch {
    return null; // ended while we were reading
  }
}

/** For systems without /proc (macOS). The pieces of a command are not kept apart there. */
export function askPs(selection: string[]): ProcessFacts[] {
  let table: string;
  try {
    table = execFileSync('ps', [...selection, '-o', 'pid=,uid=,stat=,lstart=,command='], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return []; // ps ends with 1 when nothing was selected
  }
  return table.split('\n').flatMap((line) => {
    const parts = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\d+\s+\S+\s+\d+)\s+(.*)$/.exec(line);
    if (!parts?.[1] || !parts[2] || !parts[4] || parts[3]?.startsWith('Z')) return [];
    return [
      {
        pid: Number(parts[1]),
        uid: Number(parts[2]),
        startedAt: parts[4],
        command: [parts[5]?.trim() ?? ''],
      },
    ];
  });
}
