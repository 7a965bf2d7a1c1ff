import type { FastifyInstance } from 'fastify';
import { isScheme, languageCookie, localPath, schemeCookie } from '../preferences.ts';
import { requireSameOrigin } from '../same-origin.ts';
import { cookieOptions } from '../signed-in.ts';
import { isLanguage } from '../texts/texts.ts';

const yearSeconds = 365 * 24 * 3600;

/** Keeps a person's choice of language and appearance in the browser, and goes back to where the person was. */
export function addChoices(app: FastifyInstance): void {
  app.post<{ Body: unknown }>(
    '/valg',
    { preHandler: requireSameOrigin, schema: { hide: true } },
    async (request, reply) => {
      const options = { ...cookieOptions(request), sameSite: 'lax' as const, maxAge: yearSeconds };
      const language = field(request.body, 'sprak');
      const scheme = field(request.body, 'utseende');
      if (isLanguage(language)) reply.setCookie(languageCookie, language, options);
      if (isScheme(scheme)) reply.setCookie(schemeCookie, scheme, options);
      return reply.redirect(localPath(field(request.body, 'tilbake') ?? '/'), 303);
    },
  );
}

function field(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Object.entries(body).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}
