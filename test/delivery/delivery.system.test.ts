import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { anotherPatient, hospital, innlagt, kommune } from '../helpers/messages.ts';
import { answer, hangUp, neverAnswer, type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startTestService, type TestService } from '../helpers/service.ts';

let service: TestService;
let receiver: Receiver;
let other: Receiver;
beforeAll(async () => {
  service = await startTestService({
    env: { MELDINGSVAKT_DELIVERY_TIMEOUT_MS: '700', MELDINGSVAKT_GIVE_UP_AFTER_MS: '3000' },
  });
});
afterAll(() => service.close());
beforeEach(async () => {
  receiver = await startReceiver();
  other = await startReceiver();
  await service.setPartners({
    kommune: { protocol: 'http', url: `${receiver.url}/inn` },
    hospital: { protocol: 'http', url: `${other.url}/inn` },
  });
});
afterEach(async () => {
  await receiver.close();
  await other.close();
});

const message = async (id: string) => (await service.get(`/messages/${id}`)).body;
const inState = (id: string, state: string) =>
  eventually(
    () => message(id),
    (seen) => seen.state === state,
  );
const post = async (bytes: Buffer, options = {}) => (await service.post(bytes, options)).body.id;

describe('delivery to an HTTP endpoint', () => {
  it('hands over the very bytes, with the Content-Type that the sender used', async () => {
    const bytes = innlagt();
    const id = await post(bytes, { contentType: 'text/xml; charset=UTF-8' });
    await inState(id, 'delivered');
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.body).toEqual(bytes);
    expect(receiver.received[0]).toMatchObject({
      path: '/inn',
      headers: { 'content-type': 'text/xml; charset=UTF-8' },
    });
    const { items } = (await service.get(`/messages/${id}/events`)).body;
    expect(items.map(({ type }) => type)).toEqual(['message.received', 'delivery.delivered']);
  });

  it('delivers a message once, however often it is handed in', async () => {
    const bytes = innlagt();
    const ids = await Promise.all(Array.from({ length: 5 }, () => post(bytes)));
    await inState(ids[0] ?? '', 'delivered');
    await post(bytes);
    await post(innlagt()); // a later one, to see that the queue has gone past the repetitions
    await eventually(
      () => receiver.received.length,
      (count) => count === 2,
    );
    expect(receiver.received.filter(({ body }) => body.equals(bytes))).toHaveLength(1);
  });

  it.each([
    ['answers 500', answer(500), 'MV-3103', 500],
    ['answers 503', answer(503), 'MV-3103', 503],
    ['answers 408', answer(408), 'MV-3103', 408],
    ['answers 425', answer(425), 'MV-3103', 425],
    ['answers 429', answer(429), 'MV-3103', 429],
    ['hangs up', hangUp, 'MV-3101', null],
    ['never answers', neverAnswer, 'MV-3102', null],
  ])('tries again when the receiver %s, until it succeeds', async (_what, behaviour, reason, status) => {
    receiver.behave(behaviour);
    const id = await post(innlagt());
    const waiting = await eventually(
      () => message(id),
      (seen) => (seen.receivers[0]?.attempts ?? 0) >= 1 && seen.receivers[0]?.reason !== null,
    );
    expect(waiting).toMatchObject({
      state: 'received',
      receivers: [{ state: 'pending', reason, lastStatus: status }],
    });
    receiver.behave(answer(202));
    const done = await inState(id, 'delivered');
    expect(done.receivers[0]?.attempts).toBeGreaterThanOrEqual(2);
    const { items } = (await service.get(`/messages/${id}/events`)).body;
    expect(items.at(1)).toMatchObject({
      type: 'delivery.attempt-failed',
      data: { code: reason, attempt: 1, why: expect.stringContaining('prøves igjen') },
    });
  });

  it.each([301, 302, 304, 400, 401, 403, 404, 410, 413, 415, 422])(
    'gives up at once when the receiver answers %i',
    async (status) => {
      receiver.behave(answer(status, { location: `${other.url}/flyttet` }));
      const id = await post(innlagt());
      const seen = await inState(id, 'failed');
      expect(seen.receivers[0]).toMatchObject({
        state: 'failed',
        reason: 'MV-3104',
        lastStatus: status,
        attempts: 1,
      });
      expect(receiver.received).toHaveLength(1);
      expect(other.received).toHaveLength(0);
    },
  );

  it('tries again while nobody listens, and delivers when somebody does', async () => {
    await receiver.close();
    const id = await post(innlagt());
    await eventually(
      () => message(id),
      (seen) => seen.receivers[0]?.reason === 'MV-3101',
    );
    receiver = await startReceiver(receiver.port);
    await inState(id, 'delivered');
  });

  it('gives up, visibly, when the receiver stays away longer than the limit', async () => {
    receiver.behave(answer(500));
    const id = await post(innlagt());
    const seen = await inState(id, 'failed');
    expect(seen.receivers[0]?.reason).toBe('MV-3105');
    expect(seen.receivers[0]?.attempts).toBeGreaterThan(2);
  });

  it('sends nothing when the stored bytes no longer match their checksum', async () => {
    receiver.behave(answer(500));
    const id = await post(innlagt());
    await eventually(
      () => receiver.received.length,
      (count) => count >= 1,
    );
    await service.services.db.pool.query(
      `update message_content set bytes = bytes || '\\x20' where message_id = $1`,
      [id],
    );
    const seen = await inState(id, 'failed');
    expect(seen.receivers[0]?.reason).toBe('MV-3107');
    expect(
      new Set(receiver.received.map(({ body }) => createHash('sha256').update(body).digest('hex'))).size,
    ).toBe(1);
  });
});

describe('order', () => {
  const patient = anotherPatient();

  it('messages about one patient to one receiver arrive in the order in which they came, also through retries', async () => {
    let fail = 3;
    receiver.behave((response) => void response.writeHead(fail-- > 0 ? 500 : 200).end());
    const sent: Buffer[] = [];
    for (let count = 0; count < 6; count += 1) {
      const bytes = innlagt({ patient });
      sent.push(bytes);
      await post(bytes);
    }
    await eventually(
      () => new Set(receiver.received.map(({ body }) => body.toString())).size,
      (count) => count === 6,
    );
    const first = receiver.received.map(({ body }) => sent.findIndex((bytes) => bytes.equals(body)));
    expect(first).toEqual(first.toSorted((a, b) => a - b));
  });

  it('a message of another patient goes past one that is being retried', async () => {
    const stuck = innlagt({ patient });
    receiver.behave((response, { body }) => void response.writeHead(body.equals(stuck) ? 500 : 200).end());
    const stuckId = await post(stuck);
    const freeId = await post(innlagt());
    await inState(freeId, 'delivered');
    expect((await message(stuckId)).state).toBe('received');
  });

  it('a message that failed for good releases the next one', async () => {
    const refused = innlagt({ patient });
    receiver.behave((response, { body }) => void response.writeHead(body.equals(refused) ? 400 : 200).end());
    const refusedId = await post(refused);
    const nextId = await post(innlagt({ patient }));
    await inState(nextId, 'delivered');
    expect((await message(refusedId)).state).toBe('failed');
  });

  it('a receiver that hangs holds up nobody else', async () => {
    receiver.behave(neverAnswer);
    const stuck = await Promise.all(Array.from({ length: 40 }, () => post(innlagt())));
    const started = Date.now();
    const id = await post(innlagt({ sender: kommune, receiver: hospital }));
    await inState(id, 'delivered');
    expect(other.received[0]?.at ?? Number.POSITIVE_INFINITY).toBeLessThan(started + 700);
    receiver.behave(answer(200));
    for (const one of stuck) await inState(one, 'delivered');
  });
});

describe('where messages go', () => {
  it('a message that is only to be observed is never delivered', async () => {
    const id = await post(innlagt(), { query: '?mode=observe' });
    await post(innlagt());
    await eventually(
      () => receiver.received.length,
      (count) => count === 1,
    );
    expect(await message(id)).toMatchObject({
      state: 'received',
      receivers: [{ state: 'observed', attempts: 0 }],
    });
  });

  it('a partner without an endpoint leaves the message unrouted, and says so', async () => {
    await service.setPartners({});
    const answered = await service.post(innlagt());
    expect(answered).toMatchObject({
      status: 202,
      body: { verdict: 'flagged', findings: [{ code: 'MV-3002' }] },
    });
    expect((await message(answered.body.id)).state).toBe('unrouted');
  });

  it('a new endpoint holds for the next attempt, without a restart', async () => {
    receiver.behave(answer(500));
    const id = await post(innlagt());
    await eventually(
      () => receiver.received.length,
      (count) => count >= 1,
    );
    await service.setPartners({ kommune: { protocol: 'http', url: `${other.url}/ny` } });
    await inState(id, 'delivered');
    expect(other.received.at(-1)?.path).toBe('/ny');
  });

  it('a rejected message is never delivered', async () => {
    await service.post(innlagt({ msgId: 'ikke-uuid' }));
    const id = await post(innlagt());
    await inState(id, 'delivered');
    expect(receiver.received).toHaveLength(1);
  });

  it('each copy receiver gets its own copy', async () => {
    const id = await post(innlagt({ otherReceivers: [{ ...hospital, role: 'COP' }] }));
    const seen = await inState(id, 'delivered');
    expect(seen.receivers.map(({ role, her }) => [role, her]).sort()).toEqual([
      ['COP', hospital.her],
      ['PRIM', kommune.her],
    ]);
    expect(receiver.received[0]?.body).toEqual(other.received[0]?.body);
  });

  it('with several receivers the message stands where the last of them stands', async () => {
    other.behave(answer(400));
    const id = await post(innlagt({ otherReceivers: [{ ...hospital, role: 'COP' }] }));
    const seen = await inState(id, 'failed');
    await eventually(
      () => message(id),
      ({ receivers }) => receivers.some(({ state }) => state === 'delivered'),
    );
    expect(seen.receivers).toHaveLength(2);
  });
});
