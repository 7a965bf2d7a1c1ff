import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DashboardApp, startDashboard } from './dashboard-app.ts';
import {
  delivered,
  fjordvik,
  lillevik,
  refusedByEndpoint,
  type SeededMessage,
  seedAttempt,
  seedMessage,
  seedReceipt,
  storvik,
} from './ledger-seed.ts';

const start = new Date('2026-11-23T08:30:00Z');
const ago = (minutes: number) => new Date(start.getTime() - minutes * 60_000);

let dashboard: DashboardApp;
let cookie: string;
const open = (path: string) => dashboard.page(path, { cookie });

beforeAll(async () => {
  dashboard = await startDashboard(start);
  cookie = await dashboard.signIn();
});
afterAll(() => dashboard.close());

describe('«Nå», from an empty ledger on', () => {
  it('is calm when nothing has come', async () => {
    const { status, text } = await open('/');
    expect(status).toBe(200);
    expect(text).toContain('Alt i orden Ingen meldinger trenger deg nå. Ingenting venter på levering.');
    expect(text).toContain('Ingen meldinger er mottatt ennå. Vakten går.');
    expect(text).toContain('Stille siste døgn: Fjordvik sykehus, Lillevik kommune, Storvik kommune');
  });

  it('tells at once when a message fails, is without route, or is refused', async () => {
    const failing = await seedMessage(dashboard.db, { at: ago(9) });
    await seedAttempt(dashboard.db, failing.deliveries[0], ago(8), refusedByEndpoint);
    await seedMessage(dashboard.db, {
      at: ago(5),
      to: 9999,
      deliveries: [{ state: 'unrouted', reason: 'MV-3001' }],
    });
    const refused = await seedMessage(dashboard.db, { at: ago(20), to: lillevik.her });
    await seedAttempt(dashboard.db, refused.deliveries[0], ago(19), delivered);
    await seedReceipt(dashboard.db, refused, ago(2), { status: '2', codes: ['E35'] });

    const { text, html } = await open('/');
    expect(text).toContain('3 meldinger trenger deg');
    expect(text).toContain('1 ble ikke levert · 1 er uten rute · 1 er avvist av mottakeren');
    expect(html).toContain('<title>(3) Nå – Meldingsvakt</title>');
    const order = ['Avvist av mottaker', 'Uten rute', 'Ikke levert'].map((word) => text.indexOf(word));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(text).toContain('E35 Pasienten finnes ikke i mottakerens system.');
    expect(text).toContain('Mottakeren med HER-id 9999 er ikke blant partnerne');
    expect(text).toContain('Mottakerens system nektet å ta imot meldingen (HTTP 404).');
  });

  it('says that the watch is behind when deliveries are due that nobody takes', async () => {
    await seedMessage(dashboard.db, { at: ago(1), to: storvik.her });
    await dashboard.db.pool.query(`update delivery set next_attempt_at = $1 where state = 'pending'`, [
      ago(3),
    ]);
    const behind = await open('/');
    expect(behind.text).toContain('Den eldste har ventet i 3 min.');

    await dashboard.db.pool.query(`update delivery set lease_until = $1 where state = 'pending'`, [
      new Date(start.getTime() + 20_000),
    ]);
    expect((await open('/')).text).toContain('Vakten går.');
    await dashboard.db.pool.query(
      `update delivery set lease_until = null, next_attempt_at = $1 where state = 'pending'`,
      [start],
    );
  });

  it('does not call a delivery late that waits for an earlier one of its order', async () => {
    const [first, second] = [
      await seedMessage(dashboard.db, { at: ago(1), deliveries: [{ orderKey: 'samme' }] }),
      await seedMessage(dashboard.db, { at: ago(1), deliveries: [{ orderKey: 'samme' }] }),
    ];
    await dashboard.db.pool.query('update delivery set next_attempt_at = $2 where message_id = $1', [
      first.id,
      new Date(start.getTime() + 600_000),
    ]);
    await dashboard.db.pool.query('update delivery set next_attempt_at = $2 where message_id = $1', [
      second.id,
      ago(30),
    ]);
    expect((await open('/')).text).toContain('Vakten går.');
  });
});

describe('the list of messages', () => {
  let others: DashboardApp;
  let session: string;
  let messages: SeededMessage[];
  const list = (query: string) => others.page(`/meldinger${query}`, { cookie: session });
  const hrefs = (html: string) =>
    [...html.matchAll(/href="\/meldinger\/([0-9a-f-]{36})"/g)].map(([, id]) => id);

  beforeAll(async () => {
    others = await startDashboard(start);
    session = await others.signIn();
    messages = [];
    for (let index = 0; index < 120; index += 1) {
      messages.push(
        await seedMessage(others.db, {
          at: ago(index),
          type: index % 2 === 0 ? 'LOG_INNLAGT' : 'LOG_UTSKREVET',
          to: index % 3 === 0 ? storvik.her : lillevik.her,
          verdict: index % 40 === 5 ? 'flagged' : 'accepted',
          ...(index < 4 && { conversation: 'a1b2c3d4-0000-4000-8000-00000000000a' }),
        }),
      );
    }
  });
  afterAll(() => others.close());

  const ids = (choose: (index: number) => boolean) =>
    messages.filter((_, index) => choose(index)).map(({ id }) => id);

  it('shows the newest first by the time they were received, and leads on to the older ones', async () => {
    let path: string | undefined = '';
    const seen: (string | undefined)[] = [];
    const sizes = [];
    while (path !== undefined) {
      const { html } = await list(path);
      const page = hrefs(html);
      seen.push(...page);
      sizes.push(page.length);
      path = /href="\/meldinger(\?[^"]*eldre=\d+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(sizes).toEqual([50, 50, 20]);
    expect(seen).toEqual(messages.map(({ id }) => id));
  });

  it('is narrowed by each condition, and by several at once', async () => {
    const found = async (query: string) => hrefs((await list(query)).html);
    expect(await found('?type=LOG_UTSKREVET')).toEqual(ids((index) => index % 2 === 1).slice(0, 50));
    expect(await found(`?partner=${storvik.her}`)).toEqual(ids((index) => index % 3 === 0));
    expect(await found(`?partner=${fjordvik.her}&kontroll=flagged`)).toEqual(
      ids((index) => index % 40 === 5),
    );
    expect(await found('?tilstand=failed')).toEqual([]);
    expect(await found('?tilstand=received&type=LOG_INNLAGT')).toHaveLength(50);
    expect(await found('?fra=2026-11-23T09:28&til=2026-11-23T09:30')).toEqual(
      ids((index) => index === 1 || index === 2),
    );
  });

  it('finds a message by its MsgId in any case, by its id, and a conversation by its id', async () => {
    const [first] = messages;
    const found = async (text: string) => hrefs((await list(`?sok=${encodeURIComponent(text)}`)).html);
    expect(await found(first?.msgId.toUpperCase() ?? '')).toEqual([first?.id]);
    expect(await found(first?.id ?? '')).toEqual([first?.id]);
    expect(await found(' A1B2C3D4-0000-4000-8000-00000000000A ')).toEqual(ids((index) => index < 4));
    expect(await found("'; drop table message --")).toEqual([]);
  });

  it('keeps the form as it was filled in, and tells what is wrong with it', async () => {
    const { status, html, text } = await list('?fra=tull&type=LOG_INNLAGT&sok="><script>alert(1)</script>');
    expect(status).toBe(400);
    expect(text).toContain('Rett dette først «Mottatt fra og med» er ikke et tidspunkt.');
    expect(html).toContain('<option value="LOG_INNLAGT" selected>');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('aria-invalid="true"');
  });

  it('gives up a search that would read everything, and searches the newest instead', async () => {
    // A ledger so slow that every row read costs ten milliseconds.
    await others.db.pool.query('alter table message rename to message_kept');
    await others.db.pool.query(
      'create view message as select * from message_kept where pg_sleep(0.01) is not null',
    );
    try {
      const { status, text, html } = await list('?type=LOG_UTSKREVET');
      expect(status).toBe(200);
      expect(text).toContain('Søket tok for lang tid.');
      expect(hrefs(html)).toEqual(ids((index) => index % 2 === 1).slice(0, 50));
    } finally {
      await others.db.pool.query('drop view message');
      await others.db.pool.query('alter table message_kept rename to message');
    }
  });
});

describe('the page of a message', () => {
  it('tells the whole story with durations, receivers and receipts', async () => {
    const message = await seedMessage(dashboard.db, {
      at: ago(60),
      conversation: 'b1b2c3d4-0000-4000-8000-00000000000b',
      deliveries: [{}, { role: 'COP', receiverHer: storvik.her, endpointHer: storvik.her, orderKey: 'kopi' }],
    });
    await seedAttempt(dashboard.db, message.deliveries[0], ago(59), delivered);
    await seedAttempt(dashboard.db, message.deliveries[1], ago(58), refusedByEndpoint);
    const receipt = await seedReceipt(dashboard.db, message, ago(30), { status: '1', codes: [] });
    const answer = await seedMessage(dashboard.db, {
      at: ago(10),
      type: 'DIALOG_SVAR',
      conversation: 'b1b2c3d4-0000-4000-8000-00000000000b',
    });

    const { status, text, html } = await open(`/meldinger/${message.id}`);
    expect(status).toBe(200);
    expect(text).toContain(
      'Melding om innlagt pasient Fra Fjordvik sykehus til Lillevik kommune Ikke levert',
    );
    expect(text).toContain(
      '1 min senere Levert til mottakerens system man. 23. nov. kl. 08.31.00 Til Lillevik kommune. Forsøk 1. Det tok 42 ms.',
    );
    expect(text).toContain('28 min senere Applikasjonskvittering mottatt');
    expect(text).toContain('Storvik kommune (kopi)');
    expect(text).toContain('Hva du kan gjøre: Finn årsaken sammen med partneren');
    expect(html).toContain(`href="/meldinger/${receipt.id}"`);
    expect(html).toContain(`href="/meldinger/${answer.id}"`);
    expect(html).toContain('<time datetime="2026-11-23T07:30:00.000Z">man. 23. nov. kl. 08.30.00</time>');

    const ofReceipt = await open(`/meldinger/${receipt.id}`);
    expect(ofReceipt.text).toContain('Applikasjonskvittering');
    expect(ofReceipt.html).toContain(`href="/meldinger/${message.id}"`);
    expect(ofReceipt.text).toContain('Ikke aktuelt');
  });

  it('shows each finding with its place, what to do and its source', async () => {
    const message = await seedMessage(dashboard.db, {
      at: ago(3),
      verdict: 'rejected',
      findings: [
        {
          code: 'MV-3003',
          severity: 'warning',
          layer: 'rule',
          apprec: null,
          line: 7,
          column: 3,
          path: '/MsgHead/MsgInfo/Receiver',
          message: 'Meldingen har ingen mottaker med HER-id.',
          source: 'HIS 80601:2006 (Receiver)',
        },
        {
          code: 'MV-9999',
          severity: 'error',
          layer: 'rule',
          apprec: null,
          line: null,
          column: null,
          path: null,
          message: 'Et funn fra en annen versjon.',
          source: 'HIS 1',
        },
      ],
    });
    const { text } = await open(`/meldinger/${message.id}`);
    expect(text).toContain('Avvist av kontrollen Kontrollen avviste meldingen.');
    expect(text).toContain('MV-3003 linje 7, kolonne 3');
    expect(text).toContain('/MsgHead/MsgInfo/Receiver');
    expect(text).toContain('Hva du kan gjøre: Be avsenderen rette adresseringen');
    expect(text).toContain('Et funn fra en annen versjon. Kilde: HIS 1');

    const headers = { 'accept-language': 'en' };
    const english = await dashboard.page(`/meldinger/${message.id}`, { cookie, headers });
    expect(english.text).toContain('The message has no receiver with a HER-id');
    expect(english.html).toContain('<p lang="nb">Et funn fra en annen versjon.</p>');
  });

  it('never shows what the message says, nor what ties it to a patient', async () => {
    const message = await seedMessage(dashboard.db, { at: ago(2) });
    const { html } = await open(`/meldinger/${message.id}`);
    expect(html).not.toContain('Melding id=');
    expect(html).not.toContain('pasientnøkkel');
  });

  it('refreshes itself only while something may still happen by itself', async () => {
    const waiting = await seedMessage(dashboard.db, { at: ago(2) });
    expect((await open(`/meldinger/${waiting.id}`)).html).toContain('hx-trigger="every 5s"');
    await seedAttempt(dashboard.db, waiting.deliveries[0], ago(1), refusedByEndpoint);
    expect((await open(`/meldinger/${waiting.id}`)).html).not.toContain('hx-trigger');
  });

  it('says of a message that is only watched that others deliver it', async () => {
    const message = await seedMessage(dashboard.db, { at: ago(2), mode: 'observe' });
    const { text } = await open(`/meldinger/${message.id}`);
    expect(text).toContain('Overvåkes Avsenderens sentral leverer selv.');
    expect(text).toContain('Leveres av andre');
  });

  it.each(['0192f0a0-0000-4000-8000-000000000001', 'ikke-en-id', "x' or 1=1"])(
    'does not exist for «%s»',
    async (id) => {
      const { status, text } = await open(`/meldinger/${encodeURIComponent(id)}`);
      expect(status).toBe(404);
      expect(text).toContain('Siden finnes ikke');
    },
  );
});
