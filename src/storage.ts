import type { Config } from './config.ts';
import type { Log } from './log.ts';
import {
  acquireServiceLock,
  connectOrStartEmbeddedPostgres,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from './postgres/index.ts';

/** Where the database is, and who sees to it that it runs. */
export interface Storage {
  connectionString: string;
  /** `true` when no other process can work on this database: the embedded one, held by the service lock. */
  exclusive: boolean;
  /** Ends what was started for this process; `graceMs` bounds the shutdown of an embedded server. */
  close(graceMs?: number): Promise<void>;
}

/** The database of a running service: the external one, or the embedded one, brought back when it ends unexpectedly. */
export async function openServiceStorage(
  config: Config,
  log: Log,
  onLost: (why: string) => void,
): Promise<Storage> {
  if (config.databaseUrl !== null) return external(config.databaseUrl);
  const lock = await acquireServiceLock(config.dataDir);
  let server: EmbeddedPostgres;
  try {
    server = await startEmbeddedPostgres({ dataDir: config.dataDir, log: databaseLog(log) });
  } catch (error) {
    lock.release();
    throw error;
  }
  let closing = false;
  server.onExit((why) => {
    if (closing) return;
    log.error({ why }, 'the embedded database ended; bringing it back');
    server.restart().then(
      () => log.warn('the embedded database is back'),
      (error: unknown) => {
        log.fatal({ err: error }, 'the embedded database could not be brought back');
        onLost(why);
      },
    );
  });
  return {
    connectionString: server.connectionString,
    exclusive: true,
    async close(graceMs) {
      closing = true;
      await server.stop(graceMs);
      lock.release();
    },
  };
}

/** The database for one command: of the running service, or started for the time that the command takes. */
export async function openCommandStorage(config: Config, log: Log): Promise<Storage> {
  if (config.databaseUrl !== null) return external(config.databaseUrl);
  const server = await connectOrStartEmbeddedPostgres({ dataDir: config.dataDir, log: databaseLog(log) });
  return {
    connectionString: server.connectionString,
    exclusive: false,
    close: (graceMs) => server.stop(graceMs),
  };
}

function external(connectionString: string): Storage {
  return { connectionString, exclusive: false, close: async () => undefined };
}

/** What the database server tells, under one key, so that its `pid` is not taken for ours. */
function databaseLog(log: Log) {
  return {
    info: (about: object, text: string) => log.info({ database: about }, text),
    warn: (about: object, text: string) => log.warn({ database: about }, text),
  };
}
