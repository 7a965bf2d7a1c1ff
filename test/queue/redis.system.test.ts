import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { freePort } from '../helpers/free-port.ts';
import { innlagt } from '../helpers/messages.ts';
import { answer, type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startTestService, type TestService } from '../helpers/service.ts';

const binary = findRedis();

function findRedis(): string | null {
  for (const name of ['redis-server', 'valkey-server']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      // the next one
    }
  }
  return null;
}

/** A real Redis server with an append-only file, as operations.md says. */
async function startRedis(port: number, folder: string) {
  const child = spawn(
    binary ?? '',
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--appendonly',
      'yes',
      '--maxmemory-policy',
      'noeviction',
      '--save',
      '',
    ],
    { stdio: 'ignore' },
  );
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
  return {
    stop: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

describe.skipIf(binary === null)(
  `the queue on Redis${binary === null ? ' (skipped: no redis-server on this machine)' : ''}`,
  () => {
    let service: TestService;
    let receiver: Receiver;
    let redis: Awaited<ReturnType<typeof startRedis>>;
    let port: number;
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'mv-redis-'));
      port = await freePort();
      redis = await startRedis(port, folder);
      receiver = await startReceiver();
      service = await startTestService({ env: { REDIS_URL: `redis://127.0.0.1:${port}` } });
      await service.setPartners({ kommune: { protocol: 'http', url: receiver.url } });
    });
    afterAll(async () => {
      await service.close();
      await redis.stop();
      await receiver.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const allDelivered = () =>
      eventually(
        async () =>
          (
            await service.services.db.pool.query<{ count: number }>(
              `select count(*) as count from delivery where state = 'pending'`,
            )
          ).rows[0]?.count,
        (pending) => pending === 0,
        60,
      );

    it('delivers, and tries again what failed', async () => {
      receiver.behave(answer(500));
      for (let count = 0; count < 20; count += 1) expect((await service.post(innlagt())).status).toBe(202);
      await eventually(
        () => receiver.received.length,
        (count) => count >= 20,
      );
      receiver.behave(answer(200));
      await allDelivered();
    });

    it('takes messages in while Redis is gone, and delivers them when it is back', async () => {
      const before = receiver.received.length;
      await redis.stop();
      for (let count = 0; count < 10; count += 1) expect((await service.post(innlagt())).status).toBe(202);
      expect(receiver.received).toHaveLength(before);
      redis = await startRedis(port, folder);
      await allDelivered();
      expect(receiver.received).toHaveLength(before + 10);
    });

    it('loses nothing when Redis forgets everything', async () => {
      receiver.behave(answer(503));
      for (let count = 0; count < 10; count += 1) await service.post(innlagt());
      await eventually(
        () => receiver.received.length,
        (count) => count >= 10,
      );
      const client = new Redis(port, '127.0.0.1');
      await client.flushall();
      client.disconnect();
      receiver.behave(answer(200));
      // The housekeeping finds what no queue has shown any sign of; here it is not waited for, but asked.
      await service.services.db.pool.query(
        `update delivery set queued_at = now() - interval '2 minutes' where state = 'pending'`,
      );
      await allDelivered();
    });
  },
);
