import { spawn } from 'node:child_process';
import { closeSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from './address.ts';
import type { ClusterContext } from './cluster-init.ts';
import { postgresError } from './error.ts';
import { clusterName, type Layout } from './layout.ts';
import { isChildOf, noteOrigin, readPostmasterFile } from './postmaster-file.ts';
import { writePrivateFile } from './private-file.ts';
import { isRunning, listProcesses, type ProcessFacts, readProcess, signalProcess } from './process.ts';
import { SERVER_ENVIRONMENT } from './run.ts';
import { openServerLog, readServerLog } from './server-log.ts';
import { asUser } from './server-user.ts';
import { ACCESS_RULES, SETTINGS_FILE, settingsFor } from './settings.ts';

/** A postmaster that was started here or found, and how its end is learnt. */
export interface Postmaster {
  readonly process: ProcessFacts;
  /** True when nothing is left of it; for a child of this process, not even the number. */
  hasEnded(): boolean;
  /** Resolves with the cause when it has ended; never rejects, and does not keep this process alive. */
  readonly ended: Promise<string>;
}

/** A server that was just started. */
export interface Launch {
  /** null when it ended before it had taken the cluster. */
  readonly postmaster: Postmaster | null;
  /** Once it has ended before it answered: why. */
  failure(): Promise<FailedLaunch>;
}

/** The server ended before it answered; `line` is its own word on it. */
export interface FailedLaunch {
  readonly cause: LaunchFailure;
  readonly line: string;
}

/** Why a server ended before it was ready, as far as it matters for what to do next. */
export type LaunchFailure = 'occupied' | 'address-taken' | 'disk-full' | 'permission' | 'memory' | 'other';

const POLL_MS = 25;
const WATCH_MS = 250;
/** Without room for one more of these the server cannot run. */
const WAL_SEGMENT_BYTES = 16 * 2 ** 20;

/** Settings and access rules are written anew before each start. */
export function writeServerSettings({ layout }: ClusterContext, address: Address): void {
  const settings = settingsFor(address, clusterName(layout.cluster));
  writePrivateFile(join(layout.cluster, SETTINGS_FILE), settings);
  writePrivateFile(join(layout.cluster, 'pg_hba.conf'), ACCESS_RULES);
}

/**
 * Starts the server in a session of its own: a Ctrl-C in the terminal is for the service, which stops the server when
 * it has finished its work. Waits until it has taken the cluster, or has ended; it has yet to listen and to recover.
 */
export async function launchPostmaster({ layout, files, user }: ClusterContext): Promise<Launch> {
  noteOrigin(layout);
  removeOldSocket(layout);
  const { file, size } = openServerLog(layout.log);
  try {
    const child = spawn(files.postgres, ['-D', layout.cluster], {
      ...asUser(user),
      detached: true,
      stdio: ['ignore', file, file],
      cwd: '/',
      env: SERVER_ENVIRONMENT,
    });
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    });
    child.unref();
    const failure = async (): Promise<FailedLaunch> => {
      const why = await ended;
      const output = readServerLog(layout.log, size);
      return { cause: causeOf(output), line: /(?:FATAL|PANIC):.*/.exec(output)?.[0] ?? why };
    };
    const process = child.pid === undefined ? null : await whenTaken(layout.cluster, child.pid, ended);
    const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
    return { postmaster: process && { process, ended, hasEnded }, failure };
  } finally {
    closeSync(file);
  }
}

/**
 * The socket of a killed server has a lock file with that server's number in it, and PostgreSQL asks no more than
 * whether the number is taken. The caller has made sure that nobody serves the cluster.
 */
function removeOldSocket({ sockets }: Layout): void {
  for (const name of readdirSync(sockets)) {
    if (name.startsWith('.s.PGSQL.')) rmSync(join(sockets, name), { force: true });
  }
}

/** The new server owns the cluster when its number stands in postmaster.pid. @returns null when it ended before */
async function whenTaken(cluster: string, pid: number, ended: Promise<string>): Promise<ProcessFacts | null> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over) {
    const facts = readPostmasterFile(cluster)?.pid === pid ? readProcess(pid) : null;
    if (facts) return facts;
    await sleep(POLL_MS);
  }
  return null;
}

/** A running server that this process did not start: its end can only be looked for. */
export function watchPostmaster(facts: ProcessFacts): Postmaster {
  const ended = new Promise<string>((resolve) => {
    const timer = setInterval(() => {
      if (isRunning(facts)) return;
      clearInterval(timer);
      resolve('ended');
    }, WATCH_MS).unref();
  });
  return { process: facts, ended, hasEnded: () => !isRunning(facts) };
}

/**
 * Stops the server: smart (sessions may end by themselves), then fast (sessions are ended), then immediate (no
 * checkpoint; the next start recovers), then SIGKILL. Nothing that was committed is lost by any of them.
 * @param graceMs after this many milliseconds the server is no longer asked politely
 */
export async function stopPostmaster(postmaster: Postmaster, graceMs: number): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGTERM', graceMs * 0.3],
    ['SIGINT', graceMs * 0.7],
    ['SIGQUIT', 2000],
    ['SIGKILL', 2000],
  ];
  for (const [signal, patience] of steps) {
    signalProcess(postmaster.process, signal);
    if (await become(() => postmaster.hasEnded(), patience)) return;
  }
}

async function become(condition: () => boolean, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (!condition()) {
    if (performance.now() >= deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/**
 * Ends what a killed postmaster left behind. Backends notice its end by themselves only when they next wait for
 * something; one in the middle of a long query holds the cluster's shared memory, and no new server starts.
 */
export async function endOrphans({ layout, user }: ClusterContext): Promise<void> {
  const orphans = listProcesses().filter((facts) => isChildOf(facts, layout.cluster, user));
  for (const [signal, patience] of [
    ['SIGQUIT', 1000],
    ['SIGKILL', 2000],
  ] as const) {
    for (const orphan of orphans) signalProcess(orphan, signal);
    if (await become(() => !orphans.some(isRunning), patience)) return;
  }
}

function causeOf(output: string): LaunchFailure {
  // Before the others: a lock file that belongs to somebody and shared memory in use both end with the holder.
  if (
    /lock file ".*" already exists|pre-existing shared memory block|data directory .* in use/.test(output)
  ) {
    return 'occupied';
  }
  if (/Address already in use/.test(output)) return 'address-taken';
  if (/No space left on device|Disk quota exceeded/.test(output)) return 'disk-full';
  if (/Cannot allocate memory|could not (map|resize|create) .*shared memory/.test(output)) return 'memory';
  if (/Permission denied|Operation not permitted/.test(output)) return 'permission';
  return 'other';
}

/** The error that a failed launch is for a person. */
export function launchError({ layout }: ClusterContext, failure: FailedLaunch): Error {
  switch (failure.cause) {
    case 'disk-full':
      return postgresError('PG-DISK-FULL', { path: layout.dataDir });
    case 'permission':
      return postgresError('PG-PERMISSION', { path: layout.cluster, why: 'EACCES' });
    case 'memory':
      return postgresError('PG-MEMORY', { log: layout.log });
    default:
      // On a full disk the server cannot even write down why it ended.
      if (freeBytes(layout.dataDir) < WAL_SEGMENT_BYTES) {
        return postgresError('PG-DISK-FULL', { path: layout.dataDir });
      }
      return postgresError('PG-START', { log: layout.log, why: failure.line });
  }
}

function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}
