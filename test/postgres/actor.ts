import { createInterface } from 'node:readline';
import {
  acquireServiceLock,
  connectOrStartEmbeddedPostgres,
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from '../../src/postgres/index.ts';

/**
 * A process of its own that uses the embedded database, for tests that kill it or run several at once:
 *   node actor.ts service|command|lock DATADIR
 * It writes one JSON line when it has what it wants, or an `error` line; then it obeys the lines `stop`, `detach` and
 * `restart`, answering each with `done` or `error`.
 */
const [, , role = '', dataDir = ''] = process.argv;
const silent = { info: () => undefined, warn: () => undefined };
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

function fail(error: unknown): void {
  const code = error instanceof EmbeddedPostgresError ? error.code : '';
  say({ error: code, message: error instanceof Error ? error.message : String(error) });
}

async function take(): Promise<Pick<EmbeddedPostgres, 'stop' | 'detach' | 'restart'>> {
  if (role === 'lock') {
    const lock = await acquireServiceLock(dataDir);
    say({ up: true });
    return { stop: async () => lock.release(), detach: () => undefined, restart: async () => undefined };
  }
  const open = role === 'service' ? startEmbeddedPostgres : connectOrStartEmbeddedPostgres;
  const server = await open({ dataDir, log: silent });
  server.onExit((why) => say({ ended: why }));
  const { pid, adopted, connectionString } = server;
  say({ up: true, pid, adopted, connectionString });
  return server;
}

try {
  const held = await take();
  for await (const line of createInterface(process.stdin)) {
    try {
      if (line === 'stop') await held.stop();
      if (line === 'detach') held.detach();
      if (line === 'restart') await held.restart();
      say({ done: line });
    } catch (error) {
      fail(error);
    }
  }
} catch (error) {
  fail(error);
}
