import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLoginLink } from '../../src/auth/login-links.ts';
import { accessibilityFaults, chromiumPath, hasChromium, launchChromium, overflow } from './chromium.ts';
import { type DashboardApp, startDashboard } from './dashboard-app.ts';
import {
  delivered,
  refusedByEndpoint,
  type SeededMessage,
  seedAttempt,
  seedMessage,
  seedReceipt,
} from './ledger-seed.ts';

const suite = hasChromium ? 'in a browser' : `in a browser (skipped: no Chromium at ${chromiumPath})`;

describe.runIf(hasChromium)(suite, () => {
  let dashboard: DashboardApp;
  let browser: Browser;
  let base: string;
  let failed: SeededMessage;
  const faults: string[] = [];

  beforeAll(async () => {
    dashboard = await startDashboard(new Date());
    base = await dashboard.app.listen({ host: '127.0.0.1', port: 0 });
    browser = await launchChromium();
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    for (let minutes = 600; minutes > 20; minutes -= 30) {
      const message = await seedMessage(dashboard.db, { at: ago(minutes) });
      await seedAttempt(dashboard.db, message.deliveries[0], ago(minutes - 1), delivered);
      await seedReceipt(dashboard.db, message, ago(minutes - 2), { status: '1', codes: [] });
    }
    failed = await seedMessage(dashboard.db, { at: ago(10) });
    await seedAttempt(dashboard.db, failed.deliveries[0], ago(9), refusedByEndpoint);
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    // Whatever a test looked at: no script may have failed, and nothing may have broken the page's own policy.
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.close();
  });

  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'nb-NO', ...options });
    return watch(context);
  }

  async function watch(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      // That the server answered with an error is what some of these tests are about.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        faults.push(message.text());
      }
    });
    return page;
  }

  async function signIn(page: Page): Promise<void> {
    const { path } = await createLoginLink(dashboard.db, {
      person: 'Kari Vakt',
      role: 'admin',
      ttlMs: 60_000,
      now: dashboard.clock.now,
    });
    await page.goto(base + path);
    await page.getByRole('button', { name: 'Logg inn' }).click();
    await page.waitForURL(`${base}/`);
  }

  const headline = (page: Page) => page.getByRole('heading', { level: 1 });

  it('a person signs in, sees what is wrong, opens it and reads why', async () => {
    const page = await newPage();
    await page.goto(`${base}/`);
    expect(page.url()).toBe(`${base}/logg-inn`);
    await signIn(page);
    expect(await headline(page).textContent()).toBe('1 melding trenger deg');
    expect(await page.title()).toBe('(1) Nå – Meldingsvakt');
    await page.getByRole('link', { name: 'Melding om innlagt pasient' }).click();
    await page.waitForURL(`${base}/meldinger/${failed.id}`);
    const text = await page.locator('main').textContent();
    expect(text).toContain('Levering er oppgitt; noen må se på den');
    expect(text).toContain('Mottakerens system nektet å ta imot meldingen (HTTP 404).');
    expect(text).toContain('Finn årsaken sammen med partneren');
    await page
      .getByRole('navigation', { name: 'Hovedmeny' })
      .getByRole('link', { name: 'Meldinger' })
      .click();
    await page.getByLabel('Tilstand').selectOption({ label: 'Trenger deg' });
    await page.getByRole('button', { name: 'Vis', exact: true }).click();
    await page.waitForURL(/tilstand=trouble/);
    expect(await page.locator('.mv-list tbody tr').count()).toBe(1);
  });

  it('a new failure appears by itself and is said aloud; what was opened stays open, what has focus keeps it', async () => {
    const page = await newPage();
    await page.clock.install();
    await signIn(page);
    const table = page.locator('#hours');
    await table.locator('summary').click();
    await page.locator(`#t-${failed.id} a`).focus();
    expect(await page.locator('#announcer').textContent()).toBe('');

    dashboard.clock.now = new Date();
    const next = await seedMessage(dashboard.db, { at: new Date(), type: 'LOG_DOD' });
    await seedAttempt(dashboard.db, next.deliveries[0], new Date(), refusedByEndpoint);
    await page.clock.runFor(5_000);
    await page.locator(`#t-${next.id}`).waitFor();

    expect(await headline(page).textContent()).toBe('2 meldinger trenger deg');
    expect(await page.title()).toBe('(2) Nå – Meldingsvakt');
    expect(await page.locator('#announcer').textContent()).toBe(
      'Ny feil: Ikke levert. Orientering om dødsfall. Fra Fjordvik sykehus til Lillevik kommune.',
    );
    expect(await table.getAttribute('open')).not.toBeNull();
    expect(await page.evaluate('document.activeElement.closest("[data-trouble]")?.dataset.trouble')).toBe(
      failed.id,
    );

    // A refresh without anything new says nothing again.
    await page.evaluate(`document.getElementById('announcer').textContent = ''`);
    const refreshed = page.waitForResponse(`${base}/`);
    await page.clock.runFor(5_000);
    await refreshed;
    await page.waitForFunction('!document.querySelector(".htmx-request")');
    expect(await page.locator('#announcer').textContent()).toBe('');
  });

  it('the refresh stands still when a person stops it, and goes on when started again', async () => {
    const page = await newPage();
    await page.clock.install();
    await signIn(page);
    let requests = 0;
    page.on('request', (request) => {
      if (request.headers()['hx-request'] === 'true') requests += 1;
    });
    await page.getByRole('button', { name: 'Stans oppdatering' }).click();
    expect(await page.locator('#refresh-state').textContent()).toMatch(
      /^Oppdatering er stanset\. Tallene er fra /,
    );
    await page.clock.runFor(30_000);
    expect(requests).toBe(0);
    const refreshed = page.waitForResponse(`${base}/`);
    await page.getByRole('button', { name: 'Fortsett oppdatering' }).click();
    await page.clock.runFor(5_000);
    await refreshed;
    expect(requests).toBe(1);
  });

  it('says that the numbers are old when the service does not answer, and takes it back when it does', async () => {
    const page = await newPage();
    await page.clock.install();
    await signIn(page);
    await page.route(`${base}/`, (route) => route.abort());
    await page.clock.runFor(5_000);
    await page.locator('#stale').waitFor();
    expect(await page.locator('#stale').textContent()).toMatch(
      /^Får ikke kontakt med Meldingsvakt\. Tallene er fra .+\d{2}\.\d{2}/,
    );
    expect(await headline(page).textContent()).toContain('trenger deg');
    await page.unroute(`${base}/`);
    await page.clock.runFor(5_000);
    await page.locator('#stale').waitFor({ state: 'hidden' });
    // The browser's console holds the failed request, as it should.
    expect(faults.splice(0)).toEqual([expect.stringContaining('htmx:error')]);
  });

  it('a message that waits is followed until it is finished, and then the page stands still', async () => {
    const waiting = await seedMessage(dashboard.db, { at: new Date() });
    const page = await newPage();
    await page.clock.install();
    await signIn(page);
    await page.goto(`${base}/meldinger/${waiting.id}`);
    await page.getByRole('button', { name: 'Stans oppdatering' }).waitFor();
    await seedAttempt(dashboard.db, waiting.deliveries[0], new Date(), delivered);
    await page.clock.runFor(5_000);
    await page.getByText('Levert til mottakerens system').waitFor();
    await seedReceipt(dashboard.db, waiting, new Date(), { status: '1', codes: [] });
    await page.clock.runFor(5_000);
    await page.getByText('Kvitteringen godkjenner meldingen.').waitFor();
    await page.getByRole('button', { name: 'Stans oppdatering' }).waitFor({ state: 'hidden' });

    let requests = 0;
    page.on('request', () => {
      requests += 1;
    });
    await page.clock.runFor(30_000);
    expect(requests).toBe(0);
  });

  it('a page that refreshes itself leads to the way in when the session has ended', async () => {
    const page = await newPage();
    await page.clock.install();
    await signIn(page);
    await dashboard.db.pool.query('delete from session');
    await page.clock.runFor(5_000);
    await page.waitForURL(`${base}/logg-inn`);
  });

  it('a link on another site leads straight in, although the cookie does not follow from there', async () => {
    const elsewhere = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<a href="${base}/meldinger/${failed.id}">Se feilen</a>`);
    }).listen(0, '127.0.0.1');
    try {
      const page = await newPage();
      await signIn(page);
      // Another name for the same machine is another site to the browser.
      await page.goto(`http://localhost:${(elsewhere.address() as AddressInfo).port}/`);
      await page.getByRole('link', { name: 'Se feilen' }).click();
      await page.getByRole('heading', { name: 'Melding om innlagt pasient' }).waitFor();
      expect(page.url()).toBe(`${base}/meldinger/${failed.id}`);
    } finally {
      elsewhere.close();
    }
  });

  it('language and appearance are chosen in the menu, which works without a mouse', async () => {
    const page = await newPage();
    await signIn(page);
    const choices = page.locator('.mv-choices');
    await choices.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Nynorsk' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await choices.getAttribute('open')).toBeNull();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');

    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Nynorsk' }).press('Enter');
    await page.locator('html[lang="nn"]').waitFor();
    await choices.locator('summary').press('Enter');
    await page.getByRole('button', { name: 'Mørkt' }).press('Enter');
    await page.locator('html[data-color-scheme="dark"]').waitFor();
    expect(await headline(page).textContent()).toContain('treng deg');
    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('dark');

    await choices.locator('summary').press('Enter');
    await page.getByRole('button', { name: 'Logg ut' }).press('Enter');
    await page.getByText('Du er logga ut.').waitFor();
  });

  it('the keyboard alone gets from the top of the page to a failure and into it', async () => {
    const page = await newPage();
    await signIn(page);
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate('document.activeElement.textContent.trim()');
    expect(await focused()).toBe('Hopp til innholdet');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.closest("[data-trouble]") !== null')).toBe(true);
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).not.toBe('none');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/meldinger\/[0-9a-f-]{36}$/);
  });

  it('everything but the refresh works without scripts', async () => {
    const page = await newPage({ javaScriptEnabled: false });
    await signIn(page);
    expect(await page.getByRole('button', { name: 'Stans oppdatering' }).isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Meldinger', exact: true }).click();
    await page.getByLabel('Type').selectOption('APPREC');
    await page.getByRole('button', { name: 'Vis', exact: true }).click();
    await page.waitForURL(/type=APPREC/);
    expect(await page.locator('.mv-list tbody tr').count()).toBeGreaterThanOrEqual(20);
  });

  describe.each([
    { scheme: 'light' as const, width: 1280 },
    { scheme: 'dark' as const, width: 1280 },
    { scheme: 'light' as const, width: 390 },
    { scheme: 'dark' as const, width: 320 },
  ])('in $scheme, $width pixels wide', ({ scheme, width }) => {
    it('no page has a fault that axe can find, and none must be scrolled sideways', async () => {
      const page = await newPage({ colorScheme: scheme, viewport: { width, height: 900 } });
      const found: string[] = [];
      const look = async (what: string) => {
        for (const fault of await accessibilityFaults(page)) found.push(`${what}: ${fault}`);
        const over = await overflow(page);
        if (over > 0) found.push(`${what}: ${over} pixels too wide`);
      };
      await page.goto(`${base}/logg-inn`);
      await look('logg inn');
      await signIn(page);
      await look('nå');
      await page.locator('#hours summary').click();
      await page.locator('.mv-choices summary').click();
      await look('nå, alt åpent');
      const paths = ['/meldinger', '/meldinger?fra=tull', `/meldinger/${failed.id}`, '/finnes-ikke'];
      for (const path of paths) {
        await page.goto(base + path);
        await look(path);
      }
      expect(found).toEqual([]);
    });
  });
});
