import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { registerEbms } from '../../src/cli/ebms/ebms.ts';
import { changePartners } from '../../src/ledger/partner-config.ts';
import { eventually } from '../helpers/eventually.ts';
import { hospital, innlagt, kommune } from '../helpers/messages.ts';
import { type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startTestService, type TestService } from '../helpers/service.ts';
import { makeIdentity } from '../messages/ebxml/support/certificates.ts';
import { message, partnersOf, readEnvelope } from './support/gateway.ts';
import { keyFolder } from './support/keys.ts';

const hospitalKey = makeIdentity({ name: 'Øvelsessykehus' });
const kommuneKey = makeIdentity({ name: 'Øvelseskommune', serial: 2 });

let service: TestService;
let atKommune: Receiver;
let keys: Awaited<ReturnType<typeof keyFolder>>;
let folder: string;

beforeAll(async () => {
  keys = await keyFolder();
  folder = await mkdtemp(path.join(tmpdir(), 'meldingsvakt-mail-'));
  atKommune = await startReceiver();
  service = await startTestService();
  await service.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = service.app.server.address() as AddressInfo;
  const keyFile = await keys.write('kommune.key', kommuneKey);
  const document = partnersOf({
    self: { her: kommune.her, identity: kommuneKey, keyFile },
    hospital: {
      endpoint: { protocol: 'ebms', url: `http://127.0.0.1:${port}/ebms` },
      identities: [hospitalKey],
    },
    kommune: { endpoint: { protocol: 'http', url: atKommune.url }, identities: [kommuneKey] },
  });
  await changePartners(service.services.db, 'prøve', () => document);
  vi.stubEnv('DATABASE_URL', service.connectionString);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await service.close();
  await atKommune.close();
  await keys.remove();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs an `ebms` command in this process, against the service's database. */
async function run(...args: string[]): Promise<{ lines: Record<string, unknown>[]; exitCode: unknown }> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const program = new Command();
  registerEbms(program);
  await program.parseAsync(['node', 'meldingsvakt', 'ebms', ...args, '--json']);
  vi.restoreAllMocks();
  const lines = written.join('').split('\n').filter(Boolean);
  return { lines: lines.map((line) => JSON.parse(line)), exitCode: process.exitCode };
}

async function mail(name: string, signer: typeof hospitalKey | null, document = innlagt()): Promise<string> {
  const { contentType, body } = message({ document, signer });
  const file = path.join(folder, name);
  const head = `From: a@example.no\r\nMIME-Version: 1.0\r\nSOAPAction: "ebXML"\r\nContent-Type: ${contentType}\r\n\r\n`;
  await writeFile(file, Buffer.concat([Buffer.from(head), body]));
  return file;
}

it('receive takes a stored mail in: kept, answered, delivered by the service; a copy gets the same receipt', async () => {
  const msgId = randomUUID();
  const document = innlagt({ msgId });
  const file = await mail('one.eml', hospitalKey, document);
  const first = await run('receive', file, '--answers', folder);
  expect(first).toMatchObject({ lines: [{ status: 200, answer: 'acknowledgment' }], exitCode: undefined });
  const receipt = await readFile(`${file}.xml`);
  expect(readEnvelope(receipt)?.envelope.kind).toBe('acknowledgment');
  await run('receive', file, '--answers', folder);
  expect(await readFile(`${file}.xml`)).toEqual(receipt);
  await eventually(
    () => atKommune.received.length,
    (length) => length >= 1,
  );
  expect(atKommune.received.map(({ body }) => body)).toEqual([document]);
});

it('receive says what was refused, and ends with 1', async () => {
  const [forged, broken] = [await mail('forged.eml', null), path.join(folder, 'broken.eml')];
  await writeFile(broken, 'Content-Type: text/xml\r\nSOAPAction: "ebXML"\r\n\r\nhei');
  expect(await run('receive', forged, broken)).toMatchObject({
    lines: [{ answer: 'message-error', errors: ['SecurityFailure'] }, { answer: 'fault' }],
    exitCode: 1,
  });
});

it('ping is answered for by a gateway that knows us, and ends with 1 where nobody is', async () => {
  const known = await run('ping', String(hospital.her));
  expect(known.lines).toMatchObject([{ partner: hospital.her, kind: 'handed-over', status: 202 }]);
  expect(known.exitCode).toBeUndefined();
  const closed = await startReceiver();
  await closed.close();
  const { db, partners } = service.services;
  const document = structuredClone(await partners.document());
  const [first] = document.partners;
  if (first === undefined) throw new Error('no partner');
  first.endpoint = { protocol: 'ebms', url: closed.url };
  await changePartners(db, 'prøve', () => document);
  expect(await run('ping', String(hospital.her))).toMatchObject({
    lines: [{ kind: 'unreachable' }],
    exitCode: 1,
  });
});
