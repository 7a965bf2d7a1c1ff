import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { serversBelow, withDataDir } from '../helpers/data-dir.ts';
import { eventually } from '../helpers/eventually.ts';
import { hospital, innlagt, kommune } from '../helpers/messages.ts';
import { answer, type Receiver, startReceiver } from '../helpers/receiver.ts';
import { cli, type ServeProcess, serveProcess, tokenFor } from '../helpers/serve-process.ts';

/** How long the load lasts; `npm run test:crash` makes it long. */
const loadSeconds = Number(process.env.CRASH_LOAD_SECONDS ?? '4');

async function importPartners(dataDir: string, receiver: Receiver): Promise<void> {
  const file = path.join(dataDir, 'partners.json');
  const partner = ({ her, name }: typeof hospital, kind: string) => ({
    her,
    name,
    kind,
    endpoint: { protocol: 'http', url: receiver.url },
  });
  writeFileSync(
    file,
    JSON.stringify({ partners: [partner(hospital, 'helseforetak'), partner(kommune, 'kommune')] }),
  );
  const { code, stderr } = await cli(['partners', 'import', file, '--data', dataDir]);
  if (code !== 0) throw new Error(stderr);
}

/** Posts until told to stop; what was answered with 2xx is promised. */
function load(address: string, token: string, workers = 8) {
  const promised = new Map<string, Buffer>();
  const handedIn: Buffer[] = [];
  let stopped = false;
  const ended = Promise.all(
    Array.from({ length: workers }, async () => {
      while (!stopped) {
        const bytes = innlagt();
        handedIn.push(bytes);
        try {
          const response = await fetch(`${address}/api/v1/messages`, {
            method: 'POST',
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
            body: new Uint8Array(bytes),
          });
          const body = (await response.json()) as { id: string };
          if (response.ok) promised.set(body.id, bytes);
        } catch {
          stopped = true; // the service is gone
        }
      }
    }),
  );
  return {
    promised,
    handedIn,
    async stop() {
      stopped = true;
      await ended;
    },
  };
}

const texts = (buffers: Iterable<Buffer>) => new Set([...buffers].map((buffer) => buffer.toString()));

describe('a service that is killed', () => {
  it(
    'has delivered every message that it confirmed once it is started again',
    () =>
      withDataDir(async (dataDir) => {
        const receiver = await startReceiver();
        const first = await serveProcess(dataDir);
        const token = await tokenFor(dataDir);
        await importPartners(dataDir, receiver);
        const traffic = load(first.address, token);
        await eventually(
          () => traffic.promised.size,
          (count) => count > 50,
          60,
        );
        await new Promise((resolve) => setTimeout(resolve, loadSeconds * 1000));
        await first.end('SIGKILL');
        await traffic.stop();

        const second = await serveProcess(dataDir);
        const promised = texts(traffic.promised.values());
        await eventually(
          () => promised.difference(texts(receiver.received.map(({ body }) => body))).size,
          (missing) => missing === 0,
          120,
        );
        // Nothing came that was not handed in, and doubles only where the answer was lost in the kill.
        const arrived = receiver.received.map(({ body }) => body.toString());
        expect(new Set(arrived).difference(texts(traffic.handedIn)).size).toBe(0);
        expect(arrived.length - new Set(arrived).size).toBeLessThanOrEqual(256);
        expect(second.output()).toContain('"adopted":true');
        await second.end('SIGTERM');
        await receiver.close();
      }),
    300_000,
  );

  it(
    'ends on SIGTERM within 10 s, finishing what is in hand, and leaves no database behind',
    () =>
      withDataDir(async (dataDir) => {
        const receiver = await startReceiver();
        receiver.behave((response) => void setTimeout(() => response.end(), 300));
        const service = await serveProcess(dataDir);
        const token = await tokenFor(dataDir);
        await importPartners(dataDir, receiver);
        const traffic = load(service.address, token);
        await eventually(
          () => receiver.received.length,
          (count) => count > 20,
        );
        const { code, milliseconds } = await service.end('SIGTERM');
        await traffic.stop();
        expect({ code, output: code === 0 ? '' : service.output() }).toEqual({ code: 0, output: '' });
        expect(milliseconds).toBeLessThan(10_000);
        expect(serversBelow(dataDir)).toEqual([]);

        receiver.behave(answer(200));
        const again = await serveProcess(dataDir);
        const promised = texts(traffic.promised.values());
        await eventually(
          () => promised.difference(texts(receiver.received.map(({ body }) => body))).size,
          (missing) => missing === 0,
          60,
        );
        await again.end('SIGTERM');
        await receiver.close();
      }),
    120_000,
  );

  it(
    'ends on SIGTERM within 10 s also while a receiver hangs',
    () =>
      withDataDir(async (dataDir) => {
        const receiver = await startReceiver();
        receiver.behave(() => undefined);
        const service = await serveProcess(dataDir);
        const token = await tokenFor(dataDir);
        await importPartners(dataDir, receiver);
        const traffic = load(service.address, token, 2);
        await eventually(
          () => receiver.received.length,
          (count) => count > 10,
        );
        await traffic.stop();
        const { code, milliseconds } = await service.end('SIGTERM');
        expect({ code, output: code === 0 ? '' : service.output() }).toEqual({ code: 0, output: '' });
        expect(milliseconds).toBeLessThan(10_000);
        await receiver.close();
      }),
    120_000,
  );
});

describe('a database that is killed', () => {
  it(
    'is brought back; until then senders get 503 with Retry-After, and nothing confirmed is lost',
    () =>
      withDataDir(async (dataDir) => {
        const receiver = await startReceiver();
        const service: ServeProcess = await serveProcess(dataDir);
        const token = await tokenFor(dataDir);
        await importPartners(dataDir, receiver);
        const statuses = new Set<number>();
        const promised: Buffer[] = [];
        const post = async () => {
          const bytes = innlagt();
          const response = await fetch(`${service.address}/api/v1/messages`, {
            method: 'POST',
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
            body: new Uint8Array(bytes),
          });
          statuses.add(response.status);
          if (response.status === 503) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
          if (response.ok) promised.push(bytes);
          await response.arrayBuffer();
          return response.status;
        };
        expect(await post()).toBe(202);
        process.kill(
          Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
          'SIGKILL',
        );
        await eventually(post, (status) => status === 503, 10);
        await eventually(post, (status) => status === 202, 30);
        expect([...statuses].sort()).toEqual([202, 503]);
        await eventually(
          () => texts(promised).difference(texts(receiver.received.map(({ body }) => body))).size,
          (missing) => missing === 0,
          60,
        );
        await service.end('SIGTERM');
        await receiver.close();
      }),
    120_000,
  );
});
