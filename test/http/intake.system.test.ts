import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRec, innlagt } from '../helpers/messages.ts';
import { startTestService, type TestService } from '../helpers/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.setPartners({ hospital: { protocol: 'none' }, kommune: { protocol: 'none' } });
});
afterAll(() => service.close());

const stored = async (id: string) => (await service.get(`/messages/${id}/content?purpose=test`)).raw;

describe('POST /api/v1/messages', () => {
  it('takes a right message in: 202, accepted, and the ledger has it byte for byte', async () => {
    const bytes = innlagt();
    const answer = await service.post(bytes);
    expect(answer).toMatchObject({
      status: 202,
      body: { verdict: 'accepted', type: 'LOG_INNLAGT', apprec: null, findings: [] },
    });
    expect(answer.headers.location).toBe(`/api/v1/messages/${answer.body.id}`);
    expect(await stored(answer.body.id)).toEqual(bytes);
  });

  it('keeps an XML declaration in ISO-8859-1 and text/xml as they came', async () => {
    const bytes = Buffer.from(
      innlagt()
        .toString('utf8')
        .replace('UTF-8', 'ISO-8859-1')
        .replace(/<\?xml[^>]*\?>/, '<?xml version="1.0" encoding="ISO-8859-1"?>'),
      'latin1',
    );
    const answer = await service.post(bytes, { contentType: 'text/xml; charset=iso-8859-1' });
    expect(answer.status).toBe(202);
    const content = await service.get(`/messages/${answer.body.id}/content?purpose=test`);
    expect(content.raw).toEqual(bytes);
    expect(content.headers['content-type']).toBe('text/xml; charset=iso-8859-1');
  });

  it('answers the same bytes again with 200, the same id and the same findings', async () => {
    const bytes = innlagt();
    const first = await service.post(bytes);
    const second = await service.post(bytes);
    expect(second).toMatchObject({ status: 200, body: first.body });
  });

  it('refuses other bytes under a MsgId that is taken, whatever its case: 409, and the first stands', async () => {
    const msgId = randomUUID();
    const first = await service.post(innlagt({ msgId }));
    const second = await service.post(innlagt({ msgId: msgId.toUpperCase() }));
    expect(second).toMatchObject({ status: 409, body: { code: 'MV-4009', id: first.body.id } });
    const list = await service.get(`/messages?msgId=${msgId}`);
    expect(list.body.items.map(({ id }) => id)).toEqual([first.body.id]);
  });

  it('recognises duplicates that come at the same moment: one is taken in, the others get its id', async () => {
    const bytes = innlagt();
    const answers = await Promise.all(Array.from({ length: 12 }, () => service.post(bytes)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(11).fill(200), 202]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('lets a second sender use a MsgId that another sender has used', async () => {
    const msgId = randomUUID();
    const other = { her: 8300, name: 'Annet sykehus (øvelse)', service: { her: 8301, name: 'Avdeling' } };
    expect((await service.post(innlagt({ msgId }))).status).toBe(202);
    expect((await service.post(innlagt({ msgId, sender: other }))).status).toBe(202);
  });

  it.each([
    ['truncated XML', () => innlagt().subarray(0, 900), 'T01', 'wellformed'],
    [
      'a DOCTYPE with an external entity',
      () => Buffer.from('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
      'T01',
      'wellformed',
    ],
    ['an unknown format', () => Buffer.from('<melding xmlns="urn:ukjent"/>'), 'T10', 'schema'],
    [
      'a break of the schema',
      () =>
        Buffer.from(
          innlagt()
            .toString()
            .replace(/<MIGversion>[^<]*<\/MIGversion>/, ''),
        ),
      'T02',
      'schema',
    ],
    ['a MsgId that is no UUID', () => innlagt({ msgId: 'ikke-en-uuid' }), 'E10', 'rule'],
    [
      'a patient who is not identified',
      () => innlagt({ patient: { familyName: 'Øvelse', givenName: 'Prøve' } }),
      'E36',
      'rule',
    ],
  ])('keeps a message that it rejects: %s', async (_what, make, apprec, layer) => {
    const bytes = Buffer.concat([make(), Buffer.from(`<!-- ${randomUUID()} -->`)]);
    const answer = await service.post(bytes);
    expect(answer).toMatchObject({
      status: 422,
      body: { verdict: 'rejected', apprec, title: expect.any(String), status: 422 },
    });
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(answer.body.findings).toContainEqual(expect.objectContaining({ layer, apprec }));
    expect(await stored(answer.body.id)).toEqual(bytes);
    expect((await service.get(`/messages/${answer.body.id}`)).body).toMatchObject({
      state: 'rejected',
      verdict: 'rejected',
    });
    expect(await service.post(bytes)).toMatchObject({ status: 422, body: { id: answer.body.id } });
  });

  it('never shows what an external entity would have read', async () => {
    const answer = await service.post('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>');
    expect(JSON.stringify(answer.body)).not.toMatch(/root:/);
  });

  it('lets a corrected message in after a rejected one with the same MsgId', async () => {
    const msgId = randomUUID();
    const wrong = await service.post(
      innlagt({ msgId, patient: { familyName: 'Øvelse', givenName: 'Prøve' } }),
    );
    const right = await service.post(innlagt({ msgId }));
    expect([wrong.status, right.status]).toEqual([422, 202]);
    const { items } = (await service.get(`/messages?msgId=${msgId}`)).body;
    expect(items.map(({ id }) => id)).toEqual([right.body.id]);
  });

  it.each([
    ['an empty body', '', 'application/xml', 400, 'MV-4001'],
    ['JSON', '{}', 'application/json', 415, 'MV-4002'],
    ['plain text', 'hei', 'text/plain', 415, 'MV-4002'],
  ])('says what is wrong with %s', async (_what, body, contentType, status, code) => {
    const answer = await service.post(body, { contentType });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers['content-type']).toMatch('application/problem+json');
  });

  it('refuses a body above the limit with 413 before reading it', async () => {
    const answer = await service.post(Buffer.alloc(52_428_801, 'x'));
    expect(answer).toMatchObject({ status: 413, body: { code: 'MV-4003' } });
  });

  it('proves a message of 20 MB in a thread of its own while small ones pass', async () => {
    const large = Buffer.from(
      innlagt()
        .toString()
        .replace('</MsgHead>', `<!--${'x'.repeat(20_000_000)}--></MsgHead>`),
    );
    const [big, small] = await Promise.all([service.post(large), service.post(innlagt())]);
    expect(big.status).toBe(202);
    expect(small.status).toBe(202);
  });

  it('takes in application receipts of both versions', async () => {
    for (const version of ['1.0', '1.1'] as const) {
      expect(await service.post(appRec(randomUUID(), '1', { version }))).toMatchObject({
        status: 202,
        body: { type: 'APPREC', verdict: 'accepted' },
      });
    }
  });

  it('takes in a message for somebody unknown, flags it, and lets it be seen as unrouted', async () => {
    const stranger = { her: 8999, name: 'Ukjent (øvelse)', service: { her: 8998, name: 'Tjeneste' } };
    const answer = await service.post(innlagt({ receiver: stranger }));
    expect(answer).toMatchObject({
      status: 202,
      body: { verdict: 'flagged', findings: [{ code: 'MV-3001' }] },
    });
    expect((await service.get(`/messages/${answer.body.id}`)).body.state).toBe('unrouted');
  });
});

describe('who may hand in', () => {
  it('asks for a token: 401 without, with an unknown one, and with a revoked one', async () => {
    const bare = await service.app.inject({ method: 'POST', url: '/api/v1/messages', payload: '' });
    expect(bare.statusCode).toBe(401);
    expect(bare.headers['www-authenticate']).toMatch('Bearer');
    expect((await service.post(innlagt(), { token: 'mv_ukjent' })).status).toBe(401);
  });

  it('answers 403 when the token lacks the scope, and names the scope', async () => {
    const reader = await service.newToken(['read']);
    const answer = await service.post(innlagt(), { token: reader });
    expect(answer).toMatchObject({ status: 403, body: { code: 'MV-4006' } });
    expect(answer.body.detail).toContain('ingest');
  });

  it('gives content only with the scope content, also to an administrator, and only for a purpose', async () => {
    const { body } = await service.post(innlagt());
    const administrator = await service.newToken(['admin']);
    expect((await service.get(`/messages/${body.id}/content?purpose=x`, administrator)).status).toBe(403);
    expect((await service.get(`/messages/${body.id}/content`)).status).toBe(400);
    expect((await service.get(`/messages/${body.id}/content?purpose=feilsøking`)).status).toBe(200);
    const { rows } = await service.services.db.pool.query(
      'select purpose, actor from access_log where message_id = $1',
      [body.id],
    );
    expect(rows).toEqual([{ purpose: 'feilsøking', actor: 'prøve' }]);
  });

  it('lets only an administrator say when a message came', async () => {
    const bytes = innlagt();
    const gateway = await service.newToken(['ingest']);
    expect(
      (await service.post(bytes, { token: gateway, query: '?receivedAt=2026-01-02T03:04:05Z' })).status,
    ).toBe(403);
    const answer = await service.post(bytes, { query: '?receivedAt=2026-01-02T03:04:05Z' });
    expect(answer.status).toBe(202);
    expect((await service.get(`/messages/${answer.body.id}`)).body.receivedAt).toBe(
      '2026-01-02T03:04:05.000Z',
    );
    expect((await service.post(innlagt(), { query: '?receivedAt=i+går' })).status).toBe(400);
  });
});

describe('GET /api/v1/messages', () => {
  it('pages through all messages once, newest first', async () => {
    for (let count = 0; count < 5; count += 1) await service.post(innlagt());
    const seen: string[] = [];
    for (let query = '?limit=2'; query !== ''; ) {
      const { body } = await service.get(`/messages${query}`);
      seen.push(...body.items.map(({ id }) => id));
      query = body.next === null ? '' : `?limit=2&cursor=${body.next}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.toSorted().toReversed()).toEqual(seen);
    const { rows } = await service.services.db.pool.query('select count(*) as count from message');
    expect(seen).toHaveLength(rows[0].count);
  });

  it('filters by what is asked for', async () => {
    const { body } = await service.get('/messages?type=APPREC&verdict=accepted&partner=8200');
    expect(body.items.length).toBeGreaterThan(0);
    expect(body.items.every((item) => item.type === 'APPREC')).toBe(true);
    expect((await service.get('/messages?state=rejected&partner=12345')).body.items).toEqual([]);
  });

  it.each([
    '/messages/ukjent',
    `/messages/${randomUUID()}`,
    `/messages/${randomUUID()}/events`,
    '/ingenting',
  ])('answers 404 for %s', async (path) => {
    expect(await service.get(path)).toMatchObject({ status: 404, body: { code: 'MV-4004' } });
  });

  it.each(['?state=finnesikke', '?limit=0', '?cursor=tull', '?from=tull'])(
    'answers 400 for %s',
    async (query) => {
      expect(await service.get(`/messages${query}`)).toMatchObject({
        status: 400,
        body: { code: 'MV-4000' },
      });
    },
  );

  it('tells what happened to a message, oldest first', async () => {
    const bytes = innlagt();
    const { body } = await service.post(bytes);
    await service.post(bytes);
    const { items } = (await service.get(`/messages/${body.id}/events`)).body;
    expect(items.map(({ type }) => type)).toEqual(['message.received', 'message.repeated']);
    expect(items[0]).toMatchObject({
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      text: expect.stringContaining('mottatt'),
      actor: 'prøve',
    });
  });
});

describe('language', () => {
  it.each([
    ['nn', 'Finst ikkje'],
    ['en-GB,en', 'Not found'],
    ['de', 'Finnes ikke'],
  ])('problems come in the language that %s asks for', async (header, title) => {
    const response = await service.app.inject({
      url: '/api/v1/ingenting',
      headers: { 'accept-language': header },
    });
    expect(response.json().title).toBe(title);
  });
});
