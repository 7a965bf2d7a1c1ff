import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changePartners } from '../../src/ledger/partner-config.ts';
import { rebuild } from '../../src/ledger/rebuild.ts';
import { hasten } from '../../src/ledger/release.ts';
import type { EnvelopeReading } from '../../src/messages/ebxml/read-message.ts';
import { readHttpMessage } from '../../src/messages/ebxml/read-message.ts';
import { buildAcknowledgment } from '../../src/messages/ebxml/signals/build.ts';
import { Headers } from '../../src/messages/mime/headers.ts';
import { eventually } from '../helpers/eventually.ts';
import { appRec, hospital, innlagt, kommune } from '../helpers/messages.ts';
import { answer, type Received, type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startTestService, type TestService } from '../helpers/service.ts';
import { makeIdentity } from '../messages/ebxml/support/certificates.ts';
import { cpaText } from '../messages/ebxml/support/cpa.ts';
import { partnersOf } from './support/gateway.ts';
import { keyFolder } from './support/keys.ts';

const hospitalKey = makeIdentity({ name: 'Øvelsessykehus' });
const kommuneKey = makeIdentity({ name: 'Øvelseskommune', serial: 2 });
const strangerKey = makeIdentity({ name: 'En annen', serial: 3 });

let atHospital: Receiver;
let atKommune: Receiver;
/** Stands for a gateway of the kommune that is not ours. */
let gateway: Receiver;
let sending: TestService;
let receiving: TestService;
let keys: Awaited<ReturnType<typeof keyFolder>>;
let hospitalFile: string;
let kommuneFile: string;

const addressOf = (service: TestService) =>
  `http://127.0.0.1:${(service.app.server.address() as AddressInfo).port}/ebms`;

beforeAll(async () => {
  keys = await keyFolder();
  hospitalFile = await keys.write('hospital.key', hospitalKey);
  kommuneFile = await keys.write('kommune.key', kommuneKey);
  [atHospital, atKommune, gateway] = await Promise.all([startReceiver(), startReceiver(), startReceiver()]);
  [sending, receiving] = await Promise.all([startTestService(), startTestService()]);
  await Promise.all([sending, receiving].map(({ app }) => app.listen({ host: '127.0.0.1', port: 0 })));
  await receivingKnows([hospitalKey]);
});
afterAll(async () => {
  await Promise.all([sending.close(), receiving.close()]);
  await Promise.all([atHospital.close(), atKommune.close(), gateway.close()]);
  await keys.remove();
});
beforeEach(async () => {
  for (const receiver of [atHospital, atKommune, gateway]) {
    receiver.received.length = 0;
    receiver.behave(answer(200));
  }
  await sendingTo(addressOf(receiving));
});

/** The hospital's side: plain XML inside, ebXML to the kommune at `url`. */
async function sendingTo(url: string, cpa: string[] = []): Promise<void> {
  const document = partnersOf({
    self: { her: hospital.her, identity: hospitalKey, keyFile: hospitalFile },
    hospital: { endpoint: { protocol: 'http', url: atHospital.url }, identities: [hospitalKey] },
    kommune: { endpoint: { protocol: 'ebms', url }, identities: [kommuneKey], cpa },
  });
  await changePartners(sending.services.db, 'prøve', () => document);
}

/** The kommune's side, with the certificates that it expects of the hospital. */
async function receivingKnows(identities: (typeof hospitalKey)[], cpa: string[] = []): Promise<void> {
  const document = partnersOf({
    self: { her: kommune.her, identity: kommuneKey, keyFile: kommuneFile },
    hospital: { endpoint: { protocol: 'ebms', url: addressOf(sending) }, identities },
    kommune: { endpoint: { protocol: 'http', url: atKommune.url }, identities: [kommuneKey], cpa },
  });
  await changePartners(receiving.services.db, 'prøve', () => document);
}

const message = async (id: string, service = sending) => (await service.get(`/messages/${id}`)).body;
const inState = (id: string, state: string, service = sending) =>
  eventually(
    () => message(id, service),
    (seen) => seen.state === state,
  );
const events = async (id: string) =>
  (await sending.get(`/messages/${id}/events`)).body.items.map(({ type }) => type);
const arrived = (receiver: Receiver, count: number) =>
  eventually(
    () => receiver.received.length,
    (length) => length >= count,
  );

/** Asks for the next attempt of a message at once, as a person would. */
async function hurry(id: string): Promise<void> {
  await eventually(
    () => message(id),
    (seen) => (seen.receivers[0]?.reason ?? null) !== null || (seen.receivers[0]?.attempts ?? 0) > 0,
  );
  const { db } = sending.services;
  await eventually(
    () =>
      db.transaction(async (client) => {
        const { rows } = await client.query<{ id: string }>(`select id from delivery where message_id = $1`, [
          id,
        ]);
        const deliveries = rows.map((row) => row.id);
        return hasten(client, deliveries, { actor: 'prøve', at: new Date() });
      }),
    (hastened) => hastened.length > 0,
  );
}

function read({ headers, body }: Received): EnvelopeReading {
  const { xml } = readHttpMessage(Headers.fromRecord(headers), body);
  if (!xml) throw new Error('no ebXML message came');
  return xml;
}

describe('between two installations', () => {
  it('a message goes as ebXML and comes out as the same bytes; the AppRec goes back the same way', async () => {
    const msgId = randomUUID();
    const document = innlagt({ msgId });
    const { body } = await sending.post(document);
    await inState(body.id, 'delivered');
    await arrived(atKommune, 1);
    expect(atKommune.received[0]?.body).toEqual(document);

    const receipt = appRec(msgId, '1');
    const answered = await receiving.post(receipt);
    expect(answered.status).toBe(202);
    await inState(body.id, 'acknowledged');
    await arrived(atHospital, 1);
    expect(atHospital.received[0]?.body).toEqual(receipt);
    await inState(answered.body.id, 'delivered', receiving);
  });

  it('an answer that was lost is made good: the same bytes again, and one delivery', async () => {
    let losses = 1;
    gateway.behave((response, { headers, body }) => {
      const { 'content-type': contentType = '', soapaction } = headers;
      void request(addressOf(receiving), {
        method: 'POST',
        headers: { 'content-type': contentType, soapaction: String(soapaction) },
        body,
      }).then(async ({ statusCode, body: answered }) => {
        const bytes = Buffer.from(await answered.arrayBuffer());
        losses -= 1;
        if (losses >= 0) response.socket?.destroy();
        else response.writeHead(statusCode, { 'content-type': 'text/xml' }).end(bytes);
      });
    });
    await sendingTo(gateway.url);
    const { body } = await sending.post(innlagt());
    await arrived(atKommune, 1);
    await hurry(body.id);
    await inState(body.id, 'delivered');
    expect(gateway.received).toHaveLength(2);
    expect(gateway.received[1]?.body).toEqual(gateway.received[0]?.body);
    expect(atKommune.received).toHaveLength(1);
    expect(await events(body.id)).toEqual(
      expect.arrayContaining(['delivery.attempt-failed', 'delivery.delivered']),
    );
  });

  it('a receiver that does not trust our certificate refuses, and the message is failed with the cause', async () => {
    await receivingKnows([strangerKey]);
    try {
      const { body } = await sending.post(innlagt());
      const seen = await inState(body.id, 'failed');
      expect(seen.receivers[0]?.reason).toBe('MV-3109');
      expect(atKommune.received).toEqual([]);
    } finally {
      await receivingKnows([hospitalKey]);
    }
  });

  it('what the events tell is what the tables hold', async () => {
    for (const { services } of [sending, receiving])
      expect((await rebuild(services.db, false)).differing).toEqual([]);
  });
});

/** The receipt of a message, signed by the gateway of the kommune. */
function acknowledgment(received: Received, signer = kommuneKey): Buffer {
  return buildAcknowledgment(read(received), { messageId: randomUUID(), now: new Date(), signer });
}

async function postSignal(bytes: Buffer): Promise<number> {
  const { statusCode, body } = await request(addressOf(sending), {
    method: 'POST',
    headers: { 'content-type': 'text/xml', soapaction: '"ebXML"' },
    body: bytes,
  });
  await body.dump();
  return statusCode;
}

describe('a receipt that comes by itself', () => {
  async function handedOver() {
    await sendingTo(gateway.url);
    gateway.behave(answer(202));
    const { body } = await sending.post(innlagt());
    await arrived(gateway, 1);
    await eventually(
      () => events(body.id),
      (types) => types.includes('delivery.handed-over'),
    );
    expect((await message(body.id)).state).toBe('received');
    const [received] = gateway.received;
    if (received === undefined) throw new Error('nothing was sent');
    return { id: body.id, received };
  }

  it('makes the message delivered, and gets no answer of its own', async () => {
    const { id, received } = await handedOver();
    expect(received.headers.soapaction).toBe('"ebXML"');
    expect(await postSignal(acknowledgment(received))).toBe(202);
    await inState(id, 'delivered');
    expect(gateway.received).toHaveLength(1);
  });

  it('from somebody else changes nothing', async () => {
    const { id, received } = await handedOver();
    expect(await postSignal(acknowledgment(received, strangerKey))).toBe(202);
    expect(await postSignal(acknowledgment(received, hospitalKey))).toBe(202);
    expect((await message(id)).state).toBe('received');
    await postSignal(acknowledgment(received));
    await inState(id, 'delivered');
  });

  it('for other content than was sent changes nothing', async () => {
    const { id, received } = await handedOver();
    const reading = read(received);
    const [envelope, ...parts] = reading.signature.references;
    const forged = parts.map((part) => ({ ...part, digestValue: Buffer.alloc(32, 7) }));
    const references = [...(envelope ? [envelope] : []), ...forged];
    const wrong = { ...reading, signature: { ...reading.signature, references } };
    const settings = { messageId: randomUUID(), now: new Date(), signer: kommuneKey };
    await postSignal(buildAcknowledgment(wrong, settings));
    expect((await message(id)).state).toBe('received');
  });
});

describe('trouble at the receiver', () => {
  it('503 is tried again with the same bytes under the same MessageId', async () => {
    await sendingTo(gateway.url);
    gateway.behave(answer(503));
    const { body } = await sending.post(innlagt());
    await arrived(gateway, 1);
    gateway.behave((response, received) =>
      response.writeHead(200, { 'content-type': 'text/xml' }).end(acknowledgment(received)),
    );
    await hurry(body.id);
    await inState(body.id, 'delivered');
    expect(gateway.received[1]?.body).toEqual(gateway.received[0]?.body);
  });

  it('a message without receipt is repeated as the CPA says, and then given up with the reason', async () => {
    const cpa = cpaText({ retries: '1', retryInterval: 'PT1S', persistDuration: 'PT1S' })
      .replaceAll('90998', String(hospital.service.her))
      .replaceAll('99387', String(kommune.service.her));
    await sendingTo(gateway.url, [cpa]);
    gateway.behave(answer(202));
    const { body } = await sending.post(innlagt());
    const seen = await inState(body.id, 'failed');
    expect(seen.receivers[0]?.reason).toBe('MV-3108');
    expect(gateway.received).toHaveLength(2);
    const [first, second] = gateway.received.map(read);
    expect(first?.envelope.header).toMatchObject({
      cpaId: 'avtale:1',
      action: 'Melding',
      service: { value: 'Innleggelse' },
      from: { role: 'Avsender' },
      to: { role: 'Mottaker' },
    });
    expect(second?.envelope.header.messageId).toBe(first?.envelope.header.messageId);
  });

  it('a service that was stopped after handing over goes on where it was', async () => {
    await sendingTo(gateway.url);
    gateway.behave(answer(202));
    const { body } = await sending.post(innlagt());
    await eventually(
      () => events(body.id),
      (types) => types.includes('delivery.handed-over'),
    );
    await sending.close();
    sending = await startTestService({ connectionString: sending.connectionString });
    await sending.app.listen({ host: '127.0.0.1', port: 0 });
    await receivingKnows([hospitalKey]);
    const [received] = gateway.received;
    if (received === undefined) throw new Error('nothing was sent');
    await postSignal(acknowledgment(received));
    await inState(body.id, 'delivered');
    expect(gateway.received).toHaveLength(1);
  });
});

describe('what cannot be sent', () => {
  it('fails with the reason when we have no certificate', async () => {
    const document = partnersOf({
      kommune: { endpoint: { protocol: 'ebms', url: gateway.url }, identities: [kommuneKey] },
    });
    await changePartners(sending.services.db, 'prøve', () => document);
    const { body } = await sending.post(innlagt());
    expect((await inState(body.id, 'failed')).receivers[0]?.reason).toBe('MV-3110');
    expect(gateway.received).toEqual([]);
  });
});
