import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplayView } from '../../src/replay/views.ts';
import { eventually } from '../helpers/eventually.ts';
import { hospital, innlagt, kommune } from '../helpers/messages.ts';
import { answer, type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startTestService, type TestService } from '../helpers/service.ts';

let service: TestService;
let atKommune: Receiver;
let atHospital: Receiver;
beforeAll(async () => {
  service = await startTestService();
  atKommune = await startReceiver();
  atHospital = await startReceiver();
  await service.setPartners({
    kommune: { protocol: 'http', url: atKommune.url },
    hospital: { protocol: 'http', url: atHospital.url },
  });
});
afterAll(async () => {
  await service.close();
  await atKommune.close();
  await atHospital.close();
});

async function call<T>(method: 'GET' | 'POST', path: string, body?: object, token = service.token) {
  const response = await service.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { payload: body }),
  });
  return { status: response.statusCode, body: (response.body === '' ? {} : response.json()) as T };
}

const state = async (id: string) => (await service.get(`/messages/${id}`)).body.state;
const toHospital = () => innlagt({ sender: kommune, receiver: hospital });
const hour = 3_600_000;
const downtime = (from: number, to: number) => ({
  partner: kommune.service.her,
  from: new Date(Date.now() + from).toISOString(),
  to: new Date(Date.now() + to).toISOString(),
  reason: 'oppgradering av fagsystem',
});

describe('an endpoint that is down', () => {
  it('gets far fewer attempts than there are messages, and everything once it is back', async () => {
    atKommune.behave(answer(503));
    const ids = await Promise.all(
      Array.from({ length: 60 }, async () => (await service.post(innlagt())).body.id),
    );
    await eventually(
      () => atKommune.received.length,
      (count) => count >= 5,
    );
    const other = (await service.post(toHospital())).body.id;
    await eventually(
      () => state(other),
      (seen) => seen === 'delivered',
    );
    // The first ones were under way together; from then on one at a time tries.
    const { rows } = await service.services.db.pool.query<{ untried: number }>(
      'select count(*)::integer as untried from delivery where message_id = any($1) and attempts = 0',
      [ids],
    );
    expect(rows[0]?.untried).toBeGreaterThan(20);
    atKommune.behave(answer(200));
    for (const id of ids)
      await eventually(
        () => state(id),
        (seen) => seen === 'delivered',
      );
  });
});

/** The state that a message has when it has had so many seconds to reach the one named. */
async function stateAfter(id: string, wanted: string, seconds: number): Promise<string> {
  await eventually(
    () => state(id),
    (seen) => seen === wanted,
    seconds,
  ).catch(() => undefined);
  return state(id);
}

describe('an announced change', () => {
  it('holds deliveries to the partner until it is taken back, and nobody else', async () => {
    atKommune.behave(answer(200));
    const announced = await call<{ id: string; state: string; partner: number }>(
      'POST',
      '/changes',
      downtime(-hour, hour),
    );
    expect(announced).toMatchObject({ status: 201, body: { state: 'inForce', partner: kommune.her } });
    const { items } = (await call<{ items: { id: string }[] }>('GET', '/changes')).body;
    expect(items).toMatchObject([{ id: announced.body.id }]);
    // The workers have read it when they have let this one by and kept the next.
    await eventually(
      async () => {
        const id = (await service.post(innlagt())).body.id;
        for (let round = 0; round < 3; round += 1) {
          const other = (await service.post(toHospital())).body.id;
          await eventually(
            () => state(other),
            (seen) => seen === 'delivered',
          );
        }
        return { now: await state(id), soon: await stateAfter(id, 'delivered', 1) };
      },
      ({ now, soon }) => now === 'received' && soon === 'received',
    );
    const held = (await service.post(innlagt())).body.id;
    const other = (await service.post(toHospital())).body.id;
    await eventually(
      () => state(other),
      (seen) => seen === 'delivered',
    );
    expect(await state(held)).toBe('received');

    expect((await call('POST', `/changes/${announced.body.id}/cancel`)).status).toBe(204);
    await eventually(
      () => state(held),
      (seen) => seen === 'delivered',
    );
    expect((await call('POST', `/changes/${announced.body.id}/cancel`)).status).toBe(404);
  });

  it('holds replays, which go on when it is taken back', async () => {
    atKommune.behave(answer(400));
    const { id } = (await service.post(innlagt())).body;
    await eventually(
      () => state(id),
      (seen) => seen === 'failed',
    );
    const change = (await call<{ id: string }>('POST', '/changes', downtime(-hour, hour))).body;
    const dry = await call('POST', '/replays', { ids: [id], dryRun: true });
    expect(dry.body).toMatchObject({ send: 0, held: 1, items: [{ outcome: 'held', code: 'MV-3208' }] });
    const replay = (await call<ReplayView>('POST', '/replays', { ids: [id] })).body;
    const view = async () => (await call<ReplayView>('GET', `/replays/${replay.id}`)).body;
    await eventually(view, ({ progress }) => progress.held === 1);
    expect(await state(id)).toBe('failed');
    atKommune.behave(answer(200));
    await call('POST', `/changes/${change.id}/cancel`);
    await eventually(view, (seen) => seen.state === 'done');
    expect(await state(id)).toBe('delivered');
  });

  it('that is still to come, or over, holds nothing', async () => {
    atKommune.behave(answer(200));
    await call('POST', '/changes', downtime(hour, 2 * hour));
    await call('POST', '/changes', downtime(-2 * hour, -hour));
    const { id } = (await service.post(innlagt())).body;
    await eventually(
      () => state(id),
      (seen) => seen === 'delivered',
    );
    const { items } = (await call<{ items: { state: string }[] }>('GET', '/changes?past=true')).body;
    expect(items.map((item) => item.state).sort()).toEqual(['announced', 'cancelled', 'cancelled', 'past']);
  });

  it('needs a known partner, an end after its beginning, and the right to administer', async () => {
    expect((await call('POST', '/changes', { ...downtime(0, hour), partner: 7 })).status).toBe(400);
    expect((await call('POST', '/changes', downtime(hour, 0))).status).toBe(400);
    const replayer = await service.newToken(['read', 'replay']);
    expect((await call('POST', '/changes', downtime(0, hour), replayer)).status).toBe(403);
    expect((await call('GET', '/changes', undefined, replayer)).status).toBe(200);
  });
});
