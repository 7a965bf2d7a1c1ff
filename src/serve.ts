import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { createApp } from './http/app.ts';
import { openDatabase } from './ledger/database.ts';
import { migrate } from './ledger/migrate.ts';
import type { Log } from './log.ts';
import { createServices, type Services } from './services.ts';
import { openServiceStorage, type Storage } from './storage.ts';
import { version } from './version.ts';

/** A running service. */
export interface Service {
  services: Services;
  /** Where it listens; `null` for a process of role `worker`. */
  address: string | null;
  /** Ends everything in hand and everything that was started, within about nine seconds. */
  stop(): Promise<void>;
}

/** How the nine seconds are shared: requests in hand, attempts under way, and the embedded database's own shutdown. */
const requestGrace = 2_000;
const attemptGrace = 3_500;
const databaseGrace = 3_000;

/**
 * Starts the service: database, migrations, workers, HTTP, in that order; a fault at any step undoes the earlier ones.
 * @param onLost called when the service can no longer do its work and should be restarted by its supervisor
 */
export async function startService(
  config: Config,
  log: Log,
  onLost: (why: string) => void,
): Promise<Service> {
  const storage = await openServiceStorage(config, log, onLost);
  try {
    await migrateFirst(storage, log);
    const { connectionString, exclusive } = storage;
    const services = await createServices({ config, log, connectionString, exclusive });
    try {
      const app = config.role === 'worker' ? null : await listen(config, log, services);
      const address = app === null ? null : addressOf(app);
      log.info({ version, address, role: config.role }, 'ready');
      return {
        services,
        address,
        async stop() {
          log.info('stopping');
          if (app !== null) await closeHttp(app);
          log.debug('no longer listening');
          await services.close(attemptGrace);
          log.debug('nothing is under way');
          await storage.close(databaseGrace);
          log.info('stopped');
        },
      };
    } catch (error) {
      await services.close(0);
      throw error;
    }
  } catch (error) {
    await storage.close(databaseGrace);
    throw error;
  }
}

async function migrateFirst(storage: Storage, log: Log): Promise<void> {
  const db = openDatabase(storage.connectionString, log, 2);
  try {
    const applied = await migrate(db);
    if (applied.length > 0) log.info({ applied }, 'migrated the database');
  } finally {
    await db.close();
  }
}

async function listen(config: Config, log: Log, services: Services): Promise<FastifyInstance> {
  const app = await createApp({
    config,
    log,
    db: services.db,
    partners: services.partners,
    metrics: services.metrics,
    receive: services.receive,
    ebms: services.ebms,
    ready: services.ready,
    now: () => new Date(),
  });
  await app.listen({ host: config.host, port: config.port });
  return app;
}

/**
 * Takes no new connection, lets requests in hand be answered, and closes each connection as it falls idle: a gateway
 * keeps its connections open, and would else keep the service from ending.
 */
async function closeHttp(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
  const force = setTimeout(() => app.server.closeAllConnections(), requestGrace);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(force);
  }
}

function addressOf(app: FastifyInstance): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') return address ?? '';
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
