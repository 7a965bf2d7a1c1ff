import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '../../src/auth/tokens.ts';
import { readConfig } from '../../src/config.ts';
import { follow, followEverything, rebuildDeadlines } from '../../src/episodes/projection.ts';
import { sweep } from '../../src/episodes/sweep.ts';
import { createApp } from '../../src/http/app.ts';
import { openDatabase } from '../../src/ledger/database.ts';
import { createPartnerStore } from '../../src/ledger/partner-config.ts';
import { createLog } from '../../src/log.ts';
import { createServices, type Services } from '../../src/services.ts';
import { migratedDatabase } from '../helpers/service.ts';
import { Flow, type Sent } from './flow.ts';

/** A process of role http does no chores: what is followed and swept here is what the tests ask for. */
let services: Services;
const log = createLog('fatal');
let now = new Date('2025-11-18T10:30:00+01:00');

beforeAll(async () => {
  const config = readConfig({ role: 'http' }, { MELDINGSVAKT_MODE: 'test' });
  const connectionString = await migratedDatabase();
  services = await createServices({ config, log, connectionString, exclusive: true, now: () => now });
});
afterAll(() => services.close(500));

const source = () => ({ db: services.db, partners: createPartnerStore(services.db) });

async function load(sent: readonly Sent[]): Promise<void> {
  for (const { bytes, receivedAt } of sent) {
    const answer = await services.receive({
      bytes,
      contentType: 'application/xml',
      mode: 'observe',
      receivedAt: new Date(receivedAt),
      actor: 'prøve',
    });
    expect(answer.outcome).toBe('accepted');
  }
}

async function catchUp(at: string): Promise<void> {
  now = new Date(at);
  while ((await follow(source(), now)) > 0);
}

async function eventsOf(msgId: string, rule: string): Promise<{ type: string; at: string }[]> {
  const { rows } = await services.db.pool.query<{ type: string; at: Date }>(
    `select e.type, e.at from deadline_event e join message m on m.id = e.message_id
     where m.msg_id = $1 and e.rule = $2 order by e.seq`,
    [msgId, rule],
  );
  return rows.map(({ type, at }) => ({ type, at: at.toISOString() }));
}

async function listed(): Promise<unknown[]> {
  const { rows } = await services.db.pool.query('select * from deadline order by rule, message_id');
  return rows;
}

const noticed = () => {
  const flow = new Flow();
  const notice = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:00:00+01:00');
  return { flow, notice };
};

test('a breach is written once, with the time at which the limit passed, however many look and however late', async () => {
  const { flow, notice } = noticed();
  await load(flow.sent);
  await catchUp('2025-11-18T10:30:00+01:00');
  expect(await eventsOf(notice, 'R-SVAR-3T')).toEqual([]);
  const late = new Date('2025-11-19T09:00:00+01:00');
  const other = openDatabase(services.db.pool.options.connectionString ?? '', log, 2);
  await Promise.all([sweep(services.db, late), sweep(other, late), sweep(services.db, late)]);
  await other.close();
  expect(await sweep(services.db, late)).toEqual({ passed: 0, breached: 0 });
  const breach = [{ type: 'breached', at: '2025-11-18T12:00:00.000Z' }];
  expect(await eventsOf(notice, 'R-SVAR-3T')).toEqual(breach);
  await followEverything(source());
  await catchUp('2025-11-19T10:00:00+01:00');
  expect(await eventsOf(notice, 'R-SVAR-3T')).toEqual(breach);
});

test('a limit that is reached is not yet passed', async () => {
  const { flow, notice } = noticed();
  await load(flow.sent);
  await catchUp('2025-11-18T10:30:00+01:00');
  await sweep(services.db, new Date('2025-11-18T13:00:00+01:00'));
  expect(await eventsOf(notice, 'R-SVAR-3T')).toEqual([]);
});

test('a breach that later evidence disproves is withdrawn, and both are kept', async () => {
  const { flow, notice } = noticed();
  await load(flow.sent);
  await catchUp('2025-11-18T14:00:00+01:00');
  const late = new Flow();
  late.apprec(notice, '2025-11-18T13:30:00+01:00');
  await load(late.sent);
  await catchUp('2025-11-18T14:30:00+01:00');
  expect(await eventsOf(notice, 'R-SVAR-3T')).toEqual([
    { type: 'breached', at: '2025-11-18T12:00:00.000Z' },
    { type: 'withdrawn', at: '2025-11-18T13:30:00.000Z' },
  ]);
});

test('the list computed anew from the ledger is the list that grew message by message', async () => {
  const { flow, notice } = noticed();
  flow.answer('2025-11-18T11:00:00+01:00', 'kan ikke', { parent: notice });
  flow.log('LOG_UTSKREVET', '2025-11-20T12:00:00+01:00');
  for (const sent of flow.sent) {
    await load([sent]);
    await catchUp(sent.receivedAt);
  }
  await sweep(services.db, new Date('2025-12-24T12:00:00+01:00'));
  await followEverything(source());
  await catchUp('2025-12-24T12:00:00+01:00');
  const grown = await listed();
  await services.db.pool.query('delete from deadline');
  expect(await rebuildDeadlines(source(), now)).toBeGreaterThan(0);
  expect(grown.length).toBeGreaterThan(10);
  expect(await listed()).toEqual(grown);
});

test('a worker that dies with messages in hand leaves them in line', async () => {
  const { flow } = noticed();
  await load(flow.sent);
  const dying = {
    db: services.db,
    partners: {
      document: async () => {
        throw new Error('gone');
      },
    },
  };
  await expect(follow(dying, now)).rejects.toThrow('gone');
  expect(await follow(source(), now)).toBe(1);
});

test('the list is paged, the next to be late first, and takes every filter', async () => {
  await followEverything(source());
  await catchUp('2025-11-18T10:30:00+01:00');
  const { partners, metrics, receive, ready, db } = services;
  const config = readConfig({ role: 'http' }, { MELDINGSVAKT_MODE: 'test' });
  const app = await createApp({ config, log, db, partners, metrics, receive, ready, now: () => now });
  const { token } = await createToken(db, { name: 'leser', scopes: ['read'] });
  type Page = {
    items: { due: string; rule: string; status: string; message: string }[];
    next: string | null;
  };
  const get = async (query: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await app.inject({ url: `/api/v1/deadlines?${query}`, headers });
    return { status: response.statusCode, page: response.json<Page>() };
  };
  const all = (await get('limit=500')).page.items;
  const collected: Page['items'] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { page } = await get(`limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
    collected.push(...page.items);
    cursor = page.next;
  }
  expect(collected).toEqual(all);
  expect(all.map(({ due }) => due)).toEqual(all.map(({ due }) => due).toSorted());
  const some = (await get('rule=R-SVAR-3T&status=pending&responsible=K&partner=8200&limit=500')).page.items;
  expect(some).toEqual(all.filter(({ rule, status }) => rule === 'R-SVAR-3T' && status === 'pending'));
  expect(some.length).toBeGreaterThan(0);
  expect((await get('partner=1')).page.items).toEqual([]);
  const [{ due }] = some as [Page['items'][number]];
  expect((await get(`dueBefore=${due}&rule=R-SVAR-3T&status=pending`)).page.items).toEqual([]);
  expect((await get('at=2025-11-18T10:30:00Z')).status).toBe(400);
  await app.close();
});
