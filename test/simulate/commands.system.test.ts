import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { serversBelow, withDataDir } from '../helpers/data-dir.ts';
import { eventually } from '../helpers/eventually.ts';
import { freePort } from '../helpers/free-port.ts';
import { cli, serveProcess, tokenFor } from '../helpers/serve-process.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

interface Item {
  id: string;
  state: string;
  type: string;
  verdict: string;
  receivedAt: string;
}

async function messages(address: string, token: string): Promise<Item[]> {
  const response = await fetch(`${address}/api/v1/messages?limit=200`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await response.json()) as { items: Item[] }).items;
}

describe('simulate', () => {
  test('plays against a service in production, where test identities are flagged, and leaves no token and no endpoint behind', () =>
    withDataDir(async (dataDir) => {
      const served = await serveProcess(dataDir, { env: { MELDINGSVAKT_MODE: 'production' } });
      const where = ['--url', served.address, '--data', dataDir];
      const traffic = ['--days', '1', '--kommuner', '3', '--fault', '0.4', '--seed', '11'];
      const { code, stdout, stderr } = await cli([
        'simulate',
        ...where,
        ...traffic,
        '--speed',
        'max',
        '--check',
        '--json',
      ]);
      expect({ code, stderr }).toMatchObject({ code: 0 });
      const lines = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const summary = lines.at(-1)!;
      expect(summary).toMatchObject({
        event: 'summary',
        differences: 0,
        interrupted: false,
        undelivered: 0,
        strays: 0,
        testIdentitiesFlagged: true,
      });
      expect(lines.filter(({ event }) => event === 'message').length).toBe(summary.planned);

      const { stdout: partners } = await cli(['partners', 'export', '--json', '--data', dataDir]);
      expect(partners).not.toContain('127.0.0.1');
      const { stdout: tokens } = await cli(['token', 'list', '--json', '--data', dataDir]);
      const own = tokens
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { name: string; revoked_at: string | null });
      expect(own.filter(({ name, revoked_at }) => name === 'simulering' && revoked_at === null)).toEqual([]);
      await served.end('SIGTERM');
    }));

  test('without a service it says so (3), and with an impossible share of faults it is told how it is used (2)', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const { code, stderr } = await cli(['simulate', '--url', nobody]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining(`${nobody} svarer ikke`) });
    expect((await cli(['simulate', '--fault', '1.5'])).code).toBe(2);
    expect((await cli(['simulate', '--start', 'i går'])).code).toBe(2);
  });
});

describe('demo', () => {
  test('has a day of history and live traffic soon after it is ready, and ends within ten seconds', () =>
    withDataDir(async (dataDir) => {
      const demo = await startDemo(dataDir);
      const token = await tokenFor(dataDir, 'read');
      const items = await eventually(
        () => messages(demo.address, token),
        (all) => {
          const acknowledged = all.filter(({ state }) => state === 'acknowledged');
          const old = acknowledged.filter(
            ({ receivedAt }) => Date.parse(receivedAt) < demo.began - 3_600_000,
          );
          return (
            old.length > 20 && acknowledged.some(({ receivedAt }) => Date.parse(receivedAt) >= demo.began)
          );
        },
        50,
      );
      expect(items.filter(({ verdict }) => verdict === 'accepted').length).toBeGreaterThan(20);

      const notes = readdirSync(dataDir).filter((name) => name.endsWith('.txt'));
      expect(notes.map((name) => statSync(path.join(dataDir, name)).mode & 0o777)).toEqual(
        notes.map(() => 0o600),
      );
      expect(demo.output()).not.toContain('/logg-inn/');

      expect(await demo.end()).toBe(0);
      expect(serversBelow(dataDir)).toEqual([]);
    }));
});

async function startDemo(dataDir: string) {
  const began = Date.now();
  const child = spawn(process.execPath, [main, 'demo', '--data', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A database that somebody works with must not be touched, even if it is there.
    env: { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' },
  });
  let output = '';
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const line = /^.*"msg":"ready".*$/m.exec(output)?.[0];
      if (line !== undefined) resolve((JSON.parse(line) as { address: string }).address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then((code) => reject(new Error(`demo ended with ${code}:\n${output}`)));
  });
  return {
    address: await ready,
    began,
    output: () => output,
    end() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
