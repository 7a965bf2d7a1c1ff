import fc from 'fast-check';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { localPath } from '../../src/dashboard/preferences.ts';
import { requireSameOrigin } from '../../src/dashboard/same-origin.ts';

async function isLetThrough(headers: Record<string, string>): Promise<boolean> {
  const app = Fastify();
  app.post('/', { preHandler: requireSameOrigin }, async () => 'done');
  const response = await app.inject({
    method: 'POST',
    url: '/',
    headers: { host: 'vakt.example', ...headers },
  });
  return response.statusCode === 200;
}

describe('a change', () => {
  it('is made when the browser says that our own page asked for it', async () => {
    expect(await isLetThrough({ 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(await isLetThrough({ origin: 'https://vakt.example' })).toBe(true);
    expect(await isLetThrough({ origin: 'http://vakt.example' })).toBe(true);
  });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://vakt.example' },
    { origin: 'https://ond.example' },
    { origin: 'https://vakt.example:8443' },
    { origin: 'null' },
    {},
  ])('is refused with %o', async (headers: Record<string, string>) => {
    expect(await isLetThrough(headers)).toBe(false);
  });
});

describe('the place to go back to', () => {
  it('is a page of ours', () => {
    expect(localPath('/meldinger?tilstand=failed&fra=2026-11-23T09%3A30')).toBe(
      '/meldinger?tilstand=failed&fra=2026-11-23T09%3A30',
    );
  });

  it.each(['//ond.example', '/\\ond.example', 'https://ond.example', 'meldinger', '', '/a b', '/a\nb'])(
    'is the front page instead of «%s»',
    (text) => {
      expect(localPath(text)).toBe('/');
    },
  );

  it('never leaves the site, whatever is sent', () => {
    const sly = fc.string({
      unit: fc.constantFrom('/', '\\', '.', '@', ':', 'a', '\t', '\n', ' ', '?', '#'),
    });
    fc.assert(
      fc.property(sly, (text) => {
        expect(new URL(localPath(`/${text}`), 'https://vakt.example/side').host).toBe('vakt.example');
      }),
      { numRuns: 2_000 },
    );
  });
});
