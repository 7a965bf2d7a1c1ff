import { createLoginLink } from '../../src/auth/login-links.ts';
import { readConfig } from '../../src/config.ts';
import { emptyPartnerDocument, type Partner } from '../../src/delivery/partners.ts';
import { createApp } from '../../src/http/app.ts';
import { type Database, openDatabase } from '../../src/ledger/database.ts';
import { migrate } from '../../src/ledger/migrate.ts';
import { changePartners, createPartnerStore } from '../../src/ledger/partner-config.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { startSharedCluster } from '../helpers/shared-cluster.ts';

/**
 * How long the server works on each page with many messages in the ledger, and how many bytes it sends (packed).
 * The anchor is the page that asks the database nothing: signing in. Run: `node test/bench/dashboard.ts [messages]`.
 */
const messages = Number(process.argv[2] ?? 1_000_000);
const days = 60;
const rounds = 15;
const kommuner = 30;

const log = createLog('fatal');
const cluster = await startSharedCluster();
const db = openDatabase(cluster.connectionString, log, 8);
try {
  await migrate(db);
  await fillLedger(db);
  await measure(db);
} finally {
  await db.close();
  await cluster.stop();
}

/** Half messages to thirty municipalities, half their receipts, spread evenly; a few in trouble, two thousand waiting. */
async function fillLedger(database: Database): Promise<void> {
  await changePartners(database, 'bench', () => ({
    ...emptyPartnerDocument,
    partners: [
      partner(8100, 'Sykehuset'),
      ...Array.from({ length: kommuner }, (_, index) => partner(8200 + index * 100, `Kommune ${index}`)),
    ],
  }));
  const client = await database.pool.connect();
  try {
    await client.query('set statement_timeout = 0; set synchronous_commit = off');
    await client.query(`
      insert into message (id, received_at, kind, type, version, msg_id, msg_key, sender_her, receiver_her, conversation,
        verdict, findings, mode, state, sha256, size, content_type, original_key)
      select id, at, case when receipt then 'apprec' else 'msghead' end,
        case when receipt then 'APPREC' else (array['LOG_INNLAGT', 'LOG_UTSKRIVNINGSKLAR', 'LOG_AVMELDING', 'LOG_UTSKREVET',
          'INNLEGGELSESRAPPORT', 'DIALOG_FORESPORSEL'])[1 + r % 6] end,
        '1.6', id::text, id::text, case when receipt then kommune else 8100 end, case when receipt then 8100 else kommune end,
        case when r % 3 = 0 then md5('c' || i / 6)::uuid::text end, case when r < 300 then 'flagged' else 'accepted' end, '[]',
        'route', case when r < 40 then 'failed' when r < 60 then 'unrouted' when r < 160 then 'refused'
          when receipt or r < 5000 then 'delivered' else 'acknowledged' end,
        sha256(id::text::bytea), 4000, 'application/xml', case when receipt then md5('m' || (i - 1))::uuid::text end
      from (
        select i, md5('m' || i)::uuid as id, now() - (${messages} - i) * (interval '${days} days' / ${messages}) as at,
          i % 2 = 1 as receipt, 8200 + i / 2 % ${kommuner} * 100 as kommune, (hashint4(i) & 2147483647) % 100000 as r
        from generate_series(1, ${messages}) i
      ) made`);
    await client.query(`
      insert into delivery (id, message_id, seq, role, receiver_her, endpoint_her, order_key, state, reason, attempts,
        next_attempt_at, last_attempt_at, delivered_at, apprec, apprec_at, apprec_codes)
      select md5('d' || id)::uuid, id, seq, 'PRIM', receiver_her, receiver_her, id::text,
        case when seq > ${messages} - 2000 then 'pending' when state in ('failed', 'unrouted') then state else 'delivered' end,
        case state when 'failed' then 'MV-3104' when 'unrouted' then 'MV-3002' end, 1, now(), received_at, received_at,
        case state when 'acknowledged' then 'ok' when 'refused' then 'rejected' else 'none' end, received_at,
        case state when 'refused' then array['E35'] end
      from message`);
    await client.query('vacuum analyze message');
    await client.query('vacuum analyze delivery');
  } finally {
    client.release();
  }
}

function partner(her: number, name: string): Partner {
  return {
    her,
    name,
    kind: 'kommune',
    organisation: null,
    services: [],
    endpoint: null,
    signing: null,
    cpa: [],
    contacts: [],
  };
}

async function measure(database: Database): Promise<void> {
  const app = await createApp({
    config: readConfig({}, {}),
    log,
    db: database,
    partners: createPartnerStore(database),
    metrics: createMetrics(),
    receive: async () => {
      throw new Error('no message is handed in here');
    },
    ready: async () => ({ ready: true, missing: [] }),
    now: () => new Date(),
  });
  const { path } = await createLoginLink(database, {
    person: 'bench',
    role: 'leser',
    ttlMs: 60_000,
    now: new Date(),
  });
  const signedIn = await app.inject({
    method: 'POST',
    url: path,
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  const { rows } = await database.pool.query<{ id: string; msg_id: string; conversation: string }>(
    'select id, msg_id, conversation from message where conversation is not null order by seq desc offset 10000 limit 1',
  );
  const middle = rows[0];
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 16);

  let anchor = 0;
  const pages: [string, string][] = [
    ['logg inn (anker)', '/logg-inn'],
    ['nå', '/'],
    ['liste, nyeste', '/meldinger'],
    ['liste, dypt nede', `/meldinger?eldre=${Math.floor(messages / 2)}`],
    ['liste, trenger deg', '/meldinger?tilstand=trouble'],
    ['liste, vanlig tilstand', '/meldinger?tilstand=acknowledged'],
    ['liste, type', '/meldinger?type=LOG_INNLAGT'],
    ['liste, type som ikke finnes', '/meldinger?type=EPIKRISE'],
    ['liste, partner', '/meldinger?partner=9000'],
    ['liste, ukjent partner', '/meldinger?partner=1'],
    ['liste, partner og avvist', '/meldinger?partner=9000&tilstand=refused'],
    ['liste, partner og merknad', '/meldinger?partner=9000&kontroll=flagged'],
    ['liste, ett døgn langt tilbake', `/meldinger?fra=${day(40)}&til=${day(39)}`],
    ['liste, MsgId', `/meldinger?sok=${middle?.msg_id}`],
    ['liste, samtale', `/meldinger?sok=${middle?.conversation}`],
    ['liste, alt må leses (avbrytes)', '/meldinger?type=APPREC&tilstand=acknowledged'],
    ['melding', `/meldinger/${middle?.id}`],
  ];
  for (const [name, url] of pages) {
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round < rounds; round += 1) {
      const started = performance.now();
      const headers = {
        cookie: url === '/logg-inn' ? '' : cookie,
        accept: 'text/html',
        'accept-encoding': 'br',
      };
      const response = await app.inject({ url, headers });
      times.push(performance.now() - started);
      bytes = response.rawPayload.length;
      if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`);
    }
    const first = times[0] ?? 0;
    times.sort((a, b) => a - b);
    const median = times[Math.floor(rounds / 2)] ?? 0;
    if (anchor === 0) anchor = median;
    const slowest = times.at(-1) ?? 0;
    process.stdout.write(
      `${name.padEnd(32)} median ${median.toFixed(1).padStart(6)} ms = ${(median / anchor).toFixed(1).padStart(5)} × anker, ` +
        `første ${first.toFixed(1).padStart(6)}, lengste ${slowest.toFixed(1).padStart(6)}, ${(bytes / 1000).toFixed(1).padStart(4)} kB\n`,
    );
  }
  await app.close();
}
