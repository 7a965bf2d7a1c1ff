import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { clusterUrl, testDatabase } from './postgres.ts';

async function query(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a test database', () => {
  it('is empty and the caller’s own, in the one cluster of the run', async () => {
    const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
    await query(one.connectionString, 'CREATE TABLE mine (id int)');
    expect(await query(other.connectionString, "SELECT to_regclass('mine') AS mine")).toEqual([
      { mine: null },
    ]);
    expect(await query(one.connectionString, 'SELECT current_database() AS name')).toEqual([
      { name: one.name },
    ]);
    expect(new URL(one.connectionString).host).toBe(new URL(await clusterUrl()).host);
  });

  it('is a copy of its template, which is filled once', async () => {
    let fills = 0;
    const template = {
      key: `copied ${process.pid}`,
      async fill(url: string) {
        fills++;
        await query(url, 'CREATE TABLE filled AS SELECT 42 AS answer');
      },
    };
    const copies = await Promise.all([1, 2, 3].map(() => testDatabase(template)));
    for (const copy of copies) {
      expect(await query(copy.connectionString, 'SELECT answer FROM filled')).toEqual([{ answer: 42 }]);
    }
    expect(fills).toBe(1);
  });

  it('comes without its template when that could not be filled', async () => {
    const key = `failing ${process.pid}`;
    const fill = () => Promise.reject(new Error('migration failed'));
    await expect(testDatabase({ key, fill })).rejects.toThrow('migration failed');
    const second = await testDatabase({
      key,
      fill: (url) => query(url, 'CREATE TABLE later (id int)').then(),
    });
    expect(await query(second.connectionString, 'SELECT count(*)::int AS n FROM later')).toEqual([{ n: 0 }]);
  });
});
