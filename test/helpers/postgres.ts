import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type SharedCluster, startSharedCluster } from './shared-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** libpq URL of the cluster that all test files of a run share; undefined without `postgres-setup.ts`. */
    sharedPostgres?: string;
  }
}

export interface TestDatabase {
  readonly name: string;
  readonly connectionString: string;
}

/** What a database is to hold from the start, for instance the migrations: made once per run, then copied. */
export interface Template {
  /** Names the contents: a hash of the migrations, say. */
  readonly key: string;
  /** Fills an empty database. */
  fill(connectionString: string): Promise<void>;
}

let own: Promise<SharedCluster> | null = null;

// Registered while the importing test file is read: a hook cannot be added from inside another one.
afterAll(async () => {
  const started = own;
  own = null;
  await (await started)?.stop();
});

/** The cluster of the whole run (from the global set-up), else one that this test file starts for itself. */
export async function clusterUrl(): Promise<string> {
  const shared = inject('sharedPostgres');
  if (shared) return shared;
  own ??= startSharedCluster();
  return (await own).connectionString;
}

/**
 * A database of the caller's own, empty or a copy of the template; goes away with the cluster.
 * Call it at the top of a test file or in `beforeAll`.
 */
export async function testDatabase(template?: Template): Promise<TestDatabase> {
  const cluster = await clusterUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(cluster, async (client) => {
    const source = template ? await madeTemplate(client, cluster, template) : 'template0';
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`);
  });
  return { name, connectionString: at(cluster, name) };
}

/** Test files run side by side: the first one makes the template, the others wait for it. */
async function madeTemplate(client: pg.Client, cluster: string, template: Template): Promise<string> {
  const name = `template_${createHash('sha256').update(template.key).digest('hex').slice(0, 24)}`;
  await client.query("SELECT pg_advisory_lock(hashtext('test template'))");
  try {
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (known.rowCount) return name;
    const draft = `draft_${randomBytes(6).toString('hex')}`;
    await client.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
    await template.fill(at(cluster, draft));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
    return name;
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtext('test template'))");
  }
}

async function asAdministrator(url: string, body: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await body(client);
  } finally {
    await client.end();
  }
}

function at(cluster: string, database: string): string {
  return cluster.replace(/\/[^/]*$/, `/${database}`);
}
