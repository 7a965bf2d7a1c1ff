import { createHash } from 'node:crypto';
import { join } from 'node:path';

/**
 * Where the embedded database keeps what, below the data directory of the service.
 * Everything here belongs to the user of the service with mode 0600, except `cluster` and `sockets`,
 * which belong to the user that the database server runs as (the same one, unless the service is root).
 */
export interface Layout {
  readonly dataDir: string;
  /** The cluster itself: PostgreSQL's own files, mode 0700. */
  readonly cluster: string;
  /** Directory of the Unix socket, mode 0700. The short name leaves room in the 107 bytes of a socket path. */
  readonly sockets: string;
  /** Password of the role `meldingsvakt`, one line. */
  readonly password: string;
  /** TCP port, one line; only where a Unix socket cannot be used. */
  readonly port: string;
  /** The server's own log. */
  readonly log: string;
  /** Held (exclusively) by the one `serve` that owns the data directory. */
  readonly serviceLock: string;
  /** Which process holds the service lock; only for the text of an error. */
  readonly serviceInfo: string;
  /** Held (exclusively) for the short time that somebody starts, adopts or stops the server. */
  readonly controlLock: string;
  /** Held (shared) by each process that uses the server; the last one out knows that it is the last. */
  readonly usersLock: string;
  /** Which process-id namespace the server was started in. */
  readonly origin: string;
}

/** @param dataDir the real, absolute path of the data directory */
export function layoutOf(dataDir: string): Layout {
  const at = (name: string) => join(dataDir, name);
  return {
    dataDir,
    cluster: at('postgres'),
    sockets: at('run'),
    password: at('postgres-password'),
    port: at('postgres-port'),
    log: at('postgres.log'),
    serviceLock: at('service.lock'),
    serviceInfo: at('service.json'),
    controlLock: at('postgres-control.lock'),
    usersLock: at('postgres-users.lock'),
    origin: at('postgres-origin.json'),
  };
}

/** Name prefix of a cluster that is being made; whatever carries it outside the control lock is a leftover. */
export const INIT_PREFIX = 'postgres.init-';

/** The role and the database that the service uses. */
export const ROLE = 'meldingsvakt';
export const DATABASE = 'meldingsvakt';

/**
 * The server's `cluster_name`. PostgreSQL writes it into the title of each of its processes, which anybody may read,
 * so that a process can be told to be ours where `/proc/PID/cwd` is closed (root in a container without CAP_SYS_PTRACE).
 */
export function clusterName(clusterDir: string): string {
  return `meldingsvakt-${createHash('sha256').update(clusterDir).digest('hex').slice(0, 16)}`;
}
