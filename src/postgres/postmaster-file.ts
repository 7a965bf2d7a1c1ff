import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Address } from './address.ts';
import { postgresError } from './error.ts';
import { clusterName, type Layout } from './layout.ts';
import { readSmallFile, writePrivateFile } from './private-file.ts';
import { listProcesses, type ProcessFacts, pidNamespace, readProcess, workingDirectory } from './process.ts';
import type { ServerUser } from './server-user.ts';

/** What the postmaster writes into `postmaster.pid`, line by line. */
export interface PostmasterFile {
  readonly pid: number;
  readonly directory: string;
  readonly port: number;
  readonly socketDirectory: string;
  readonly ready: boolean;
}

/** @returns null where there is no such file or it is not written to its end */
export function readPostmasterFile(cluster: string): PostmasterFile | null {
  const lines = readSmallFile(join(cluster, 'postmaster.pid'))
    ?.split('\n')
    .map((line) => line.trim());
  const pid = Number(lines?.[0]);
  if (!lines || !Number.isSafeInteger(pid) || pid <= 0) return null;
  return {
    pid,
    directory: lines[1] ?? '',
    port: Number(lines[3]) || 0,
    socketDirectory: lines[4] ?? '',
    ready: lines[7] === 'ready',
  };
}

/** Where the server that wrote the file listens. */
export function addressOf(file: PostmasterFile): Address {
  return file.socketDirectory
    ? { kind: 'socket', directory: file.socketDirectory, port: file.port }
    : { kind: 'tcp', port: file.port };
}

export type Occupation =
  /** Nobody serves the cluster. */
  | { readonly kind: 'none' }
  /** This process does; it may still be starting. */
  | { readonly kind: 'running'; readonly process: ProcessFacts }
  /** Perhaps a process that cannot be seen from here: the server was started in another container. */
  | { readonly kind: 'unseen' };

/**
 * Who serves the cluster. A file that says nothing (any more) is made harmless: PostgreSQL itself only asks whether
 * the process number in it is taken, and in a container, after a restart, it often is, by somebody else.
 * @throws EmbeddedPostgresError PG-ELSEWHERE when a server may be running that nothing more can be learnt about
 */
export function findOccupant(layout: Layout, user: ServerUser): Occupation {
  const file = readPostmasterFile(layout.cluster);
  if (!file) return findUnregistered(layout.cluster, user);
  const process = readProcess(file.pid);
  const serves = process ? servesCluster(process, layout.cluster, user) : 'no';
  if (process && serves === 'yes') return { kind: 'running', process };
  if (serves === 'unknown') {
    throw postgresError('PG-ELSEWHERE', { path: layout.cluster, where: `pid ${file.pid}` });
  }
  if (startedInOtherNamespace(layout)) return { kind: 'unseen' };
  disarm(layout.cluster);
  return { kind: 'none' };
}

/** Without the file (lost, or cut short by a full disk) nothing but the list of processes tells of a server. */
function findUnregistered(cluster: string, user: ServerUser): Occupation {
  const process = listProcesses().find((facts) => servesCluster(facts, cluster, user) === 'yes');
  if (process) return { kind: 'running', process };
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return { kind: 'none' };
}

/**
 * Makes PostgreSQL take the file for its own leftover, by naming this process, which is about to be the server's
 * parent. The file is not removed: its other lines let PostgreSQL see backends of the old server that still run.
 */
export function disarm(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  const text = readSmallFile(path);
  if (text) writePrivateFile(path, text.replace(/^\s*\d+/, String(process.pid)));
}

/** Remembers which process ids the next `postmaster.pid` will speak of. */
export function noteOrigin(layout: Layout): void {
  writePrivateFile(layout.origin, `${JSON.stringify({ pidNamespace: pidNamespace() })}\n`);
}

/**
 * Whether the process is a postmaster on this directory, which is its working directory. Where that cannot be read
 * (see `clusterName`), the directory stands in its command, since we start it with an absolute one.
 */
function servesCluster(facts: ProcessFacts, cluster: string, user: ServerUser): 'yes' | 'no' | 'unknown' {
  const [program = '', ...args] = facts.command;
  // Its children have the same directory and a title of their own.
  if (facts.uid !== user.uid || !/postgres(?!: )/.test(program)) return 'no';
  const working = workingDirectory(facts.pid);
  if (working) return working === cluster ? 'yes' : 'no';
  // Where ps had to be asked, program and arguments are one text.
  if (args.includes(cluster) || program.endsWith(` -D ${cluster}`)) return 'yes';
  return args.length === 0 || args.some((arg) => arg.startsWith('/')) ? 'no' : 'unknown';
}

/** Backends and helpers of a server of this cluster, by the title that PostgreSQL gives them. */
export function isChildOf(facts: ProcessFacts, cluster: string, user: ServerUser): boolean {
  return facts.uid === user.uid && (facts.command[0] ?? '').startsWith(`postgres: ${clusterName(cluster)}: `);
}

function startedInOtherNamespace(layout: Layout): boolean {
  try {
    const origin: unknown = JSON.parse(readFileSync(layout.origin, 'utf8'));
    const there = typeof origin === 'object' && origin && 'pidNamespace' in origin ? origin.pidNamespace : '';
    return there !== '' && there !== pidNamespace();
  } catch {
    return false;
  }
}
