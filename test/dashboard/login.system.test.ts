import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLoginLink } from '../../src/auth/login-links.ts';
import { cookieOf, type DashboardApp, startDashboard } from './dashboard-app.ts';

const start = new Date('2026-11-23T08:00:00Z');
const hour = 3_600_000;

let dashboard: DashboardApp;
beforeAll(async () => {
  dashboard = await startDashboard(start);
});
afterAll(() => dashboard.close());

const newLink = async () =>
  (await createLoginLink(dashboard.db, { person: 'Kari <Vakt>', role: 'admin', ttlMs: hour, now: start }))
    .path;

describe('somebody who is not signed in', () => {
  it.each(['/', '/meldinger', '/meldinger/0192f0a0-0000-4000-8000-000000000001'])(
    'is sent from %s to the page that tells how to get a link',
    async (path) => {
      const answer = await dashboard.page(path);
      expect([answer.status, answer.headers.location]).toEqual([303, '/logg-inn']);
      const login = await dashboard.page('/logg-inn');
      expect(login.status).toBe(200);
      expect(login.text).toContain('meldingsvakt login-link');
    },
  );

  it('gets no page for a cookie that was made up', async () => {
    const answer = await dashboard.page('/', { cookie: `mv_session=${'A'.repeat(43)}` });
    expect(answer.status).toBe(303);
  });

  it('is asked again from our own site when a link on another site led here, since strict cookies stay home', async () => {
    const answer = await dashboard.page('/meldinger?tilstand=failed', {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(200);
    expect(answer.html).toContain('http-equiv="refresh" content="0;url=/meldinger?tilstand=failed"');
  });

  it('is asked again only once, and never sent to another site', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const again = await dashboard.page('/', { cookie: 'mv_again=1', headers });
    expect([again.status, again.headers.location]).toEqual([303, '/logg-inn']);
    const elsewhere = await dashboard.page('//ond.example/', { headers });
    expect(elsewhere.html).not.toContain('url=//');
  });

  it('is led out of a page that refreshes itself when the session has ended', async () => {
    const answer = await dashboard.page('/', { headers: { 'hx-request': 'true' } });
    expect([answer.status, answer.headers['hx-redirect'], answer.html]).toEqual([401, '/logg-inn', '']);
  });
});

describe('a link', () => {
  it('shows whom it is for, and is not used up by looking', async () => {
    const path = await newLink();
    for (const _ of [1, 2]) {
      const answer = await dashboard.page(path);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('Lenken er for Kari <Vakt> og gir rollen administrator.');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('signs in when the button is pressed, with a cookie out of reach of scripts and other sites', async () => {
    const answer = await dashboard.submit(await newLink(), {});
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^mv_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect((await dashboard.page('/', { cookie: cookieOf(answer) })).status).toBe(200);
  });

  it.each([{ 'x-forwarded-proto': 'https' }, { origin: 'https://vakt.example' }])(
    'gives a cookie for https only when the person came by https (%o)',
    async (headers: Record<string, string>) => {
      const answer = await dashboard.submit(await newLink(), {}, { headers });
      expect(String(answer.headers['set-cookie'])).toMatch(/; Secure/);
    },
  );

  it('is not used when another site presses the button', async () => {
    const path = await newLink();
    const answer = await dashboard.submit(path, {}, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await dashboard.page(path)).status).toBe(200);
  });

  it('that is used or unknown says so, and how to get a new one', async () => {
    const path = await newLink();
    await dashboard.submit(path, {});
    expect(await dashboard.submit(path, {})).toMatchObject({ status: 303, headers: { location: path } });
    for (const spent of [path, '/logg-inn/finnes-ikke']) {
      const answer = await dashboard.page(spent);
      expect(answer.status).toBe(410);
      expect(answer.text).toContain('Lenken kan ikke brukes');
    }
  });

  it('can be tried a limited number of times a minute', async () => {
    const other = await startDashboard(start);
    try {
      const statuses = [];
      for (let attempt = 0; attempt < 35; attempt += 1) {
        statuses.push((await other.page('/logg-inn/finnes-ikke')).status);
      }
      expect(new Set(statuses.slice(0, 30))).toEqual(new Set([410]));
      expect(new Set(statuses.slice(30))).toEqual(new Set([429]));
      const refused = await other.page('/logg-inn/finnes-ikke');
      expect(refused.headers['retry-after']).toBe('60');
      expect(refused.text).toContain('For mange forsøk');
    } finally {
      await other.close();
    }
  });
});

describe('somebody who is signed in', () => {
  it('stays so while working, and not while a page merely refreshes itself', async () => {
    const other = await startDashboard(start);
    try {
      const cookie = await other.signIn();
      const later = async (hours: number, headers: Record<string, string> = {}) => {
        other.clock.now = new Date(start.getTime() + hours * hour);
        return (await other.page('/', { cookie, headers })).status;
      };
      expect(await later(11)).toBe(200);
      expect(await later(22)).toBe(200);
      expect(await later(33, { 'hx-request': 'true' })).toBe(200);
      expect(await later(34.5, { 'hx-request': 'true' })).toBe(401);
    } finally {
      await other.close();
    }
  });

  it('signs out for good: the cookie is worth nothing afterwards', async () => {
    const cookie = await dashboard.signIn();
    expect(await dashboard.page('/logg-inn', { cookie })).toMatchObject({ status: 303 });
    const answer = await dashboard.submit('/logg-ut', {}, { cookie });
    expect([answer.status, answer.headers.location]).toEqual([303, '/logg-inn?ut']);
    expect(String(answer.headers['set-cookie'])).toContain('mv_session=;');
    expect((await dashboard.page('/', { cookie })).status).toBe(303);
    expect((await dashboard.page('/logg-inn?ut')).text).toContain('Du er logget ut.');
  });

  it('is not signed out by another site', async () => {
    const cookie = await dashboard.signIn();
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await dashboard.submit('/logg-ut', {}, { cookie, headers })).status).toBe(403);
    expect((await dashboard.page('/', { cookie })).status).toBe(200);
  });
});

describe('the choice of language and appearance', () => {
  it('follows the browser until a person chooses, and then the person', async () => {
    const cookie = await dashboard.signIn();
    const english = { 'accept-language': 'en-GB,en;q=0.9' };
    expect((await dashboard.page('/', { cookie })).html).toContain(
      '<html lang="nb" data-color-scheme="auto"',
    );
    expect((await dashboard.page('/', { cookie, headers: english })).text).toContain('All is well');

    const chosen = await dashboard.submit('/valg', {
      sprak: 'nn',
      utseende: 'dark',
      tilbake: '/meldinger?type=X',
    });
    expect([chosen.status, chosen.headers.location]).toEqual([303, '/meldinger?type=X']);
    const cookies = [chosen.headers['set-cookie'] ?? []]
      .flat()
      .map((each) => String(each).split(';')[0])
      .join('; ');
    const page = await dashboard.page('/', { cookie: `${cookie}; ${cookies}`, headers: english });
    expect(page.html).toContain('<html lang="nn" data-color-scheme="dark"');
    expect(page.text).toContain('Alt i orden Ingen meldingar treng deg no.');
  });

  it('keeps nothing that is not a choice, and leads nowhere else', async () => {
    const answer = await dashboard.submit('/valg', {
      sprak: 'xx',
      utseende: '"><script>',
      tilbake: '//ond.example',
    });
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});
