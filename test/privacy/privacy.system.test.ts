import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { eventually } from '../helpers/eventually.ts';
import { appRec, innlagt } from '../helpers/messages.ts';
import { answer, type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startTestService, type TestService } from '../helpers/service.ts';

/** What must not leave the message: the number, the names, the birth date, and a text of the payload. */
const secrets = ['27918012345', 'Hemmelighetsen', 'Skjultson', '1980-11-27', 'aldri-i-en-logg'];
const patient = {
  familyName: 'Skjultson',
  givenName: 'Hemmelighetsen',
  birthDate: '1980-11-27',
  sex: '1' as const,
  ids: [{ id: '27918012345', type: 'FNR' }],
};

let service: TestService;
let receiver: Receiver;
let logged = '';

/** Where a log goes that is looked through afterwards. */
function sink(): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
}

beforeAll(async () => {
  service = await startTestService({ log: createLog('trace', sink()) });
  receiver = await startReceiver();
  await service.setPartners({ kommune: { protocol: 'http', url: receiver.url } });
});
afterAll(async () => {
  await service.close();
  await receiver.close();
});

const secret = (
  bytes = innlagt({
    patient,
    events: [{ code: '1', at: '2026-11-20T11:30:00', description: 'aldri-i-en-logg' }],
  }),
) => bytes;

/** Everything that tells of messages without being their content. */
async function traces(): Promise<Record<string, string>> {
  const { pool } = service.services.db;
  const table = async (name: string, columns = '*') =>
    JSON.stringify((await pool.query(`select ${columns} from ${name}`)).rows);
  return {
    log: logged,
    metrics: (await service.app.inject('/metrics')).body,
    message: await table('message'),
    delivery: await table('delivery'),
    event: await table('event'),
    outbox: await table('outbox'),
    jobs: await table('bullmq.job'),
    access: await table('access_log'),
    list: JSON.stringify((await service.get('/messages?limit=500')).body),
  };
}

function expectClean(where: Record<string, string>): void {
  for (const [name, text] of Object.entries(where)) {
    for (const value of secrets) expect(text.includes(value), `${value} in ${name}`).toBe(false);
  }
}

describe('what a message says about a patient', () => {
  it('stays in the content, whatever happens to the message', async () => {
    const msgId = randomUUID();
    const accepted = await service.post(secret(innlagt({ patient, msgId })));
    await eventually(
      () => receiver.received.length,
      (count) => count >= 1,
    );
    await service.post(appRec(msgId, '2', { errors: [{ code: 'E36' }] }));
    const answers = [
      accepted,
      await service.post(secret(innlagt({ patient, msgId, genDate: '2026-11-20T12:00:01+01:00' }))), // conflict
      await service.post(secret(innlagt({ patient, msgId: 'ikke-en-uuid' }))), // rejected
      await service.post(secret().subarray(0, 1500)), // cut off
      await service.post(
        secret().toString().replace('<MIGversion>', '<Ukjent>aldri-i-en-logg</Ukjent><MIGversion>'),
      ),
      await service.post(secret(), { contentType: 'application/json' }),
      await service.post(secret(), { query: '?receivedAt=Skjultson' }),
      await service.post(secret(), { token: 'mv_27918012345' }),
      await service.get('/messages/27918012345'),
      await service.get('/messages?state=Skjultson'),
    ];
    receiver.behave(answer(400));
    await service.post(secret());
    await service.get(`/messages/${accepted.body.id}/content?purpose=feils%C3%B8king`);
    await eventually(
      () => receiver.received.length,
      (count) => count >= 2,
    );
    for (const { body, raw } of answers) {
      expectClean({ answer: Object.keys(body).length > 0 ? JSON.stringify(body) : raw.toString() });
    }
    expectClean(await traces());
  });

  it('is not told by the database when a statement fails', async () => {
    const { pool } = service.services.db;
    const error: unknown = await pool
      .query(`insert into access_log (actor, action, message_id, purpose) values ('x', 'y', $1, $2)`, [
        randomUUID(),
        'Skjultson 27918012345',
      ])
      .catch((caught: unknown) => caught);
    service.services.db.pool.emit('error', error as Error, undefined as never);
    createLog('info', sink()).error({ err: error }, 'failed');
    expect(logged).toContain('23503');
    expectClean({ log: logged });
  });

  it('is not found by its number: the ledger holds a keyed hash, equal for the same patient', async () => {
    await service.post(secret());
    const { rows } = await service.services.db.pool.query(
      `select distinct patient_key from message where verdict <> 'rejected' and kind = 'msghead'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].patient_key).toMatch(/^[0-9a-f]{32}$/);
  });
});
