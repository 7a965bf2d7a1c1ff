import { type Address, connectionString } from './address.ts';
import type { ClusterContext } from './cluster-init.ts';
import { assureReachable, openDataDir } from './data-dir.ts';
import { ensureServer, isUnused, type Log, type Server } from './ensure.ts';
import { postgresError } from './error.ts';
import { layoutOf } from './layout.ts';
import { type FileLock, tryLock, waitForLock } from './lock.ts';
import { stopPostmaster } from './postmaster.ts';
import { provideServerFiles } from './server-files.ts';
import { keepServerLogShort } from './server-log.ts';
import { chooseServerUser } from './server-user.ts';

export interface EmbeddedPostgres {
  /** libpq URL for user `meldingsvakt`, database `meldingsvakt`. Holds the password: never log it. */
  readonly connectionString: string;
  /** The server ran already when we came. */
  readonly adopted: boolean;
  /** Process id of the postmaster; another one after `restart()`. */
  readonly pid: number;
  /**
   * Ends our use of the server. From `startEmbeddedPostgres`: stops it, smart, then fast, then immediate after
   * `graceMs` (milliseconds, default 5000), then SIGKILL; resolves when the postmaster has ended, within about
   * `graceMs` + 4 s. From `connectOrStartEmbeddedPostgres`: the same if nobody else uses the server, else `detach()`.
   */
  stop(graceMs?: number): Promise<void>;
  /** Leaves the server running and lets go of it. */
  detach(): void;
  /** Called (each time) when the postmaster ended without `stop()`. */
  onExit(listener: (why: string) => void): void;
  /**
   * Brings a server that ended back, with the same address and password; adopts it if somebody else did so already.
   * @throws EmbeddedPostgresError when it cannot be brought back
   */
  restart(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The service's data directory; the cluster lives in `postgres` below it. */
  readonly dataDir: string;
  readonly log: Log;
  /** Aborting it rejects the start (and a `restart()`) with its reason and leaves no half-started server behind. */
  readonly signal?: AbortSignal | undefined;
}

/** The first start of another process makes a cluster, or recovers one, under the lock. */
const CONTROL_PATIENCE_MS = 320_000;
/** A stop does not wait long for somebody who is just attaching. */
const STOP_PATIENCE_MS = 1000;
const GRACE_MS = 5000;

/**
 * For the service: starts the server of the data directory, or adopts the one that runs. The service's `stop()` ends
 * it, whoever else uses it. Only one service may use a data directory: see `acquireServiceLock`.
 * @throws EmbeddedPostgresError
 */
export function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return open(options, true);
}

/**
 * For a data command: connects to the running server of the data directory, else starts one. Whoever is the last to
 * let go of it, and is not a service, stops it.
 * @throws EmbeddedPostgresError
 */
export function connectOrStartEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return open(options, false);
}

async function open(options: EmbeddedPostgresOptions, isService: boolean): Promise<EmbeddedPostgres> {
  const layout = layoutOf(openDataDir(options.dataDir));
  const user = chooseServerUser(layout.cluster, layout.dataDir);
  assureReachable(layout.dataDir, user);
  const context = { layout, user, files: await provideServerFiles(user) };
  const handle = new Handle(context, options, isService);
  await handle.start();
  return handle;
}

class Handle implements EmbeddedPostgres {
  readonly #context: ClusterContext;
  readonly #options: EmbeddedPostgresOptions;
  readonly #isService: boolean;
  readonly #listeners: ((why: string) => void)[] = [];
  #server: Server | null = null;
  #address: Address | undefined;
  #use: FileLock | null = null;
  #endLogRotation: (() => void) | null = null;
  #stopping: Promise<void> | null = null;
  #starting: Promise<void> | null = null;
  readonly #stopped = new AbortController();

  constructor(context: ClusterContext, options: EmbeddedPostgresOptions, isService: boolean) {
    this.#context = context;
    this.#options = options;
    this.#isService = isService;
  }

  get connectionString(): string {
    const { address, password } = this.#started();
    return connectionString(address, password);
  }

  get adopted(): boolean {
    return this.#started().adopted;
  }

  get pid(): number {
    return this.#started().pid;
  }

  onExit(listener: (why: string) => void): void {
    this.#listeners.push(listener);
  }

  start(): Promise<void> {
    this.#starting ??= this.#start().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  /** Under the control lock: nobody else starts, adopts or stops the server meanwhile. */
  async #start(): Promise<void> {
    const { layout } = this.#context;
    const { log } = this.#options;
    const signals = [this.#stopped.signal, ...(this.#options.signal ? [this.#options.signal] : [])];
    const signal = AbortSignal.any(signals);
    const control = await waitForLock(layout.controlLock, 'exclusive', CONTROL_PATIENCE_MS, signal);
    if (!control) {
      const seconds = CONTROL_PATIENCE_MS / 1000;
      throw postgresError('PG-BUSY', { dataDir: layout.dataDir, seconds });
    }
    try {
      this.#letGo();
      const server = await ensureServer(this.#context, { log, signal, keepAddress: this.#address });
      this.#server = server;
      this.#address = server.address;
      this.#use = tryLock(layout.usersLock, 'shared');
      this.#endLogRotation = keepServerLogShort(layout.log);
      void server.postmaster?.ended.then((why) => this.#ended(server, why));
      log.info({ pid: server.pid, adopted: server.adopted, listens: server.address.kind }, 'database is up');
    } finally {
      control.release();
    }
  }

  async restart(): Promise<void> {
    if (this.#stopping) throw new Error('the embedded database has been stopped');
    await this.start();
  }

  detach(): void {
    this.#stopping ??= Promise.resolve();
    this.#letGo();
  }

  stop(graceMs = GRACE_MS): Promise<void> {
    this.#stopping ??= this.#stop(graceMs);
    return this.#stopping;
  }

  async #stop(graceMs: number): Promise<void> {
    const { layout } = this.#context;
    // A restart that is under way ends first, and takes the server that it was starting with it.
    this.#stopped.abort();
    await this.#starting?.catch(() => undefined);
    const postmaster = this.#server?.postmaster;
    const control = await waitForLock(layout.controlLock, 'exclusive', STOP_PATIENCE_MS);
    try {
      this.#letGo();
      if (!postmaster) return;
      // Somebody who holds the control lock for long is coming, not going: he will be the last one out.
      if (this.#isService || (control && isUnused(this.#context))) await stopPostmaster(postmaster, graceMs);
    } finally {
      control?.release();
    }
  }

  #letGo(): void {
    this.#use?.release();
    this.#use = null;
    this.#endLogRotation?.();
    this.#endLogRotation = null;
  }

  #ended(server: Server, why: string): void {
    if (this.#stopping || this.#server !== server) return;
    this.#options.log.warn({ pid: server.pid, why }, 'the database has ended');
    for (const listener of this.#listeners) listener(why);
  }

  #started(): Server {
    if (!this.#server) throw new Error('the embedded database has not been started');
    return this.#server;
  }
}
