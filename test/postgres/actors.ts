import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, expect } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/postgres/index.ts';
import { readProcess } from '../../src/postgres/process.ts';
import { makeDataDir, removeDataDir, withDataDir } from '../helpers/data-dir.ts';

const SCRIPT = fileURLToPath(new URL('./actor.ts', import.meta.url));

export interface Line {
  up?: boolean;
  pid?: number;
  adopted?: boolean;
  connectionString?: string;
  error?: string;
  message?: string;
  ended?: string;
  done?: string;
}

export interface Actor {
  readonly processId: number;
  /** The next line that it says. */
  next(): Promise<Line>;
  /** Has it obey and gives its answer. */
  tell(order: 'stop' | 'detach' | 'restart'): Promise<Line>;
  /** Lets it end by itself. */
  end(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** Starts a process that uses the embedded database in `dataDir`; see actor.ts. */
export function actor(
  role: 'service' | 'command' | 'lock',
  dataDir: string,
  options: { uid?: number; gid?: number; script?: string; wrapper?: string[] } = {},
): Actor {
  const { script = SCRIPT, wrapper = [], ...user } = options;
  const [program = '', ...args] = [...wrapper, process.execPath, script, role, dataDir];
  const child = spawn(program, args, {
    ...user,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<Line> => {
    const line = await lines.next();
    if (line.done) throw new Error('the process ended without a word');
    return JSON.parse(line.value) as Line;
  };
  return {
    processId: child.pid ?? 0,
    next,
    async tell(order) {
      child.stdin.write(`${order}\n`);
      return next();
    },
    async end() {
      child.stdin.end();
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

let template: Promise<string> | null = null;

afterAll(async () => {
  const made = template;
  template = null;
  if (made) await removeDataDir(await made);
});

/**
 * Runs `body` with a data directory of its own that holds a stopped cluster: a copy of one that is made once per test
 * file, which is quicker than making each.
 */
export async function withCluster<T>(body: (dataDir: string) => Promise<T>): Promise<T> {
  template ??= makeTemplate();
  const made = await template;
  return withDataDir((dataDir) => {
    execFileSync('cp', ['-a', `${made}/.`, dataDir]);
    return body(dataDir);
  });
}

async function makeTemplate(): Promise<string> {
  const dataDir = makeDataDir();
  await (await service(dataDir)).stop();
  return dataDir;
}

/** The embedded database of a service, in this process. */
export function service(dataDir: string, signal?: AbortSignal): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, signal, log: { info: () => undefined, warn: () => undefined } });
}

export async function query(connectionString: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A process that has ended but that its parent has not asked for is not alive. */
export function isAlive(pid: number): boolean {
  return readProcess(pid) !== null;
}

/** Asks until the answer is right, for as long as a slow machine may need. */
export function eventually<T>(ask: () => T) {
  return expect.poll(ask, { interval: 5, timeout: 30_000 });
}

/** The reason that a promise is rejected for; fails when it is not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it was not rejected');
}
