import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReplayView } from '../../src/replay/views.ts';
import { withDataDir } from '../helpers/data-dir.ts';
import { eventually } from '../helpers/eventually.ts';
import { hospital, innlagt, kommune } from '../helpers/messages.ts';
import { answer, startReceiver } from '../helpers/receiver.ts';
import { cli, serveProcess, tokenFor } from '../helpers/serve-process.ts';

const messages = 120;

/** Objects of a command's NDJSON. */
const lines = <T>(stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

describe('a replay from the command line', () => {
  it(
    'survives that the service is killed in the middle, and sends nothing twice that the receiver had confirmed before',
    () =>
      withDataDir(async (dataDir) => {
        const receiver = await startReceiver();
        receiver.behave(answer(400));
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
        const first = await serveProcess(dataDir);
        expect((await cli(['partners', 'import', file, '--data', dataDir])).code).toBe(0);
        const headers = { authorization: `Bearer ${await tokenFor(dataDir)}` };
        const sent: string[] = [];
        for (let one = 0; one < messages; one += 1) {
          const bytes = innlagt();
          sent.push(bytes.toString());
          const { status } = await fetch(`${first.address}/api/v1/messages`, {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/xml' },
            body: new Uint8Array(bytes),
          });
          expect(status).toBe(202);
        }
        const foreseen = async () =>
          lines<{ dryRun?: boolean; send: number }>(
            (await cli(['replay', '--state', 'failed', '--dry-run', '--json', '--data', dataDir])).stdout,
          ).at(-1);
        await eventually(foreseen, (last) => last?.dryRun === true && last.send === messages, 60);

        receiver.received.length = 0;
        receiver.behave(answer(200));
        const { stdout } = await cli([
          ...['replay', '--failure', 'MV-3104', '--rate', '30', '--reason', 'prøve', '--no-wait', '--json'],
          ...['--data', dataDir],
        ]);
        const [started] = lines<ReplayView>(stdout);
        await eventually(
          () => receiver.received.length,
          (count) => count > messages / 4,
          60,
        );
        const view = async (address: string) =>
          (await (await fetch(`${address}/api/v1/replays/${started?.id}`, { headers })).json()) as ReplayView;
        expect((await view(first.address)).progress.waiting).toBeGreaterThan(0);
        await first.end('SIGKILL');
        const beforeKill = receiver.received.map(({ body }) => body.toString());

        const second = await serveProcess(dataDir);
        const ended = await eventually(
          () => view(second.address),
          ({ state }) => state === 'done',
          120,
        );
        expect(ended.progress).toMatchObject({
          total: messages,
          sent: messages,
          delivered: messages,
          refused: 0,
        });
        const arrived = receiver.received.map(({ body }) => body.toString());
        expect(new Set(arrived)).toEqual(new Set(sent));
        // Twice only what was under way in the moment of the kill, so that its confirmation was lost.
        const twice = arrived.filter((body, index) => arrived.indexOf(body) !== index);
        expect(twice.length).toBeLessThanOrEqual(16);
        for (const body of twice) expect(beforeKill.slice(-16)).toContain(body);

        const listed = lines<ReplayView>((await cli(['replay', 'list', '--json', '--data', dataDir])).stdout);
        expect(listed).toMatchObject([{ id: started?.id, state: 'done', reason: 'prøve' }]);
        expect((await cli(['replay', 'cancel', started?.id ?? '', '--data', dataDir])).code).toBe(1);
        expect((await cli(['replay', '--data', dataDir])).code).toBe(2);
        expect((await cli(['replay', '--state', 'tull', '--data', dataDir])).code).toBe(2);

        // An archive: what is known goes again, what is new is taken in.
        const known = path.join(dataDir, 'kjent.xml');
        const fresh = path.join(dataDir, 'ny.eml');
        const bytes = innlagt();
        writeFileSync(known, sent[0] ?? '');
        writeFileSync(
          fresh,
          `Content-Type: text/xml\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}`,
        );
        const dry = lines<{ outcome?: string }>(
          (await cli(['replay', known, fresh, '--dry-run', '--json', '--data', dataDir])).stdout,
        );
        expect(dry.map(({ outcome }) => outcome)).toEqual(['known', 'new', 'send', undefined]);
        receiver.received.length = 0;
        const again = await cli(['replay', known, fresh, '--json', '--data', dataDir]);
        expect(lines<ReplayView>(again.stdout).at(-1)).toMatchObject({
          state: 'done',
          progress: { delivered: 1 },
        });
        await eventually(
          () => receiver.received.map(({ body }) => body.toString()).sort(),
          (seen) => seen.length === 2,
        );
        expect(new Set(receiver.received.map(({ body }) => body.toString()))).toEqual(
          new Set([sent[0], bytes.toString()]),
        );
        await second.end('SIGTERM');
        await receiver.close();
      }),
    300_000,
  );
});
