import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rebuild } from '../../src/ledger/rebuild.ts';
import type { ReplayView } from '../../src/replay/views.ts';
import { eventually } from '../helpers/eventually.ts';
import { anotherPatient, appRec, innlagt, kommune } from '../helpers/messages.ts';
import { answer, type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startTestService, type TestService } from '../helpers/service.ts';

let service: TestService;
let receiver: Receiver;
beforeAll(async () => {
  service = await startTestService();
  receiver = await startReceiver();
});
beforeEach(async () => {
  await service.setPartners({
    kommune: { protocol: 'http', url: receiver.url },
    hospital: { protocol: 'http', url: receiver.url },
  });
});
afterAll(async () => {
  await service.close();
  await receiver.close();
});

async function call<T = ReplayView>(
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  token = service.token,
) {
  const response = await service.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { payload: body }),
  });
  return { status: response.statusCode, body: response.json() as T };
}

const message = async (id: string) => (await service.get(`/messages/${id}`)).body;
const inState = (id: string, state: string) =>
  eventually(
    () => message(id),
    (seen) => seen.state === state,
  );
const until = (id: string, done: (view: ReplayView) => boolean) =>
  eventually(async () => (await call('GET', `/replays/${id}`)).body, done);
const done = (id: string) => until(id, ({ state }) => state === 'done');

async function failed(count: number, changes = {}): Promise<string[]> {
  receiver.behave(answer(400));
  const ids: string[] = [];
  for (let one = 0; one < count; one += 1) ids.push((await service.post(innlagt(changes))).body.id);
  for (const id of ids) await inState(id, 'failed');
  return ids;
}

async function delivered() {
  receiver.behave(answer(200));
  const msgId = randomUUID();
  const bytes = innlagt({ msgId });
  const { body } = await service.post(bytes);
  await inState(body.id, 'delivered');
  return { id: body.id, msgId, bytes };
}

const arrivals = (bytes: Buffer) => receiver.received.filter(({ body }) => body.equals(bytes)).length;

describe('a replay', () => {
  it('sends what failed again, byte for byte, and ends when everything has arrived', async () => {
    const ids = await failed(3);
    const before = new Set(receiver.received.slice(-3).map(({ body }) => body.toString()));
    receiver.behave(answer(200));
    const started = await call('POST', '/replays', { ids, reason: 'mottakeren er oppe igjen' });
    expect(started).toMatchObject({
      status: 202,
      body: { state: 'running', reason: 'mottakeren er oppe igjen' },
    });
    const ended = await done(started.body.id);
    expect(ended.progress).toMatchObject({ total: 3, sent: 3, delivered: 3, waiting: 0, refused: 0 });
    expect(new Set(receiver.received.slice(-3).map(({ body }) => body.toString()))).toEqual(before);
    const { items } = (await service.get(`/messages/${ids[0]}/events`)).body;
    expect(items.find(({ type }) => type === 'delivery.replayed')?.data).toMatchObject({
      replay: started.body.id,
      from: 'failed',
    });
  });

  it('keeps the order of a key', async () => {
    const ids = await failed(5, { patient: anotherPatient() });
    const before = receiver.received.slice(-5).map(({ body }) => body.toString());
    receiver.behave(answer(200));
    const { body } = await call('POST', '/replays', { ids: ids.toReversed() });
    await done(body.id);
    expect(receiver.received.slice(-5).map((one) => one.body.toString())).toEqual(before);
  });

  it('never repeats what has a positive receipt, unless it is forced', async () => {
    const { id, msgId, bytes } = await delivered();
    await service.post(appRec(msgId, '1'));
    await inState(id, 'acknowledged');
    const { body } = await call('POST', '/replays', { ids: [id] });
    expect(await done(body.id)).toMatchObject({
      progress: { sent: 0, refused: 1 },
      refusals: [{ code: 'MV-3203', count: 1, samples: [id] }],
    });
    expect(arrivals(bytes)).toBe(1);
    const forced = await call('POST', '/replays', { ids: [id], force: true });
    await done(forced.body.id);
    expect(arrivals(bytes)).toBe(2);
  });

  it('never delivers what is only observed or was rejected, even when forced', async () => {
    const observed = innlagt();
    const rejected = innlagt({ msgId: 'ikke-uuid' });
    const ids = [
      (await service.post(observed, { query: '?mode=observe' })).body.id,
      (await service.post(rejected)).body.id,
    ];
    const { body } = await call('POST', '/replays', { ids, force: true });
    const ended = await done(body.id);
    expect(ended.refusals.map(({ code }) => code)).toEqual(['MV-3201', 'MV-3202']);
    expect(arrivals(observed) + arrivals(rejected)).toBe(0);
  });

  it('leaves alone what is older than 96 hours, unless it is forced', async () => {
    const [id = ''] = await failed(1);
    await service.services.db.pool.query(
      `update message set received_at = now() - interval '97 hours' where id = $1`,
      [id],
    );
    const refused = await call('POST', '/replays', { ids: [id] });
    expect(await done(refused.body.id)).toMatchObject({ refusals: [{ code: 'MV-3207' }] });
    receiver.behave(answer(200));
    await done((await call('POST', '/replays', { ids: [id], force: true })).body.id);
    expect((await message(id)).state).toBe('delivered');
  });

  it('takes up what had no route when it came, once the partner has an endpoint', async () => {
    await service.setPartners({});
    const { body } = await service.post(innlagt());
    await service.setPartners({ kommune: { protocol: 'http', url: receiver.url } });
    receiver.behave(answer(200));
    await done((await call('POST', '/replays', { state: 'unrouted' })).body.id);
    expect((await message(body.id)).state).toBe('delivered');
  });

  it('finds its messages by MsgId, type, partner, state, time and failure', async () => {
    const since = new Date();
    const msgId = randomUUID();
    await failed(1, { msgId });
    const foreseen = async (selection: object) =>
      (await call<{ send: number }>('POST', '/replays', { ...selection, dryRun: true })).body.send;
    const from = since.toISOString();
    expect(await foreseen({ ids: [msgId.toUpperCase()] })).toBe(1);
    expect(await foreseen({ from, type: 'LOG_INNLAGT', partner: kommune.service.her, state: 'failed' })).toBe(
      1,
    );
    expect(await foreseen({ from, failure: 'MV-3104' })).toBe(1);
    expect(await foreseen({ from, failure: 'MV-3304' })).toBe(0);
    expect(await foreseen({ to: from, ids: [msgId] })).toBe(0);
    expect(await foreseen({ from, type: 'LOG_UTSKREVET' })).toBe(0);
  });

  it('tells in a dry run what it would do, and changes nothing', async () => {
    const [id = ''] = await failed(1);
    const { id: kept, msgId } = await delivered();
    await service.post(appRec(msgId, '1'));
    const own = (await message(id)).msgId;
    const arrivals = () => receiver.received.filter(({ body }) => body.includes(own)).length;
    const before = arrivals();
    const { status, body } = await call<{ total: number; items: object[] }>('POST', '/replays', {
      ids: [id, kept],
      dryRun: true,
    });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        dryRun: true,
        total: 2,
        send: 1,
        refused: [{ code: 'MV-3203', count: 1, message: expect.stringContaining('kvittert') }],
        items: [
          { message: id, outcome: 'send', receiver: kommune.service.her },
          { message: kept, outcome: 'refused', code: 'MV-3203' },
        ],
      },
    });
    expect((await message(id)).state).toBe('failed');
    expect(arrivals()).toBe(before);
  });

  it('keeps to its rate, and can be paused, resumed and cancelled', async () => {
    const ids = await failed(12);
    receiver.behave(answer(200));
    const { body } = await call('POST', '/replays', { ids, rate: 5 });
    await until(body.id, ({ progress }) => progress.sent > 0);
    expect((await call('POST', `/replays/${body.id}/pause`)).body.state).toBe('paused');
    const paused = await until(body.id, ({ progress }) => progress.underWay === 0);
    expect(paused.progress.sent).toBeLessThan(12);
    expect(paused.progress.waiting).toBe(12 - paused.progress.sent);
    await call('POST', `/replays/${body.id}/resume`);
    await until(body.id, ({ progress }) => progress.sent > paused.progress.sent);
    const cancelled = await call('POST', `/replays/${body.id}/cancel`);
    expect(cancelled.body).toMatchObject({ state: 'cancelled', progress: { waiting: 0 } });
    const { sent, cancelled: dropped } = cancelled.body.progress;
    expect(sent + dropped).toBe(12);
    expect((await call('POST', `/replays/${body.id}/resume`)).status).toBe(409);
  });

  it('is waited for by a message that a second replay names as well: it is sent once', async () => {
    const ids = await failed(4);
    receiver.behave(answer(200));
    const before = receiver.received.length;
    const both = await Promise.all([
      call('POST', '/replays', { ids }),
      call('POST', '/replays', { ids, rate: 1000 }),
    ]);
    const ended = await Promise.all(both.map(({ body }) => done(body.id)));
    const sent = ended.reduce((sum, { progress }) => sum + progress.sent, 0);
    expect(receiver.received.length - before).toBe(sent);
    for (const id of ids) expect((await message(id)).state).toBe('delivered');
  });

  it('needs something to select, the right to replay, and known names', async () => {
    expect(await call('POST', '/replays', {})).toMatchObject({ status: 400, body: { code: 'MV-4031' } });
    expect((await call('POST', '/replays', { from: 'i går' })).status).toBe(400);
    expect((await call('POST', '/replays', { stat: 'failed' })).status).toBe(400);
    const reader = await service.newToken(['read']);
    expect((await call('POST', '/replays', { state: 'failed' }, reader)).status).toBe(403);
    expect((await call('GET', '/replays', undefined, reader)).status).toBe(200);
    expect((await call('GET', `/replays/${randomUUID()}`)).status).toBe(404);
    expect((await call('POST', '/replays/tull/cancel')).status).toBe(404);
  });

  it('leaves a ledger whose tables say what its events say', async () => {
    expect((await rebuild(service.services.db, false)).differing).toEqual([]);
  });
});
