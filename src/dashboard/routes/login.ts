import type { FastifyInstance } from 'fastify';
import { peekLoginLink, signIn } from '../../auth/login-links.ts';
import { endSession } from '../../auth/sessions.ts';
import { renderPage, wordingFor } from '../render.ts';
import { requireSameOrigin } from '../same-origin.ts';
import type { DashboardServices } from '../services.ts';
import { cookieOptions, recognise, sessionCookie } from '../signed-in.ts';

/** Nobody needs more tries than this; 256 random bits are not guessed anyway. */
const rateLimit = { max: 30, timeWindow: '1 minute' };

/** Signing in with a link that works once, and signing out. */
export function addLoginPages(app: FastifyInstance, services: DashboardServices): void {
  const { db, now } = services;
  const limited = { config: { rateLimit }, schema: { hide: true } };

  app.get<{ Querystring: { ut?: string } }>(
    '/logg-inn',
    { schema: { hide: true } },
    async (request, reply) => {
      await recognise(services, request);
      if (request.person !== null) return reply.redirect('/', 303);
      const { text } = wordingFor(request, now());
      const model = { signedOut: request.query.ut !== undefined };
      return renderPage(request, reply, { view: 'login', title: text.login.title, section: null, model });
    },
  );

  // Showing the page uses nothing up: chat programs and mail filters open links too.
  app.get<{ Params: { token: string } }>('/logg-inn/:token', limited, async (request, reply) => {
    const { text } = wordingFor(request, now());
    const link = await peekLoginLink(db, request.params.token, now());
    if (link !== null) {
      return renderPage(request, reply, {
        view: 'login-link',
        title: text.login.title,
        section: null,
        model: link,
      });
    }
    const model = {
      title: text.login.spentTitle,
      text: text.login.spent,
      href: '/logg-inn',
      link: text.login.howTo,
    };
    return renderPage(request, reply, {
      view: 'notice',
      title: text.login.spentTitle,
      section: null,
      model,
      status: 410,
    });
  });

  app.post<{ Params: { token: string } }>(
    '/logg-inn/:token',
    { ...limited, preHandler: requireSameOrigin },
    async (request, reply) => {
      const session = await signIn(db, request.params.token, now());
      // The page behind the link says that it can no longer be used.
      if (session === null)
        return reply.redirect(`/logg-inn/${encodeURIComponent(request.params.token)}`, 303);
      return reply.setCookie(sessionCookie, session.id, cookieOptions(request)).redirect('/', 303);
    },
  );

  app.post('/logg-ut', { preHandler: requireSameOrigin, schema: { hide: true } }, async (request, reply) => {
    const id = request.cookies[sessionCookie];
    if (id !== undefined) await endSession(db, id, now());
    return reply.clearCookie(sessionCookie, cookieOptions(request)).redirect('/logg-inn?ut', 303);
  });
}
