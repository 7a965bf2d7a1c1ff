import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuild } from '../../src/ledger/rebuild.ts';
import { eventually } from '../helpers/eventually.ts';
import { anotherPatient, appRec, hospital, innlagt, kommune } from '../helpers/messages.ts';
import { answer, type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startTestService, type TestService } from '../helpers/service.ts';

interface Failure {
  code: string;
  fault: string;
  partner: { her: number | null; name: string | null };
  count: number;
  samples: string[];
  apprec: string | null;
  actor: string;
  text: { nb: string };
  remedy: { nb: string };
  firstSeen: string;
  lastSeen: string;
}

let service: TestService;
let receiver: Receiver;
beforeAll(async () => {
  service = await startTestService();
  receiver = await startReceiver();
  await service.setPartners({
    kommune: { protocol: 'http', url: receiver.url },
    hospital: { protocol: 'http', url: receiver.url },
  });
});
afterAll(async () => {
  await service.close();
  await receiver.close();
});

const failures = async (query = '') =>
  (await service.get(`/failures${query}`)).body.items as unknown as Failure[];
const message = async (id: string) => (await service.get(`/messages/${id}`)).body;
const inState = (id: string, state: string) =>
  eventually(
    () => message(id),
    (seen) => seen.state === state,
  );

async function act(id: string, body: object, token = service.token) {
  const response = await service.app.inject({
    method: 'POST',
    url: `/api/v1/messages/${id}/actions`,
    headers: { authorization: `Bearer ${token}` },
    payload: body,
  });
  return {
    status: response.statusCode,
    body: response.json() as { state: string; code: string; refused: { code: string }[] },
  };
}

async function failed(): Promise<string> {
  receiver.behave(answer(400));
  const { body } = await service.post(innlagt());
  await inState(body.id, 'failed');
  return body.id;
}

describe('the list of failures', () => {
  it('groups by cause and organisation, and says who must act and what to do', async () => {
    const ids = [await failed(), await failed()];
    const found = (await failures()).find(({ code }) => code === 'MV-3104');
    expect(found).toMatchObject({
      fault: 'F02',
      partner: { her: kommune.her, name: kommune.name },
      actor: 'partner',
    });
    expect(found?.count).toBeGreaterThanOrEqual(2);
    expect(found?.samples).toEqual(expect.arrayContaining(ids));
    expect(found?.text.nb).not.toContain('{');
    expect(found?.remedy.nb).toContain('partneren');
    expect(Date.parse(found?.firstSeen ?? '')).toBeLessThanOrEqual(Date.parse(found?.lastSeen ?? ''));
  });

  it('tells of negative receipts by their code', async () => {
    receiver.behave(answer(200));
    const msgId = randomUUID();
    const { body } = await service.post(innlagt({ msgId }));
    await inState(body.id, 'delivered');
    await service.post(appRec(msgId, '2', { errors: [{ code: 'E36' }] }));
    expect(await failures('?code=MV-3304')).toMatchObject([
      { apprec: 'E36', fault: 'F04', actor: 'sender', samples: [body.id] },
    ]);
  });

  it('tells of messages that the validation rejected, with the sender as the counterpart', async () => {
    const { body } = await service.post(innlagt({ msgId: 'ikke-uuid' }));
    expect(await failures('?code=MV-1203')).toMatchObject([
      { partner: { her: hospital.her }, apprec: 'E10', samples: [body.id], actor: 'sender' },
    ]);
  });

  it.each([
    ['31 minutes', 'MV-3301', '31 minutes'],
    ['half of the four hours that a LOG_INNLAGT carries', 'MV-3302', '121 minutes'],
    ['96 hours', 'MV-3303', '97 hours'],
  ])('tells of a receipt that is missing after %s', async (_what, code, ago) => {
    receiver.behave(answer(200));
    const { body } = await service.post(innlagt());
    await inState(body.id, 'delivered');
    await service.services.db.pool.query(
      'update delivery set delivered_at = now() - $2::interval where message_id = $1',
      [body.id, ago],
    );
    const [group] = await failures(`?code=${code}`);
    expect(group).toMatchObject({ fault: 'F03', samples: [body.id], count: 1 });
  });

  it('does not wait for a receipt of a receipt', async () => {
    receiver.behave(answer(200));
    const { body } = await service.post(appRec(randomUUID(), '1'));
    await inState(body.id, 'delivered');
    await service.services.db.pool.query(
      `update delivery set delivered_at = now() - interval '97 hours' where message_id = $1`,
      [body.id],
    );
    const groups = (await failures()).filter(({ code }) => code.startsWith('MV-330'));
    expect(groups.flatMap(({ samples }) => samples)).not.toContain(body.id);
  });

  it('is forgotten when the message is delivered after all', async () => {
    const id = await failed();
    receiver.behave(answer(200));
    expect((await act(id, { action: 'retry', reason: 'mottakeren er oppe' })).status).toBe(200);
    await inState(id, 'delivered');
    expect((await failures('?code=MV-3104')).flatMap(({ samples }) => samples)).not.toContain(id);
  });

  it('needs the right to read', async () => {
    expect((await service.get('/failures', await service.newToken(['ingest']))).status).toBe(403);
  });
});

describe('what a person may do about one message', () => {
  const events = async (id: string) => (await service.get(`/messages/${id}/events`)).body.items;

  it('a message that failed is sent again with the same bytes, and its history tells by whom', async () => {
    const id = await failed();
    receiver.behave(answer(200));
    const first = receiver.received.at(-1)?.body;
    await act(id, { action: 'retry', reason: 'feilen er rettet' });
    await inState(id, 'delivered');
    expect(receiver.received.at(-1)?.body).toEqual(first);
    expect((await events(id)).map(({ type }) => type)).toEqual([
      'message.received',
      'delivery.failed',
      'delivery.replayed',
      'delivery.delivered',
    ]);
  });

  it('keeps the reason in the access log, and out of the events', async () => {
    const id = await failed();
    await act(id, { action: 'solve', reason: 'ringt mottakeren' });
    const { rows } = await service.services.db.pool.query(
      'select action, purpose, actor from access_log where message_id = $1',
      [id],
    );
    expect(rows).toEqual([{ action: 'action.solve', purpose: 'ringt mottakeren', actor: 'prøve' }]);
    expect(JSON.stringify(await events(id))).not.toContain('ringt');
  });

  it('one that waits for its next attempt is tried at once', async () => {
    receiver.behave(answer(503));
    const { body } = await service.post(innlagt());
    await eventually(
      () => message(body.id),
      (seen) => seen.receivers[0]?.reason === 'MV-3103',
    );
    await service.services.db.pool.query(
      `update delivery set next_attempt_at = now() + interval '1 day' where message_id = $1`,
      [body.id],
    );
    receiver.behave(answer(200));
    await eventually(
      () => act(body.id, { action: 'retry', reason: 'prøv nå' }),
      ({ status }) => status === 200,
    );
    await inState(body.id, 'delivered');
  });

  it.each(['stop', 'solve'])('one that failed can be closed (%s), and stays closed', async (action) => {
    const id = await failed();
    expect(await act(id, { action, reason: 'håndtert på telefon' })).toMatchObject({
      status: 200,
      body: { state: 'closed' },
    });
    expect(await act(id, { action: 'retry', reason: 'igjen' })).toMatchObject({
      status: 409,
      body: { code: 'MV-4030', refused: [{ code: 'MV-3204' }] },
    });
  });

  it('one that is stopped releases the next of its key', async () => {
    receiver.behave(answer(503));
    const patient = anotherPatient();
    const first = (await service.post(innlagt({ patient }))).body;
    const second = (await service.post(innlagt({ patient }))).body;
    await eventually(
      () => message(first.id),
      (seen) => seen.receivers[0]?.reason === 'MV-3103',
    );
    expect((await message(second.id)).receivers[0]?.attempts).toBe(0);
    await act(first.id, { action: 'stop', reason: 'feil pasient' });
    receiver.behave(answer(200));
    await inState(second.id, 'delivered');
    expect((await message(first.id)).state).toBe('closed');
  });

  it('one that has a positive receipt is not sent again, unless it is forced', async () => {
    receiver.behave(answer(200));
    const msgId = randomUUID();
    const { body } = await service.post(innlagt({ msgId }));
    await inState(body.id, 'delivered');
    await service.post(appRec(msgId, '1'));
    await inState(body.id, 'acknowledged');
    const count = receiver.received.length;
    expect(await act(body.id, { action: 'retry', reason: 'en gang til' })).toMatchObject({
      status: 409,
      body: { refused: [{ code: 'MV-3203' }] },
    });
    expect((await act(body.id, { action: 'retry', reason: 'ba om den', force: true })).status).toBe(200);
    await eventually(
      () => receiver.received.length,
      (seen) => seen > count,
    );
    expect((await message(body.id)).state).toBe('acknowledged');
  });

  it('one without a route goes on when the partner has got an endpoint', async () => {
    await service.setPartners({});
    const { body } = await service.post(innlagt());
    expect((await message(body.id)).state).toBe('unrouted');
    expect(await act(body.id, { action: 'reroute', reason: 'for tidlig' })).toMatchObject({
      status: 409,
      body: { refused: [{ code: 'MV-3206' }] },
    });
    await service.setPartners({
      kommune: { protocol: 'http', url: receiver.url },
      hospital: { protocol: 'http', url: receiver.url },
    });
    receiver.behave(answer(200));
    await act(body.id, { action: 'reroute', reason: 'endepunktet er lagt inn' });
    await inState(body.id, 'delivered');
    expect((await events(body.id)).map(({ type }) => type)).toContain('delivery.rerouted');
  });

  it('one that is only observed, or was rejected, is never sent', async () => {
    const observed = (await service.post(innlagt(), { query: '?mode=observe' })).body;
    expect(await act(observed.id, { action: 'retry', reason: 'send', force: true })).toMatchObject({
      status: 409,
      body: { refused: [{ code: 'MV-3201' }] },
    });
    const rejected = (await service.post(innlagt({ msgId: 'ikke-uuid-2' }))).body;
    expect((await act(rejected.id, { action: 'retry', reason: 'send', force: true })).status).toBe(409);
  });

  it('needs the right to replay, a reason, and a message that is there', async () => {
    const id = await failed();
    expect(
      (await act(id, { action: 'retry', reason: 'prøv' }, await service.newToken(['read']))).status,
    ).toBe(403);
    expect((await act(id, { action: 'retry' })).status).toBe(400);
    expect((await act(randomUUID(), { action: 'retry', reason: 'prøv' })).status).toBe(404);
  });

  it('leaves a ledger whose tables say what its events say', async () => {
    expect((await rebuild(service.services.db, false)).differing).toEqual([]);
  });
});
