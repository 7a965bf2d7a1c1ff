import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDataDir } from '../helpers/data-dir.ts';
import { eventually } from '../helpers/eventually.ts';
import { innlagt } from '../helpers/messages.ts';
import { type Receiver, startReceiver } from '../helpers/receiver.ts';
import { cli, serveProcess, tokenFor } from '../helpers/serve-process.ts';
import { migratedDatabase, startTestService } from '../helpers/service.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

describe('several processes on one database', () => {
  it('share the work: one takes in, two deliver, and each message is delivered once', async () => {
    const connectionString = await migratedDatabase();
    const http = await startTestService({ connectionString, env: { MELDINGSVAKT_ROLE: 'http' } });
    const workers = await Promise.all([
      startTestService({ connectionString, env: { MELDINGSVAKT_ROLE: 'worker' } }),
      startTestService({ connectionString, env: { MELDINGSVAKT_ROLE: 'worker' } }),
    ]);
    await http.setPartners({ kommune: { protocol: 'http', url: receiver.url } });
    const sent = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const bytes = innlagt();
        expect((await http.post(bytes)).status).toBe(202);
        return bytes.toString();
      }),
    );
    await eventually(
      () => new Set(receiver.received.map(({ body }) => body.toString())).size,
      (count) => count === 60,
      60,
    );
    expect(receiver.received.map(({ body }) => body.toString()).sort()).toEqual(sent.sort());
    for (const service of [http, ...workers]) await service.close();
  });
});

describe('one data directory', () => {
  it('has one service: a second is told plainly, and the first goes on', () =>
    withDataDir(async (dataDir) => {
      const first = await serveProcess(dataDir);
      const second = await cli(['serve', '--data', dataDir, '--port', '0']);
      expect(second.code).toBe(3);
      expect(second.stderr).toMatch(/datakatalog|brukes|i bruk/i);
      expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
      await first.end('SIGTERM');
    }));

  it('is used by commands while the service runs, and what they change holds at once', () =>
    withDataDir(async (dataDir) => {
      const service = await serveProcess(dataDir);
      const post = (token: string) =>
        fetch(`${service.address}/api/v1/messages`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
          body: new Uint8Array(innlagt()),
        });
      const token = await tokenFor(dataDir, 'ingest');
      expect((await post(token)).status).toBe(202);
      expect((await cli(['token', 'revoke', 'prøve', '--data', dataDir])).code).toBe(0);
      expect((await post(token)).status).toBe(401);
      await service.end('SIGTERM');
      // Without a service the command starts the database for itself, and stops it.
      expect((await cli(['token', 'list', '--data', dataDir])).stdout).toContain('trukket tilbake');
    }));
});

describe('the command line', () => {
  it.each([
    [['serve', '--port', 'tull'], 2, 'port'],
    [['serve', '--role', 'konge'], 2, 'role'],
    [['finnesikke'], 2, 'finnesikke'],
    [['token', 'create', '--name', 'x', '--scope', 'alt'], 2, 'alt'],
    [['partners', 'import', 'finnes-ikke.yaml'], 3, 'finnes-ikke.yaml'],
  ])('%j ends with code %i and says why', async (args, code, word) => {
    const result = await cli(args);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(word);
    expect(result.stdout).toBe('');
  });
});
