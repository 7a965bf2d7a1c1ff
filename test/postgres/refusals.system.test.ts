import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EmbeddedPostgresError } from '../../src/postgres/index.ts';
import { serversBelow, withDataDir } from '../helpers/data-dir.ts';
import { actor, eventually, rejection, service, withCluster } from './actors.ts';

const NOBODY = 65_534;
const isRoot = process.geteuid?.() === 0;

async function refusal(dataDir: string): Promise<EmbeddedPostgresError> {
  const error = await rejection(service(dataDir));
  expect(error).toBeInstanceOf(EmbeddedPostgresError);
  expect(serversBelow(dataDir)).toEqual([]);
  return error as EmbeddedPostgresError;
}

/** A small file system of its own, where this process may mount one. */
function mountSmall(directory: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'none', directory], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

describe('a data directory that is not ours to use is refused and left as it is', () => {
  it('when another major version made it, saying which, which is needed, and how to bring the data over', () =>
    withCluster(async (dataDir) => {
      const cluster = join(dataDir, 'postgres');
      const server = await service(dataDir);
      await server.stop();
      writeFileSync(join(cluster, 'PG_VERSION'), '16\n');
      const error = await refusal(dataDir);
      expect(error.code).toBe('PG-VERSION');
      for (const text of [error.message, error.nn, error.en]) {
        for (const word of ['PostgreSQL 16', 'PostgreSQL 18', cluster, 'pg_dump', 'pg_restore']) {
          expect(text).toContain(word);
        }
      }
      expect(readFileSync(join(cluster, 'PG_VERSION'), 'utf8')).toBe('16\n');
    }));

  it('when it holds something else', () =>
    withDataDir(async (dataDir) => {
      const cluster = join(dataDir, 'postgres');
      mkdirSync(cluster);
      writeFileSync(join(cluster, 'thesis.txt'), 'three years of work');
      expect(await refusal(dataDir)).toMatchObject({ code: 'PG-NOT-A-CLUSTER' });
      expect(readdirSync(cluster)).toEqual(['thesis.txt']);
    }));

  it('when a part of the cluster is missing', () =>
    withCluster(async (dataDir) => {
      const server = await service(dataDir);
      await server.stop();
      rmSync(join(dataDir, 'postgres', 'global', 'pg_control'));
      const error = await refusal(dataDir);
      expect([error.code, error.message]).toEqual(['PG-BROKEN', expect.stringContaining('pg_control')]);
    }));

  it('when it is a file', () =>
    withDataDir(async (dataDir) => {
      writeFileSync(join(dataDir, 'postgres'), 'a file');
      expect(await refusal(dataDir)).toMatchObject({ code: 'PG-NOT-A-CLUSTER' });
    }));
});

describe.runIf(isRoot)('for root, who must start the server as somebody else (tests run as root)', () => {
  it('a data directory behind a closed one is refused, naming the closed one and the ways out', () =>
    withDataDir(async (parent) => {
      const closed = join(parent, 'private');
      const dataDir = join(closed, 'project', 'data');
      chmodSync(parent, 0o755);
      mkdirSync(closed, { mode: 0o700 });
      const error = await refusal(dataDir);
      expect(error.code).toBe('PG-UNREACHABLE');
      for (const text of [error.message, error.nn, error.en]) {
        for (const word of [dataDir, `chmod o+x '${closed}'`, '--data', 'DATABASE_URL']) {
          expect(text).toContain(word);
        }
      }
      chmodSync(closed, 0o711);
      await (await service(dataDir)).stop();
    }));

  it('a data directory that is itself closed is opened for passing through, not for looking around', () =>
    withDataDir(async (dataDir) => {
      chmodSync(dataDir, 0o700);
      await (await service(dataDir)).stop();
      const mode = execFileSync('stat', ['-c', '%a', dataDir], { encoding: 'utf8' });
      expect(mode.trim()).toBe('701');
    }));

  it('a data directory that chown -R gave to root is handed back to the server’s user', () =>
    withCluster(async (dataDir) => {
      await (await service(dataDir)).stop();
      execFileSync('chown', ['-R', 'root:root', dataDir]);
      await (await service(dataDir)).stop();
      const owners = execFileSync('find', [join(dataDir, 'postgres'), '-user', 'root'], { encoding: 'utf8' });
      expect(owners).toBe('');
    }));

  it('a data directory of root’s is refused to an ordinary user, saying whose it is', () =>
    withDataDir(async (dataDir) => {
      await (await service(dataDir)).stop();
      chmodSync(dataDir, 0o755);
      const user = actor('service', dataDir, { uid: NOBODY, gid: NOBODY });
      expect(await user.next()).toMatchObject({
        error: 'PG-OWNER',
        message: expect.stringContaining('root'),
      });
      await user.end();
    }));

  it('a data directory of somebody else’s is served as that somebody', () =>
    withDataDir(async (dataDir) => {
      chownSync(dataDir, NOBODY, NOBODY);
      chmodSync(dataDir, 0o700);
      const server = await service(dataDir);
      expect(statSync(`/proc/${server.pid}`).uid).toBe(NOBODY);
      await server.stop();
      // … so that he can go on without root, as the owner of all there is.
      const user = actor('service', dataDir, { uid: NOBODY, gid: NOBODY });
      expect(await user.next()).toMatchObject({ up: true, connectionString: server.connectionString });
      expect(await user.tell('stop')).toEqual({ done: 'stop' });
      await user.end();
    }));

  it('a data directory that an ordinary user may not write to is refused to him by name', () =>
    withDataDir(async (dataDir) => {
      chmodSync(dataDir, 0o755);
      const user = actor('service', dataDir, { uid: NOBODY, gid: NOBODY });
      expect(await user.next()).toMatchObject({
        error: 'PG-PERMISSION',
        message: expect.stringContaining(dataDir),
      });
      await user.end();
    }));

  it('a full disk is called a full disk, at the first start and at a later one', ({ skip }) =>
    withDataDir(async (parent) => {
      chmodSync(parent, 0o755);
      const disk = join(parent, 'disk');
      mkdirSync(disk);
      if (!mountSmall(disk, '20m')) skip('this machine does not let a test mount a file system');
      try {
        expect(await refusal(disk)).toMatchObject({ code: 'PG-DISK-FULL' });
        expect(readdirSync(disk).filter((name) => name.startsWith('postgres.init'))).toEqual([]);
        execFileSync('mount', ['-o', 'remount,size=200m', disk]);
        await (await service(disk)).stop();
        const used = execFileSync('df', ['--output=used', '-k', disk], { encoding: 'utf8' }).split('\n')[1];
        execFileSync('mount', ['-o', `remount,size=${used?.trim()}k`, disk]);
        expect(await refusal(disk)).toMatchObject({ code: 'PG-DISK-FULL' });
        execFileSync('mount', ['-o', 'remount,size=200m', disk]);
        await (await service(disk)).stop();
      } finally {
        execFileSync('umount', ['-l', disk]);
      }
    }));
});

describe('a first start that was killed in the middle', () => {
  it('leaves nothing that the next one stumbles over, and that one clears it away', () =>
    withDataDir(async (dataDir) => {
      const killed = actor('service', dataDir);
      await eventually(() => leftovers(dataDir)).toHaveLength(1);
      await killed.kill();
      const next = await service(dataDir);
      expect(leftovers(dataDir)).toEqual([]);
      await next.stop();
    }));

  it('whatever was left: an empty directory, half a cluster, a whole one without its name', () =>
    withCluster(async (dataDir) => {
      const first = await service(dataDir);
      await first.stop();
      cpSync(join(dataDir, 'postgres'), join(dataDir, 'postgres.init-whole'), { recursive: true });
      rmSync(join(dataDir, 'postgres'), { recursive: true });
      mkdirSync(join(dataDir, 'postgres.init-half', 'base'), { recursive: true });
      writeFileSync(join(dataDir, 'postgres.init-half', 'PG_VERSION'), '18\n');
      mkdirSync(join(dataDir, 'postgres'));
      const next = await service(dataDir);
      expect(leftovers(dataDir)).toEqual([]);
      expect(next.connectionString).toBe(first.connectionString);
      await next.stop();
    }));
});

function leftovers(dataDir: string): string[] {
  return readdirSync(dataDir).filter((name) => name.startsWith('postgres.init-'));
}
