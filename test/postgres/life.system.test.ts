import { chmodSync, chownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serversBelow, withDataDir } from '../helpers/data-dir.ts';
import { actor, eventually, isAlive, query, rejection, service, withCluster } from './actors.ts';

describe('the embedded database', () => {
  it('is made at the first start, stops whole, and has its data at the next', () =>
    withDataDir(async (dataDir) => {
      const first = await service(dataDir);
      expect(first.adopted).toBe(false);
      await query(first.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await first.stop();
      expect(isAlive(first.pid)).toBe(false);

      const second = await service(dataDir);
      expect(second.connectionString).toBe(first.connectionString);
      expect(await query(second.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await second.stop();
      expect(serversBelow(dataDir)).toEqual([]);
    }));

  it('is durable, checks its pages, and speaks UTF-8 and UTC', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      const names = [
        'fsync',
        'synchronous_commit',
        'full_page_writes',
        'data_checksums',
        'server_encoding',
        'TimeZone',
      ];
      const [row] = await query(
        server.connectionString,
        `SELECT ${names.map((name, i) => `current_setting('${name}') AS v${i}`).join(', ')}`,
      );
      expect(Object.values(row ?? {})).toEqual(['on', 'on', 'on', 'on', 'UTF8', 'UTC']);
      expect(await query(server.connectionString, "SELECT upper('ærlig'), 'Å' > 'A' AS after")).toEqual([
        { upper: 'ÆRLIG', after: true },
      ]);
      await server.stop();
    }));

  it('keeps its files from everybody else', () =>
    withDataDir(async (dataDir) => {
      const server = await service(dataDir);
      await server.stop();
      const modes = readdirSync(dataDir).map((name) => [name, statSync(join(dataDir, name)).mode & 0o777]);
      expect(Object.fromEntries(modes)).toEqual({
        postgres: 0o700,
        run: 0o700,
        'postgres.log': 0o600,
        'postgres-control.lock': 0o600,
        'postgres-origin.json': 0o600,
        'postgres-password': 0o600,
        'postgres-users.lock': 0o600,
      });
    }));

  it('runs as a user without rights when the service is root, else as the service’s own', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      const owner = statSync(`/proc/${server.pid}`).uid;
      if (process.geteuid?.() === 0) expect(owner).toBeGreaterThan(0);
      else expect(owner).toBe(process.geteuid?.());
      expect(readFileSync(`/proc/${server.pid}/status`, 'utf8')).toMatch(/^CapEff:\s+0+$/m);
      expect(readFileSync(`/proc/${server.pid}/status`, 'utf8')).toMatch(/^Groups:\s*$/m);
      await server.stop();
    }));

  it('runs in a session of its own, out of reach of the terminal’s Ctrl-C', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      const stat = readFileSync(`/proc/${server.pid}/stat`, 'utf8');
      const [, , group, session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      expect([group, session]).toEqual([String(server.pid), String(server.pid)]);
      await server.stop();
    }));

  it('stops within its grace although a session is in the middle of a statement', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      const long = rejection(query(server.connectionString, 'SELECT pg_sleep(600)'));
      await eventually(() =>
        query(server.connectionString, "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%sleep(600)'"),
      ).toHaveLength(1);
      await server.stop(1000);
      expect(isAlive(server.pid)).toBe(false);
      expect(await long).toMatchObject({ code: '57P01' });
    }));

  it('stops although the postmaster is frozen', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      process.kill(server.pid, 'SIGSTOP');
      await server.stop(200);
      expect(isAlive(server.pid)).toBe(false);
      const again = await service(dataDir);
      expect(await query(again.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await again.stop();
    }));

  it('says nothing about an end that was asked for, and may be stopped twice', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      const ends: string[] = [];
      server.onExit((why) => ends.push(why));
      await Promise.all([server.stop(), server.stop()]);
      await server.stop();
      expect(ends).toEqual([]);
    }));

  it('leaves nothing behind when the start is called off', () =>
    withDataDir(async (dataDir) => {
      for (const after of [0, 50, 200, 500, 800]) {
        const start = service(dataDir, AbortSignal.timeout(after));
        const outcome = await start.then((server) => server.stop()).catch((error: unknown) => error);
        expect([undefined, 'TimeoutError']).toContain(
          outcome === undefined ? outcome : (outcome as Error).name,
        );
        expect(serversBelow(dataDir)).toEqual([]);
      }
      const server = await service(dataDir);
      expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.init-'))).toEqual([]);
      await server.stop();
    }));

  it('runs for an ordinary user too', () =>
    withDataDir(async (dataDir) => {
      // As root, a process of the user nobody plays the part; the tests themselves are it otherwise.
      const nobody = process.geteuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      if (nobody.uid) chownSync(dataDir, nobody.uid, nobody.gid);
      chmodSync(dataDir, 0o700);
      const user = actor('service', dataDir, nobody);
      const up = await user.next();
      expect(up.message).toBeUndefined();
      expect(statSync(`/proc/${up.pid}`).uid).toBe(statSync(`/proc/${user.processId}`).uid);
      expect(await user.tell('stop')).toEqual({ done: 'stop' });
      await user.end();
    }));
});
