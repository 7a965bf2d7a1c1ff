import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import { openDatabase } from '../../src/ledger/database.ts';
import { createPartnerStore } from '../../src/ledger/partner-config.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { type DashboardApp, startDashboard } from './dashboard-app.ts';
import { seedMessage } from './ledger-seed.ts';

const start = new Date('2026-11-23T08:30:00Z');

let dashboard: DashboardApp;
let cookie: string;
let message: string;

beforeAll(async () => {
  dashboard = await startDashboard(start);
  cookie = await dashboard.signIn();
  message = (await seedMessage(dashboard.db, { at: start })).id;
});
afterAll(() => dashboard.close());

describe('every page', () => {
  const paths = () => [
    '/',
    '/meldinger',
    '/meldinger?fra=x',
    `/meldinger/${message}`,
    '/logg-inn?ut',
    '/finnes-ikke',
  ];

  it('runs no script and carries no style but those from our own files', async () => {
    for (const path of paths()) {
      const { html, headers } = await dashboard.page(path, {
        cookie: path.startsWith('/logg') ? '' : cookie,
      });
      expect(headers['content-security-policy'], path).toContain("script-src 'self'");
      expect(html.match(/<script(?![^>]* src="\/assets\/)/g), path).toBeNull();
      expect(html.match(/<style|\sstyle=|\son[a-z]+=|javascript:|hx-on|https?:\/\//g), path).toBeNull();
    }
  });

  it('is kept by no cache and tells no other site where the person was', async () => {
    for (const path of paths()) {
      const { headers } = await dashboard.page(path, { cookie });
      if (headers.location !== undefined) continue;
      expect(headers['cache-control'], path).toBe('no-store');
      expect(headers['referrer-policy'], path).toBe('same-origin');
    }
  });

  it('is packed for a browser that can unpack it, and the same either way', async () => {
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
    const plain = await dashboard.page('/meldinger', { cookie });
    for (const encoding of ['br', 'gzip'] as const) {
      const headers = { cookie, accept: 'text/html', 'accept-encoding': encoding };
      const response = await dashboard.app.inject({ url: '/meldinger', headers });
      expect(response.headers['content-encoding']).toBe(encoding);
      expect(unpack[encoding](response.rawPayload).toString()).toBe(plain.html);
    }
    const refusing = { cookie, accept: 'text/html', 'accept-encoding': 'br;q=0' };
    const unpacked = await dashboard.app.inject({ url: '/meldinger', headers: refusing });
    expect(unpacked.headers['content-encoding']).toBeUndefined();
  });
});

describe('an asset', () => {
  it('may be kept for ever, since its address changes with what it holds', async () => {
    const { html } = await dashboard.page('/logg-inn');
    const addresses = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
      ([, address]) => address ?? '',
    );
    expect(addresses.length).toBeGreaterThanOrEqual(6);
    for (const url of addresses) {
      const response = await dashboard.app.inject({ url, headers: { 'accept-encoding': 'br' } });
      expect(response.statusCode, url).toBe(200);
      expect(response.headers['cache-control'], url).toBe('public, max-age=31536000, immutable');
      expect(response.headers['content-encoding'], url).toBe('br');
      expect(response.headers['content-type'], url).toMatch(/css|javascript|svg/);
    }
  });

  it('of another version is given, but not for keeps', async () => {
    const response = await dashboard.app.inject({ url: '/assets/gammel/dashboard.css' });
    expect([response.statusCode, response.headers['cache-control']]).toEqual([200, 'public, max-age=0']);
  });

  it.each([
    '/assets/x/package.json',
    '/assets/x/..%2f..%2fpackage.json',
    '/assets/x/constructor',
    '/assets/',
  ])('does not exist at %s', async (url) => {
    const response = await dashboard.app.inject({ url, headers: { accept: 'text/html' } });
    expect(response.statusCode).toBe(404);
  });
});

describe('an address that leads nowhere', () => {
  it('is a page for a person', async () => {
    const { status, headers, text } = await dashboard.page('/finnes/ikke', { cookie });
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('Siden finnes ikke');
    expect(text).toContain('Logget inn som Vakt Vaktesen (leser)');
  });

  it.each([
    ['/api/v1/finnes-ikke', 'text/html'],
    ['/finnes-ikke', 'application/json'],
    ['/finnes-ikke', '*/*'],
  ])('is a problem document for a program (%s, Accept: %s)', async (url, accept) => {
    const response = await dashboard.app.inject({ url, headers: { accept } });
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });
});

describe('without a database', () => {
  it('every page says in words that it does not answer, and what that means', async () => {
    const log = createLog('fatal');
    const db = openDatabase('postgresql://x:x@127.0.0.1:9/x', log, 1);
    const app = await createApp({
      config: readConfig({}, {}),
      log,
      db,
      partners: createPartnerStore(db),
      metrics: createMetrics(),
      receive: async () => {
        throw new Error('no message is handed in here');
      },
      ready: async () => ({ ready: false, missing: ['database'] }),
      now: () => start,
    });
    const headers = { accept: 'text/html', cookie: `mv_session=${'A'.repeat(43)}` };
    for (const url of ['/', '/meldinger?tilstand=failed', `/meldinger/${message}`]) {
      const response = await app.inject({ url, headers });
      expect(response.statusCode, url).toBe(503);
      expect(response.headers['retry-after'], url).toBe('5');
      expect(response.body, url).toContain('Databasen svarer ikke');
      expect(response.body, url).toContain(`href="${url}">Prøv igjen`);
    }
    await app.close();
    await db.close();
  });
});
