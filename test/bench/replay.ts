// How fast a replay hands over and delivers, beside plain POSTs of the same bytes to the same receiver; and what memory it takes.
//   node test/bench/replay.ts [messages]
import { request } from 'undici';
import { readConfig } from '../../src/config.ts';
import { emptyPartnerDocument } from '../../src/delivery/partners.ts';
import { changePartners } from '../../src/ledger/partner-config.ts';
import { createLog } from '../../src/log.ts';
import { createReplay, getReplay, readProgress } from '../../src/replay/store.ts';
import { startService } from '../../src/serve.ts';
import { makeDataDir, removeDataDir } from '../helpers/data-dir.ts';
import { innlagt, kommune } from '../helpers/messages.ts';
import { startReceiver } from '../helpers/receiver.ts';

const total = Number(process.argv[2] ?? 5000);
const atOnce = 16;
const dataDir = makeDataDir();
const receiver = await startReceiver();
const config = readConfig({ data: dataDir, port: '0' }, { MELDINGSVAKT_MODE: 'test' });
const service = await startService(config, createLog('warn', process.stderr), () => process.exit(3));
const { db, receive } = service.services;
try {
  // Taken in while the partner is unknown, so that everything waits for the replay.
  const bytes = Array.from({ length: atOnce }, () => innlagt());
  for (let done = 0; done < total; done += atOnce) {
    await Promise.all(
      bytes.map(() =>
        receive({
          bytes: innlagt(),
          contentType: 'application/xml',
          mode: 'route',
          receivedAt: new Date(),
          actor: 'bench',
        }),
      ),
    );
  }
  const anchor = await rate(total, async () => {
    const { body } = await request(receiver.url, { method: 'POST', body: bytes[0] ?? '' });
    await body.dump();
  });
  receiver.received.length = 0;
  await changePartners(db, 'bench', () => ({
    ...emptyPartnerDocument,
    partners: [
      {
        ...kommune,
        kind: 'kommune' as const,
        organisation: null,
        services: [],
        endpoint: { protocol: 'http' as const, url: receiver.url },
        signing: null,
        cpa: [],
        contacts: [],
      },
    ],
  }));

  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
    // What the receiver keeps is not the service's.
    for (const one of receiver.received) one.body = Buffer.alloc(0);
  }, 100);
  const started = performance.now();
  const id = await createReplay(db, {
    actor: 'bench',
    at: new Date(),
    reason: null,
    selection: { state: 'unrouted' },
    force: false,
    rate: null,
  });
  const created = performance.now();
  while (receiver.received.length < total) await new Promise((resolve) => setTimeout(resolve, 20));
  const ended = performance.now();
  clearInterval(sampler);
  while ((await getReplay(db, id))?.state === 'running')
    await new Promise((resolve) => setTimeout(resolve, 100));

  const replayed = (total * 1000) / (ended - started);
  say(`${total} messages of ${bytes[0]?.length} bytes`);
  say(`made the task in ${Math.round(created - started)} ms`);
  say(`plain POSTs ${Math.round(anchor)}/s, replay ${Math.round(replayed)}/s`);
  say(`ratio ${(replayed / anchor).toFixed(2)}, largest resident memory ${Math.round(peak / 1e6)} MB`);
  say(JSON.stringify(await readProgress(db, id)));
} finally {
  await service.stop();
  await receiver.close();
  removeDataDir(dataDir);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function rate(count: number, one: () => Promise<void>): Promise<number> {
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next++ < count) await one();
    }),
  );
  return (count * 1000) / (performance.now() - begun);
}
