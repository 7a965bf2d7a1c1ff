// How fast a message becomes durable, over HTTP, beside the same bytes put into a bare table of the same database.
//   node test/bench/intake.ts [messages] [connections]
import { Agent, request as httpRequest } from 'node:http';
import { createToken } from '../../src/auth/tokens.ts';
import { readConfig } from '../../src/config.ts';
import { emptyPartnerDocument } from '../../src/delivery/partners.ts';
import { changePartners } from '../../src/ledger/partner-config.ts';
import { createLog } from '../../src/log.ts';
import { startService } from '../../src/serve.ts';
import { makeDataDir, removeDataDir } from '../helpers/data-dir.ts';
import { innlagt, kommune } from '../helpers/messages.ts';
import { startReceiver } from '../helpers/receiver.ts';

const total = Number(process.argv[2] ?? 5000);
const connections = Number(process.argv[3] ?? 32);
let agent: Agent | undefined;

const dataDir = makeDataDir();
const log = createLog('warn', process.stderr);
const receiver = await startReceiver();
const config = readConfig({ data: dataDir, port: '0' }, { MELDINGSVAKT_MODE: 'test' });
const service = await startService(config, log, () => process.exit(3));
const { db } = service.services;
try {
  const { token } = await createToken(db, { name: 'bench', scopes: ['ingest'] });
  const messages = Array.from({ length: total }, () => innlagt());
  const bytes = messages[0]?.length ?? 0;

  await db.pool.query(
    'create table anchor (id bigint generated always as identity primary key, bytes bytea not null)',
  );
  const anchor = await rate(messages, async (message) => {
    await db.pool.query({
      name: 'anchor',
      text: 'insert into anchor (bytes) values ($1)',
      values: [message],
    });
  });

  // First without anywhere to deliver to, so that only the intake is measured; then with a receiver.
  const intake = await rate(messages, (message) => post(message, token));
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
  const more = Array.from({ length: total }, () => innlagt());
  const started = performance.now();
  const withDelivery = await rate(more, (message) => post(message, token));
  while (receiver.received.length < total) await new Promise((resolve) => setTimeout(resolve, 20));
  const delivered = total / ((performance.now() - started) / 1000);

  const line = (what: string, perSecond: number) =>
    `${what.padEnd(44)} ${perSecond.toFixed(0).padStart(6)} /s   ${(perSecond / anchor).toFixed(2)} × anchor\n`;
  process.stdout.write(
    `${total} messages of ${bytes} bytes, ${connections} connections\n` +
      line('anchor: bare insert, one row a commit', anchor) +
      line('intake over HTTP: proven and durable', intake) +
      line('intake while messages are delivered', withDelivery) +
      line('from first intake to last delivery', delivered),
  );
} finally {
  await service.stop();
  await receiver.close();
  await removeDataDir(dataDir);
}
process.exit(0);

/** Works through the list with as many at once as there are connections; gives how many a second. */
async function rate(list: Buffer[], work: (message: Buffer) => Promise<void>): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let index = next++; index < list.length; index = next++) await work(list[index] as Buffer);
    }),
  );
  return list.length / ((performance.now() - began) / 1000);
}

function post(message: Buffer, token: string): Promise<void> {
  agent ??= new Agent({ keepAlive: true, maxSockets: connections });
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/xml',
    'content-length': message.length,
  };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      `${service.address}/api/v1/messages`,
      { method: 'POST', agent, headers },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 202 ? resolve() : reject(new Error(`HTTP ${response.statusCode}`)),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(message);
  });
}
