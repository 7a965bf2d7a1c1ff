import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/postgres/index.ts';
import { makeDataDir, removeDataDir, sweepDataDirs } from './data-dir.ts';

export interface SharedCluster {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** Starts an embedded PostgreSQL in a directory of its own. Takes about a second. */
export async function startSharedCluster(): Promise<SharedCluster> {
  await sweepDataDirs();
  const dataDir = makeDataDir();
  const silent = { info: () => undefined, warn: () => undefined };
  let server: EmbeddedPostgres;
  try {
    server = await startEmbeddedPostgres({ dataDir, log: silent });
  } catch (error) {
    await removeDataDir(dataDir);
    throw error;
  }
  return {
    connectionString: server.connectionString,
    async stop() {
      await server.stop();
      await removeDataDir(dataDir);
    },
  };
}
