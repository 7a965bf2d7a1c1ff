import { totalmem } from 'node:os';
import type { Address } from './address.ts';

/** Name of our file of settings inside the cluster; the last line of postgresql.conf includes it. */
export const SETTINGS_FILE = 'meldingsvakt.conf';

/**
 * The server's settings. They stand in a file of our own that is written anew at each start and read last, so that
 * durability and privacy do not depend on what somebody once wrote into postgresql.conf.
 */
export function settingsFor(address: Address, name: string): string {
  const socket = address.kind === 'socket';
  const settings: Record<string, string | number | boolean> = {
    // Where it listens: one socket in a directory of mode 0700, or loopback; never anything else.
    listen_addresses: socket ? '' : '127.0.0.1',
    port: address.port,
    unix_socket_directories: socket ? listItem(address.directory) : '',
    unix_socket_permissions: '0700',
    cluster_name: name,
    max_connections: 100,
    password_encryption: 'scram-sha-256',
    allow_alter_system: false,

    // Durable: what the service has acknowledged is on the disk.
    fsync: true,
    synchronous_commit: true,
    full_page_writes: true,
    ...(process.platform === 'darwin' ? { wal_sync_method: 'fsync_writethrough' } : {}),

    // Two cores and a disk without moving parts. Nothing replicates from here, so the log need not carry more.
    shared_buffers: totalmem() < 2 * 2 ** 30 ? '128MB' : '256MB',
    effective_cache_size: '1GB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    random_page_cost: 1.1,
    wal_level: 'minimal',
    max_wal_senders: 0,
    min_wal_size: '128MB',
    max_wal_size: '1GB',
    checkpoint_timeout: '5min',
    // Parallel queries take shared memory from /dev/shm, of which a container has 64 MB, and gain little on two cores.
    max_parallel_workers_per_gather: 0,
    // A statement whose client was killed ends soon, and with it the locks that the next start waits for.
    client_connection_check_interval: '2s',

    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',

    // Privacy: no statement, no parameter, no row in the log. `terse` drops DETAIL ("Key (…)=(…) already exists").
    // A primary message can hold a value too ("invalid input syntax for type uuid: …"): the service's role therefore
    // does not log errors at all (see cluster-init.ts); the service logs its own, redacted.
    log_destination: 'stderr',
    logging_collector: false,
    log_line_prefix: '%m [%p] %b %e ',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_statement: 'none',
    log_duration: false,
    log_min_duration_statement: -1,
    log_min_duration_sample: -1,
    log_transaction_sample_rate: 0,
    log_connections: '',
    log_disconnections: false,
    debug_print_parse: false,
    debug_print_rewritten: false,
    debug_print_plan: false,
    shared_preload_libraries: '',
    session_preload_libraries: '',
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} = ${literal(value)}`);
  return `# Written by Meldingsvakt at each start; changes made here are lost.\n${lines.join('\n')}\n`;
}

/** Who may log in: the service's role, with its password, over what the server listens on. Nobody is trusted. */
export const ACCESS_RULES = `# Written by Meldingsvakt at each start; changes made here are lost.
local  all  meldingsvakt                scram-sha-256
host   all  meldingsvakt  127.0.0.1/32  scram-sha-256
`;

function literal(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'number'
    ? String(value)
    : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** unix_socket_directories is a list: a directory's name may hold a comma. */
function listItem(directory: string): string {
  return `"${directory.replaceAll('"', '""')}"`;
}
