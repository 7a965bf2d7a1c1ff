import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedPostgres } from '../../src/postgres/index.ts';
import { listProcesses } from '../../src/postgres/process.ts';
import { makeDataDir, removeDataDir } from '../helpers/data-dir.ts';
import { eventually, query, rejection, service } from './actors.ts';

/** Made up (month + 80, as synthetic numbers have it): the sort of value that must not turn up anywhere. */
const SECRET = '05873512345';

let dataDir: string;
let server: EmbeddedPostgres;

beforeAll(async () => {
  dataDir = makeDataDir();
  server = await service(dataDir);
});

afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
});

const serverLog = () => readFileSync(join(dataDir, 'postgres.log'), 'utf8');
const password = () => readFileSync(join(dataDir, 'postgres-password'), 'utf8').trim();

describe('the server’s log', () => {
  it('holds no value, parameter or statement of a session that fails', async () => {
    const url = server.connectionString;
    await query(url, 'CREATE TABLE patient (number text PRIMARY KEY, born int, note varchar(5))');
    await query(url, 'INSERT INTO patient VALUES ($1)', [SECRET]);
    const failures: [string, unknown[], string][] = [
      ['INSERT INTO patient VALUES ($1)', [SECRET], '23505'],
      [`INSERT INTO patient VALUES ('${SECRET}')`, [], '23505'],
      ['SELECT $1::uuid', [SECRET], '22P02'],
      [`SELECT '${SECRET}'::int`, [], '22003'],
      ['SELECT $1::xml', [`<a>${SECRET}`], '2200N'],
      [`INSERT INTO patient (number, note) VALUES ('1', '${SECRET}')`, [], '22001'],
      [`DO $$ BEGIN RAISE WARNING '${SECRET}'; RAISE EXCEPTION '${SECRET}'; END $$`, [], 'P0001'],
      [`SELECT ${SECRET}syntax error`, [], '42601'],
      [`SELECT pg_terminate_backend(pg_backend_pid()), '${SECRET}'`, [], '57P01'],
    ];
    for (const [sql, values, code] of failures) {
      expect(await rejection(query(url, sql, values)), sql).toMatchObject({ code });
    }
    const log = serverLog();
    expect(log).toContain('terminating connection due to administrator command');
    expect(log).not.toContain(SECRET);
    expect(log).not.toMatch(/STATEMENT|DETAIL|CONTEXT|INSERT INTO|patient/);
  });

  it('holds nothing of a statement whose backend crashed', async () => {
    const url = server.connectionString;
    const crashing = rejection(query(url, `SELECT pg_sleep(600), '${SECRET}'`));
    const findBackend = () =>
      query(url, "SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(600)%'");
    await eventually(findBackend).toHaveLength(1);
    const [backend] = await findBackend();
    process.kill(Number(backend?.pid), 'SIGSEGV');
    await crashing;
    await eventually(async () => (await query(url, 'SELECT 1 AS one').catch(() => [])).length).toBe(1);
    expect(serverLog()).toContain('was terminated by signal 11');
    expect(serverLog()).not.toContain(SECRET);
    expect(serverLog()).not.toContain('pg_sleep');
  });

  it('cannot be made to tell more by the service’s role', async () => {
    for (const sql of [
      "SET log_min_messages = 'debug1'",
      "SET log_statement = 'all'",
      "SET log_min_error_statement = 'error'",
      "ALTER ROLE meldingsvakt SET log_min_messages = 'debug1'",
      'ALTER ROLE meldingsvakt RESET log_min_messages',
    ]) {
      expect(await rejection(query(server.connectionString, sql)), sql).toMatchObject({ code: '42501' });
    }
    expect(
      await rejection(query(server.connectionString, "ALTER SYSTEM SET log_statement = 'all'")),
    ).toMatchObject({
      code: '0A000',
    });
  });

  it('never holds the password, and neither does any process’s command line or environment', async () => {
    expect(serverLog()).not.toContain(password());
    for (const { pid, uid, command } of listProcesses()) {
      expect(command.join(' ')).not.toContain(password());
      const owner = process.geteuid?.();
      if (owner !== 0 && owner !== uid) continue;
      let environment = '';
      try {
        environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      } catch {
        continue; // it has ended
      }
      expect(environment).not.toContain(password());
    }
  });
});

describe('the server', () => {
  it('listens on its socket only: it has no TCP or UDP port', () => {
    const family = new Set(
      listProcesses()
        .map((facts) => facts.pid)
        .filter((pid) => pid === server.pid || parentOf(pid) === server.pid),
    );
    expect(family.size).toBeGreaterThan(3);
    const sockets = new Set([...family].flatMap(socketInodes));
    const inet = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].flatMap((table) => rows(table, 9));
    expect(inet.filter((inode) => sockets.has(inode))).toEqual([]);
    expect(rows('unix', 6).filter((inode) => sockets.has(inode)).length).toBeGreaterThan(0);
  });

  it('lets nobody in with a wrong password, or none, or as another role', async () => {
    const url = server.connectionString;
    const attempt = (change: (text: string) => string) => rejection(query(change(url), 'SELECT 1'));
    expect(await attempt((text) => text.replace(password(), 'wrong'))).toMatchObject({ code: '28P01' });
    expect(await attempt((text) => text.replace(`:${password()}`, ''))).toBeInstanceOf(Error);
    for (const role of ['postgres', 'root', 'somebody']) {
      expect(await attempt((text) => text.replace('//meldingsvakt', `//${role}`))).toMatchObject({
        code: '28000',
      });
    }
  });

  it('asks for SCRAM-SHA-256 and holds the password in no other form', async () => {
    const rules = readFileSync(join(dataDir, 'postgres', 'pg_hba.conf'), 'utf8');
    const methods = rules.split('\n').filter((line) => line && !line.startsWith('#'));
    expect(methods.length).toBeGreaterThan(0);
    for (const line of methods) expect(line).toMatch(/\sscram-sha-256$/);
    expect(password().length * 6).toBeGreaterThanOrEqual(192);
    const files = execFileSync('grep', ['-rlaF', password(), dataDir], { encoding: 'utf8' });
    expect(files.trim()).toBe(join(dataDir, 'postgres-password'));
  });

  it('gives the service’s role no more than its own databases', async () => {
    const [role] = await query(
      server.connectionString,
      'SELECT rolsuper, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = current_user',
    );
    expect(Object.values(role ?? {})).toEqual([false, false, false, false]);
    for (const sql of ["COPY (SELECT 1) TO PROGRAM 'id'", "SELECT pg_read_file('PG_VERSION')"]) {
      expect(await rejection(query(server.connectionString, sql))).toMatchObject({ code: '42501' });
    }
  });
});

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

function socketInodes(pid: number): string[] {
  const list = execFileSync('ls', ['-l', `/proc/${pid}/fd`], { encoding: 'utf8' });
  return [...list.matchAll(/socket:\[(\d+)\]/g)].map((match) => match[1] ?? '');
}

function rows(table: string, column: number): string[] {
  const lines = readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => line.trim().split(/\s+/)[column] ?? '');
}
