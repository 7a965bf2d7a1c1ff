import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuild } from '../../src/ledger/rebuild.ts';
import { eventually } from '../helpers/eventually.ts';
import { appRec, hospital, innlagt, kommune, party } from '../helpers/messages.ts';
import { answer, type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startTestService, type TestService } from '../helpers/service.ts';

let service: TestService;
let atHospital: Receiver;
let atKommune: Receiver;
beforeAll(async () => {
  service = await startTestService();
  atHospital = await startReceiver();
  atKommune = await startReceiver();
  await service.setPartners({
    hospital: { protocol: 'http', url: atHospital.url },
    kommune: { protocol: 'http', url: atKommune.url },
  });
});
afterAll(async () => {
  await service.close();
  await atHospital.close();
  await atKommune.close();
});

const message = async (id: string) => (await service.get(`/messages/${id}`)).body;
const inState = (id: string, state: string) =>
  eventually(
    () => message(id),
    (seen) => seen.state === state,
  );
const eventTypes = async (id: string) =>
  (await service.get(`/messages/${id}/events`)).body.items.map(({ type }) => type);

async function delivered(changes = {}) {
  const msgId = randomUUID();
  const { body } = await service.post(innlagt({ msgId, ...changes }));
  await inState(body.id, 'delivered');
  return { msgId, id: body.id };
}

describe('application receipts', () => {
  it.each(['1.0', '1.1'] as const)(
    'a positive one (version %s) makes the message acknowledged, and goes on to the sender byte for byte',
    async (version) => {
      const { msgId, id } = await delivered();
      const receipt = appRec(msgId, '1', { version });
      const answered = await service.post(receipt);
      expect(answered).toMatchObject({ status: 202, body: { type: 'APPREC' } });
      expect(await message(id)).toMatchObject({
        state: 'acknowledged',
        receivers: [{ state: 'delivered', transport: { state: 'acknowledged' }, apprec: { state: 'ok' } }],
      });
      await inState(answered.body.id, 'delivered');
      expect(atHospital.received.at(-1)?.body).toEqual(receipt);
    },
  );

  it('a negative one makes the message refused, with its codes, and goes on to the sender', async () => {
    const { msgId, id } = await delivered();
    const receipt = appRec(msgId, '2', { errors: [{ code: 'E36' }] });
    const { body } = await service.post(receipt);
    expect(await message(id)).toMatchObject({
      state: 'refused',
      receivers: [{ apprec: { state: 'rejected', codes: ['E36'] } }],
    });
    await inState(body.id, 'delivered');
    expect(atHospital.received.at(-1)?.body).toEqual(receipt);
  });

  it('one with a fault in a part acknowledges the message and says so', async () => {
    const { msgId, id } = await delivered();
    await service.post(appRec(msgId, '3', { errors: [{ code: 'X99' }] }));
    expect(await message(id)).toMatchObject({
      state: 'acknowledged',
      receivers: [{ apprec: { state: 'part' } }],
    });
  });

  it('finds its message whatever the case of the MsgId', async () => {
    const { msgId, id } = await delivered();
    await service.post(appRec(msgId.toUpperCase(), '1'));
    expect((await message(id)).state).toBe('acknowledged');
  });

  it('one that comes before its message waits for it', async () => {
    const msgId = randomUUID();
    await service.post(appRec(msgId, '1'));
    const { body } = await service.post(innlagt({ msgId }));
    expect((await message(body.id)).state).toBe('acknowledged');
  });

  it('the same receipt again changes nothing; a second, equal one is noted', async () => {
    const { msgId, id } = await delivered();
    const receipt = appRec(msgId, '1');
    await service.post(receipt);
    expect((await service.post(receipt)).status).toBe(200);
    await service.post(appRec(msgId, '1'));
    expect((await message(id)).state).toBe('acknowledged');
    expect((await eventTypes(id)).filter((type) => type.startsWith('apprec'))).toEqual([
      'apprec.received',
      'apprec.repeated',
    ]);
  });

  it('one that contradicts the first is kept and flagged, and the first stands', async () => {
    const { msgId, id } = await delivered();
    await service.post(appRec(msgId, '1'));
    await service.post(appRec(msgId, '2', { errors: [{ code: 'T02' }] }));
    expect((await message(id)).state).toBe('acknowledged');
    expect(await eventTypes(id)).toContain('apprec.contradicting');
  });

  it('one from somebody to whom the message was not sent does not count', async () => {
    const { msgId, id } = await delivered();
    const stranger = { her: 8999, name: 'Fremmed (øvelse)', service: { her: 8998, name: 'Tjeneste' } };
    await service.post(appRec(msgId, '1', { sender: party('PRIM', stranger) }));
    expect((await message(id)).state).toBe('delivered');
    expect(await eventTypes(id)).toContain('apprec.foreign');
  });

  it('one for a message that nobody has seen is kept and delivered', async () => {
    const { body } = await service.post(appRec(randomUUID(), '1'));
    await inState(body.id, 'delivered');
  });

  it('with a copy receiver, the message is acknowledged when both have receipted', async () => {
    const { msgId, id } = await delivered({ otherReceivers: [{ ...hospital, her: 8100, role: 'COP' }] });
    await service.post(appRec(msgId, '1'));
    expect((await message(id)).state).toBe('delivered');
    await service.post(appRec(msgId, '1', { sender: party('COP', hospital) }));
    expect((await message(id)).state).toBe('acknowledged');
  });

  it('a receipt proves that the message came through although the answer to it was lost: no further attempt', async () => {
    atKommune.behave(answer(500));
    const msgId = randomUUID();
    const { body } = await service.post(innlagt({ msgId }));
    await eventually(
      () => message(body.id),
      ({ receivers }) => receivers[0]?.reason === 'MV-3103',
    );
    await service.post(appRec(msgId, '1'));
    atKommune.behave(answer(200));
    expect(await message(body.id)).toMatchObject({
      state: 'acknowledged',
      receivers: [{ state: 'delivered' }],
    });
    const before = atKommune.received.length;
    const { id } = await delivered();
    expect(id).not.toBe(body.id);
    expect(atKommune.received).toHaveLength(before + 1);
  });

  it('an observed message gets its receipt as well', async () => {
    const msgId = randomUUID();
    const { body } = await service.post(innlagt({ msgId }), { query: '?mode=observe' });
    await service.post(appRec(msgId, '1', { sender: party('PRIM', kommune) }), { query: '?mode=observe' });
    expect((await message(body.id)).state).toBe('acknowledged');
  });
});

describe('the ledger', () => {
  it('computes from the events exactly the state that is stored', async () => {
    const report = await rebuild(service.services.db, false);
    expect(report.messages).toBeGreaterThan(20);
    expect(report.differing).toEqual([]);
  });

  it('puts a damaged state right from the events', async () => {
    const { msgId, id } = await delivered();
    await service.post(appRec(msgId, '1'));
    await service.services.db.pool.query(`update message set state = 'failed' where id = $1`, [id]);
    await service.services.db.pool.query(`update delivery set apprec = 'none' where message_id = $1`, [id]);
    expect((await rebuild(service.services.db, true)).differing).toEqual([id]);
    expect(await message(id)).toMatchObject({
      state: 'acknowledged',
      receivers: [{ apprec: { state: 'ok' } }],
    });
  });

  it('refuses to change or remove an event', async () => {
    const { pool } = service.services.db;
    await expect(pool.query(`update event set type = 'delivery.delivered'`)).rejects.toThrow('append-only');
    await expect(pool.query('delete from event')).rejects.toThrow('append-only');
    await expect(pool.query('truncate event')).rejects.toThrow('append-only');
  });
});
