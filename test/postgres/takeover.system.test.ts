import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listProcesses } from '../../src/postgres/process.ts';
import { makeDataDir, removeDataDir, serversBelow, withDataDir } from '../helpers/data-dir.ts';
import { actor, eventually, isAlive, query, rejection, service, withCluster } from './actors.ts';

/** Numbers of the server's processes other than the postmaster. */
function childrenOf(pid: number): number[] {
  return listProcesses()
    .map((facts) => facts.pid)
    .filter((child) => {
      try {
        const stat = readFileSync(`/proc/${child}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    });
}

describe('a server that outlived its killed service', () => {
  it('is adopted by the next one, with its sessions, and then stopped by it', () =>
    withCluster(async (dataDir) => {
      const killed = actor('service', dataDir);
      const { pid, connectionString = '' } = await killed.next();
      await query(connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await killed.kill();
      expect(isAlive(pid ?? 0)).toBe(true);

      const next = await service(dataDir);
      expect([next.adopted, next.pid, next.connectionString]).toEqual([true, pid, connectionString]);
      expect(await query(next.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await next.stop();
      expect(serversBelow(dataDir)).toEqual([]);
    }));

  it('tells the service that adopted it when it ends', () =>
    withCluster(async (dataDir) => {
      const killed = actor('service', dataDir);
      await killed.next();
      await killed.kill();
      const next = await service(dataDir);
      const end = new Promise<string>((resolve) => next.onExit(resolve));
      process.kill(next.pid, 'SIGKILL');
      await end;
      await next.restart();
      expect(await query(next.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await next.stop();
    }));

  it('is stopped and started anew when the password file is gone', () =>
    withCluster(async (dataDir) => {
      const killed = actor('service', dataDir);
      const { pid, connectionString = '' } = await killed.next();
      await query(connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await killed.kill();
      rmSync(join(dataDir, 'postgres-password'));

      const next = await service(dataDir);
      expect(next.pid).not.toBe(pid);
      expect(next.connectionString).not.toBe(connectionString);
      expect(await query(next.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await next.stop();
    }));

  it('is stopped and started anew when the data directory was moved under it', () =>
    withDataDir(async (parent) => {
      const killed = actor('service', join(parent, 'old'));
      const { pid, connectionString = '' } = await killed.next();
      await query(connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await killed.kill();
      renameSync(join(parent, 'old'), join(parent, 'new'));

      const next = await service(join(parent, 'new'));
      expect(isAlive(pid ?? 0)).toBe(false);
      expect(await query(next.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await next.stop();
    }));

  it('is stopped and started anew when its postmaster.pid is gone', () =>
    withCluster(async (dataDir) => {
      const killed = actor('service', dataDir);
      const { pid = 0, connectionString = '' } = await killed.next();
      await query(connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await killed.kill();
      rmSync(join(dataDir, 'postgres', 'postmaster.pid'));
      const next = await service(dataDir);
      expect(serversBelow(dataDir)).toEqual([next.pid]);
      expect(isAlive(pid)).toBe(false);
      expect(await query(next.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await next.stop();
    }));
});

describe('after kill -9 of the postmaster', () => {
  it('the service hears of it and brings the server back under the same address and password', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      const { pid, connectionString } = server;
      await query(connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
      const end = new Promise<string>((resolve) => server.onExit(resolve));
      process.kill(pid, 'SIGKILL');
      expect(await end).toBe('signal SIGKILL');

      await server.restart();
      expect(server.pid).not.toBe(pid);
      expect(server.connectionString).toBe(connectionString);
      expect(await query(connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await server.stop();
    }));

  it('a backend in the middle of a long statement does not keep the server from coming back', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      // A statement that only computes never notices that the postmaster is gone.
      const busy = 'DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$';
      const long = rejection(query(server.connectionString, busy));
      await eventually(() =>
        query(server.connectionString, "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'DO%'"),
      ).toHaveLength(1);
      const before = childrenOf(server.pid);
      const end = new Promise<string>((resolve) => server.onExit(resolve));
      process.kill(server.pid, 'SIGKILL');
      await end;
      await server.restart();
      await long;
      expect(before.filter((pid) => listProcesses().some((facts) => facts.pid === pid))).toEqual([]);
      expect(await query(server.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await server.stop();
    }));

  it('the server can be killed and brought back again and again', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      await query(server.connectionString, 'CREATE TABLE rounds (n int)');
      for (let n = 0; n < 3; n++) {
        await query(server.connectionString, 'INSERT INTO rounds VALUES ($1)', [n]);
        process.kill(server.pid, 'SIGKILL');
        await server.restart(); // at once, without waiting to be told
      }
      expect(await query(server.connectionString, 'SELECT count(*)::int AS n FROM rounds')).toEqual([
        { n: 3 },
      ]);
      await server.stop();
    }));

  it('a stop in the middle of the restart wins', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      process.kill(server.pid, 'SIGKILL');
      const outcome = server.restart().catch(() => 'called off');
      await server.stop();
      await outcome;
      expect(serversBelow(dataDir)).toEqual([]);
      await expect(server.restart()).rejects.toThrow('stopped');
    }));

  it('the next service starts although the service was killed in the same moment', () =>
    withCluster(async (dataDir) => {
      const killed = actor('service', dataDir);
      const { pid = 0, connectionString = '' } = await killed.next();
      await query(connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
      process.kill(pid, 'SIGKILL');
      await killed.kill();
      const next = await service(dataDir);
      expect(next.adopted).toBe(false);
      expect(await query(next.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await next.stop();
    }));
});

describe('a postmaster.pid that is only a leftover', () => {
  it.each([
    ['of a process that now is somebody else', () => process.pid],
    ['of a process that is no more', () => 2 ** 22 - 1],
    ['that holds no number', () => 'nothing'],
  ])('does not keep the server from starting: %s', (_title, number) =>
    withCluster(async (dataDir) => {
      const first = await service(dataDir);
      const file = join(dataDir, 'postgres', 'postmaster.pid');
      copyFileSync(file, join(dataDir, 'left'));
      await first.stop();
      const text = readFileSync(join(dataDir, 'left'), 'utf8').replace(/^\d+/, String(number()));
      writeFileSync(file, text);
      const next = await service(dataDir);
      expect(next.adopted).toBe(false);
      await next.stop();
    }),
  );

  it('does not lead a copy of the data directory to the server of the original', () =>
    withCluster(async (dataDir) => {
      const original = await service(dataDir);
      const copy = makeDataDir();
      try {
        // What a careless backup does. The server checks no more than it can: it is a cluster that crashed.
        cpSync(join(dataDir, 'postgres'), join(copy, 'postgres'), { recursive: true });
        copyFileSync(join(dataDir, 'postgres-password'), join(copy, 'postgres-password'));
        const other = await service(copy);
        expect([other.adopted, other.pid === original.pid]).toEqual([false, false]);
        await query(other.connectionString, 'CREATE TABLE only_here (id int)');
        expect(await query(original.connectionString, "SELECT to_regclass('only_here') AS found")).toEqual([
          { found: null },
        ]);
        await other.stop();
        expect(isAlive(original.pid)).toBe(true);
      } finally {
        await removeDataDir(copy);
        await original.stop();
      }
    }));
});
