import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tryLock } from '../../src/postgres/lock.ts';
import { serversBelow } from '../helpers/data-dir.ts';
import { actor, eventually, isAlive, query, rejection, service, withCluster } from './actors.ts';

/** Containers that share a data directory cannot see each other's processes; `unshare` makes such a world. */
const UNSHARE = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
const canUnshare = spawnSync(UNSHARE[0] ?? '', [...UNSHARE.slice(1), 'true']).status === 0;

describe.runIf(canUnshare)('between containers (where tests may make a namespace)', () => {
  it('a command reaches the server of a service that it cannot see, and leaves it running', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      const command = actor('command', dataDir, { wrapper: UNSHARE });
      const up = await command.next();
      expect(up).toMatchObject({ adopted: true, connectionString: server.connectionString });
      await command.tell('stop');
      await command.end();
      expect(await query(server.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await server.stop();
    }));

  it('a service starts on what a container left behind that is no more', () =>
    withCluster(async (dataDir) => {
      const gone = actor('service', dataDir, { wrapper: UNSHARE });
      const { connectionString = '' } = await gone.next();
      await query(connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await gone.kill(); // and with it all that ran in its namespace
      await eventually(() => serversBelow(dataDir)).toEqual([]);
      const next = await service(dataDir);
      expect(next.adopted).toBe(false);
      expect(await query(next.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await next.stop();
    }));
});

describe('a cluster whose server was started in another container and does not answer', () => {
  async function leaveBehind(dataDir: string): Promise<void> {
    const first = await service(dataDir);
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    copyFileSync(file, join(dataDir, 'left'));
    await first.stop();
    execFileSync('cp', ['--preserve', join(dataDir, 'left'), file]);
    if (process.geteuid?.() === 0) execFileSync('chown', ['--reference', join(dataDir, 'postgres'), file]);
    writeFileSync(join(dataDir, 'postgres-origin.json'), '{"pidNamespace":"another"}');
  }

  it('is started when nobody uses it', () =>
    withCluster(async (dataDir) => {
      await leaveBehind(dataDir);
      const next = await service(dataDir);
      expect([next.adopted, isAlive(next.pid)]).toEqual([false, true]);
      await next.stop();
    }));

  it('is not started a second time as long as somebody uses it', () =>
    withCluster(async (dataDir) => {
      await leaveBehind(dataDir);
      const user = tryLock(join(dataDir, 'postgres-users.lock'), 'shared');
      expect(await rejection(service(dataDir, AbortSignal.timeout(1500)))).toMatchObject({
        name: 'TimeoutError',
      });
      expect(serversBelow(dataDir)).toEqual([]);
      user?.release();
      await (await service(dataDir)).stop();
    }));
});
