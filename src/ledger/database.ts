import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import type { Tables } from './tables.ts';

/** A query with a name is prepared once per connection. */
export interface PreparedQuery {
  name: string;
  text: string;
}

/** The database as the rest of the service sees it. */
export interface Database {
  readonly pool: pg.Pool;
  /** Typed queries for everything that is not on the hot path. */
  readonly kysely: Kysely<Tables>;
  /** Runs a prepared query on the pool, or on the given client inside a transaction. */
  run<Row extends pg.QueryResultRow>(
    query: PreparedQuery,
    values: unknown[],
    client?: pg.ClientBase,
  ): Promise<Row[]>;
  /** Runs `work` in one transaction; rolls back when it throws. */
  transaction<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Timestamps and bigints come as text in PostgreSQL's protocol; ids and counters here stay below 2^53. */
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => Number(value));

/**
 * Opens the pool. No connection is made before the first query.
 * `synchronous_commit` is forced on: an answer of 2xx promises that the message is on disk.
 */
export function openDatabase(connectionString: string, log: Log, max = 16): Database {
  const pool = new pg.Pool({
    connectionString,
    max,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    application_name: 'meldingsvakt',
    options:
      '-c synchronous_commit=on -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000',
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'lost an idle database connection'));
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    pool,
    kysely,
    async run<Row extends pg.QueryResultRow>(
      query: PreparedQuery,
      values: unknown[],
      client?: pg.ClientBase,
    ): Promise<Row[]> {
      const result = await (client ?? pool).query<Row>({ ...query, values });
      return result.rows;
    },
    async transaction(work) {
      const client = await pool.connect();
      // A connection that breaks between two queries tells so by an event; the next query fails and says the rest.
      client.on('error', ignore);
      let broken = false;
      try {
        await client.query('BEGIN');
        const result = await work(client);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        // A connection whose rollback fails is not fit for reuse.
        await client.query('ROLLBACK').catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        client.off('error', ignore);
        client.release(broken);
      }
    },
    async close() {
      // Kysely ends the pool only when it has used it itself.
      await kysely.destroy();
      if (!pool.ending) await pool.end();
    },
  };
}

function ignore(): void {}

/** SQLSTATE classes and system errors that mean «the database is not there now», not «the query is wrong». */
const unavailable =
  /^(08...|57P0[123]|57014|53...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

/** True when a later attempt may succeed because nothing is wrong but the connection to the database. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // A missing file is the database's absence only where it is its socket.
  if (code === 'ENOENT' && 'syscall' in error && error.syscall !== 'connect') return false;
  // A socket that is not there is a database that is not there; a file that is not there is something else.
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  if (unavailable.test(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|connection is closed|Client was closed|Client has encountered a connection error/i.test(
    error.message,
  );
}
