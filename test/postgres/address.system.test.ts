import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serversBelow, withDataDir } from '../helpers/data-dir.ts';
import { eventually, isAlive, query, rejection, service, withCluster } from './actors.ts';

/** So long that no Unix socket fits below it. */
const longPath = (dataDir: string) => join(dataDir, 'a'.repeat(100));

const portOf = (url: string) => Number(new URL(url).port);

function occupy(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** Addresses that something listens on at the port, as /proc writes them. */
function listenersAt(port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['tcp', 'tcp6']
    .flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(wanted) && state === '0A')
    .map(([, local]) => local ?? '');
}

describe('the address of the server', () => {
  it('is a socket in a directory that only the server’s user may enter', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      expect(server.connectionString).toContain(
        `@${encodeURIComponent(join(dataDir, 'run'))}:5432/meldingsvakt`,
      );
      expect(statSync(join(dataDir, 'run')).mode & 0o777).toBe(0o700);
      await server.stop();
    }));

  it('may hold letters, spaces, quotes and commas', () =>
    withDataDir(async (dataDir) => {
      const server = await service(join(dataDir, `Åse's, "data" %2F ø`));
      expect(await query(server.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await server.stop();
    }));

  it('is loopback where the path is too long for a socket, on a port that stays the same', () =>
    withDataDir(async (parent) => {
      const dataDir = longPath(parent);
      const server = await service(dataDir);
      const port = portOf(server.connectionString);
      expect(listenersAt(port)).toEqual([`0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`]);
      expect(statSync(join(dataDir, 'postgres-port')).mode & 0o777).toBe(0o600);
      const wrong = server.connectionString.replace(/:[^:@]+@/, ':wrong@');
      expect(await rejection(query(wrong, 'SELECT 1'))).toMatchObject({ code: '28P01' });

      process.kill(server.pid, 'SIGKILL');
      await server.restart();
      expect(portOf(server.connectionString)).toBe(port);
      await server.stop();
      const next = await service(dataDir);
      expect(portOf(next.connectionString)).toBe(port);
      await next.stop();
    }));

  it('is another port when somebody else has taken the last one', () =>
    withDataDir(async (parent) => {
      const dataDir = longPath(parent);
      const server = await service(dataDir);
      const port = portOf(server.connectionString);
      await server.stop();
      const other = await occupy(port);
      try {
        const next = await service(dataDir);
        expect(portOf(next.connectionString)).not.toBe(port);
        expect(await query(next.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
        await next.stop();
      } finally {
        other.close();
      }
    }));

  it('stays the same for a running service: it waits until the port is free again', () =>
    withDataDir(async (parent) => {
      const server = await service(longPath(parent));
      const { connectionString, pid } = server;
      const end = new Promise<string>((resolve) => server.onExit(resolve));
      process.kill(pid, 'SIGKILL');
      await end;
      const other = await occupy(portOf(connectionString));
      const back = server.restart();
      await eventually(() => serversBelow(longPath(parent))).not.toEqual([]);
      other.close();
      await back;
      expect(server.connectionString).toBe(connectionString);
      expect(await query(connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await server.stop();
    }));

  it('goes with a password that is made anew when its file is lost', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      await server.stop();
      rmSync(join(dataDir, 'postgres-password'));
      const next = await service(dataDir);
      expect(next.connectionString).not.toBe(server.connectionString);
      await next.stop();
      writeFileSync(join(dataDir, 'postgres-password'), `${'x'.repeat(43)}\n`);
      const third = await service(dataDir);
      expect(third.connectionString).toContain('x'.repeat(43));
      expect(await query(third.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await third.stop();
      expect(isAlive(third.pid)).toBe(false);
    }));
});
