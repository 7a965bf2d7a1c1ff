import { setTimeout as sleep } from 'node:timers/promises';
import { type Address, chooseAddress } from './address.ts';
import {
  type ClusterContext,
  clusterExists,
  handBackToServerUser,
  keptPassword,
  makeCluster,
  makeOwnedDirectory,
  renewPassword,
} from './cluster-init.ts';
import { postgresError } from './error.ts';
import { tryLock } from './lock.ts';
import {
  endOrphans,
  type FailedLaunch,
  launchError,
  launchPostmaster,
  type Postmaster,
  stopPostmaster,
  watchPostmaster,
  writeServerSettings,
} from './postmaster.ts';
import { addressOf, disarm, findOccupant, readPostmasterFile } from './postmaster-file.ts';
import { readSmallFile } from './private-file.ts';
import { tryLogin } from './session.ts';

/** A server that answers. */
export interface Server {
  readonly address: Address;
  readonly password: string;
  readonly pid: number;
  /** null for a server in another container, whose process cannot be seen from here. */
  readonly postmaster: Postmaster | null;
  /** It ran already. */
  readonly adopted: boolean;
}

export interface Log {
  info(o: object, m: string): void;
  warn(o: object, m: string): void;
}

export interface EnsureOptions {
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  /** A running service needs its old address: its connections carry it. */
  readonly keepAddress?: Address | undefined;
}

/**
 * How long a server may take from its start to its first answer. Recovery after a power cut replays at most
 * `max_wal_size` of log, after looking at every file.
 */
const PATIENCE_MS = 300_000;
/** How long a server that was killed, or that is out of sight, may hold on to the cluster or to its port. */
const OCCUPIED_MS = 20_000;
const RETRY_MS = 100;
const STOP_MS = 5000;

/**
 * Makes sure that a server runs on the cluster and answers: adopts the running one, else makes the cluster where it
 * is missing, clears away what a killed server left, and starts one. The caller holds the control lock.
 * @throws EmbeddedPostgresError; the reason of `signal` when it is aborted (a server that was being started is stopped)
 */
export async function ensureServer(context: ClusterContext, options: EnsureOptions): Promise<Server> {
  const began = performance.now();
  const waited = () => performance.now() - began;
  let failure: FailedLaunch | null = null;
  let freshPort = false;
  for (;;) {
    options.signal?.throwIfAborted();
    const found = await findServer(context, options, waited() > OCCUPIED_MS);
    if (found === 'free') {
      const started = await startServer(context, options, freshPort);
      if (!('cause' in started)) return started;
      failure = started;
      freshPort = started.cause === 'address-taken' && !options.keepAddress;
      const passing = started.cause === 'occupied' || started.cause === 'address-taken';
      if (!passing || waited() > OCCUPIED_MS) throw launchError(context, started);
    } else if (found !== 'look again') {
      return found;
    }
    if (waited() > PATIENCE_MS) throw failure ? launchError(context, failure) : timeout(context);
    await sleep(RETRY_MS);
  }
}

/**
 * The server that runs on the cluster already.
 * @param insist no longer wait for a server that is out of sight
 */
async function findServer(
  context: ClusterContext,
  options: EnsureOptions,
  insist: boolean,
): Promise<Server | 'free' | 'look again'> {
  const { layout, user } = context;
  if (!clusterExists(context)) return 'free';
  handBackToServerUser(layout.cluster, user);
  const occupant = findOccupant(layout, user);
  if (occupant.kind === 'none') return 'free';
  if (occupant.kind === 'running') return adopt(context, watchPostmaster(occupant.process), options);

  const reached = await reachUnseen(context);
  if (reached) return reached;
  if (isUnused(context)) {
    disarm(layout.cluster);
    return 'free';
  }
  if (insist) throw postgresError('PG-ELSEWHERE', { path: layout.cluster, where: 'container' });
  return 'look again';
}

async function adopt(
  context: ClusterContext,
  postmaster: Postmaster,
  options: EnsureOptions,
): Promise<Server | 'look again'> {
  const { layout } = context;
  const file = readPostmasterFile(layout.cluster);
  const known = readSmallFile(layout.password)?.trim();
  // A server that lost its postmaster.pid, or whose directory (and with it its socket) was moved, is found by nobody.
  if (file?.directory === layout.cluster && known) {
    const answer = await whenAnswering(context, postmaster, options);
    if (typeof answer !== 'string') return { ...answer, adopted: true };
    if (answer === 'ended') return 'look again';
  }
  if (!isUnused(context)) {
    throw postgresError('PG-LOGIN', { dataDir: layout.dataDir, password: layout.password });
  }
  options.log.warn(
    { pid: postmaster.process.pid },
    'the running database cannot be adopted; starting it anew',
  );
  await stopPostmaster(postmaster, STOP_MS);
  return 'look again';
}

/** A server in another container that shares the data directory can still be reached through its socket. */
async function reachUnseen({ layout }: ClusterContext): Promise<Server | null> {
  const file = readPostmasterFile(layout.cluster);
  const password = readSmallFile(layout.password)?.trim();
  if (!file || !password) return null;
  const address: Address = file.socketDirectory
    ? { kind: 'socket', directory: layout.sockets, port: file.port }
    : addressOf(file);
  const login = await tryLogin(address, password);
  return login.kind === 'in' ? { address, password, pid: file.pid, postmaster: null, adopted: true } : null;
}

async function startServer(
  context: ClusterContext,
  options: EnsureOptions,
  freshPort: boolean,
): Promise<Server | FailedLaunch> {
  const { layout, user } = context;
  await endOrphans(context);
  if (!clusterExists(context)) {
    options.log.info({ path: layout.cluster }, 'making the database');
    await makeCluster(context, options.signal);
  } else if (!readSmallFile(layout.password)) {
    options.log.warn({ path: layout.password }, 'the password of the database is gone; making a new one');
    await renewPassword(context);
  }
  makeOwnedDirectory(layout.sockets, user);
  const address = options.keepAddress ?? (await chooseAddress(layout, freshPort));
  writeServerSettings(context, address);
  options.signal?.throwIfAborted();
  const { postmaster, failure } = await launchPostmaster(context);
  if (!postmaster) return failure();
  const answer = await whenAnswering(context, postmaster, options);
  if (typeof answer !== 'string') return { ...answer, adopted: false };
  if (answer === 'ended') return failure();
  // Somebody changed the password file: what stands in it is made true.
  await stopPostmaster(postmaster, STOP_MS);
  await renewPassword(context);
  return { cause: 'occupied', line: 'password' };
}

/** Waits until the server lets us in. On abort a server that is not ready is stopped again. */
async function whenAnswering(
  context: ClusterContext,
  postmaster: Postmaster,
  { signal, log }: EnsureOptions,
): Promise<Omit<Server, 'adopted'> | 'ended' | 'refused'> {
  const { layout } = context;
  const { process } = postmaster;
  const password = keptPassword(layout);
  const deadline = performance.now() + PATIENCE_MS;
  let nextWord = performance.now() + 10_000;
  let over = false;
  void postmaster.ended.then(() => {
    over = true;
  });
  while (!over) {
    if (signal?.aborted) {
      await stopPostmaster(postmaster, STOP_MS);
      throw signal.reason;
    }
    const file = readPostmasterFile(layout.cluster);
    if (file?.pid === process.pid && file.ready) {
      const address = addressOf(file);
      const login = await tryLogin(address, password);
      if (login.kind === 'refused') return 'refused';
      if (login.kind === 'in' && login.directory === layout.cluster) {
        return { address, password, pid: process.pid, postmaster };
      }
    }
    const now = performance.now();
    if (now > deadline) throw timeout(context); // it is left to its recovery; the next start adopts it
    if (now > nextWord) {
      log.info({ pid: process.pid }, 'waiting for the database to answer');
      nextWord = now + 10_000;
    }
    await sleep(25);
  }
  return 'ended';
}

/** Nobody but the caller uses the server; the caller holds the control lock, so that nobody can begin to. */
export function isUnused({ layout }: Pick<ClusterContext, 'layout'>): boolean {
  const lock = tryLock(layout.usersLock, 'exclusive');
  lock?.release();
  return lock !== null;
}

function timeout({ layout }: ClusterContext): Error {
  return postgresError('PG-TIMEOUT', { log: layout.log, seconds: PATIENCE_MS / 1000 });
}
