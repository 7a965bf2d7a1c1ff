import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/postgres/index.ts';
import { withDataDir } from '../helpers/data-dir.ts';

/**
 * What the embedded database costs, each figure beside an anchor of the same run:
 *   node test/bench/postgres-address.ts [SECONDS]
 * - a round trip over the Unix socket against one over loopback TCP (`SELECT 1`, prepared, one connection);
 * - a later start against the first one, which makes the cluster.
 */
const seconds = Number(process.argv[2] ?? 5);
const silent = { info: () => undefined, warn: () => undefined };

async function roundTrips(connectionString: string, milliseconds: number): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  let trips = 0;
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    await client.query({ name: 'one', text: 'SELECT 1' });
    trips++;
  }
  await client.end();
  return trips;
}

async function timed<T>(body: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  const result = await body();
  return [result, performance.now() - began];
}

await withDataDir(async (directory) => {
  const start = (dataDir: string) => startEmbeddedPostgres({ dataDir, log: silent });
  // The long path leaves no room for a socket.
  const [socket, first] = await timed(() => start(directory));
  const tcp = await start(join(directory, 'a'.repeat(100)));
  let [overSocket, overTcp] = [0, 0];
  for (let round = 0; round < 10; round++) {
    overSocket += await roundTrips(socket.connectionString, seconds * 50);
    overTcp += await roundTrips(tcp.connectionString, seconds * 50);
  }
  await tcp.stop();
  const [, stopping] = await timed(() => socket.stop());
  const [again, later] = await timed(() => start(directory));
  process.kill(again.pid, 'SIGKILL');
  const [, recovering] = await timed(() => again.restart());
  await again.stop();
  const figures = {
    roundTripsPerSecond: {
      socket: Math.round(overSocket / (seconds / 2)),
      tcp: Math.round(overTcp / (seconds / 2)),
    },
    socketToTcp: Number((overSocket / overTcp).toFixed(2)),
    milliseconds: {
      firstStart: Math.round(first),
      laterStart: Math.round(later),
      stop: Math.round(stopping),
      backAfterKill: Math.round(recovering),
    },
    laterToFirstStart: Number((later / first).toFixed(2)),
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
});
