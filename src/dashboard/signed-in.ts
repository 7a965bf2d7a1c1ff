import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findSession, type Session } from '../auth/sessions.ts';
import { localPath } from './preferences.ts';
import { renderPage, wordingFor } from './render.ts';
import type { DashboardServices } from './services.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; only known on pages that ask for it. */
    person: Session | null;
  }
}

export const sessionCookie = 'mv_session';

/** Set for a moment when a request was asked to come again, so that it is never asked twice. */
const againCookie = 'mv_again';

/**
 * How the cookie is set: out of reach of scripts and of other sites, gone when the browser closes. `Secure` where the
 * person came by https, also when TLS ended in front of us: the browser's own Origin and the proxy's word can only make
 * the cookie stricter, so they need no trust.
 */
export function cookieOptions(request: FastifyRequest): CookieSerializeOptions {
  const forwarded = String(request.headers['x-forwarded-proto'] ?? '');
  const secure =
    request.protocol === 'https' ||
    /^https\b/i.test(forwarded) ||
    (request.headers.origin ?? '').startsWith('https:');
  return { httpOnly: true, sameSite: 'strict', path: '/', secure };
}

/** Finds out who asks, if anybody is signed in. A page that refreshes itself does not keep a session alive. */
export async function recognise({ db, now }: DashboardServices, request: FastifyRequest): Promise<void> {
  const id = request.cookies[sessionCookie];
  const active = request.headers['hx-request'] === undefined;
  request.person = id === undefined ? null : await findSession(db, id, now(), active);
}

/** A hook for pages that only people who are signed in may see; others are shown the way in. */
export function requirePerson(services: DashboardServices) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    await recognise(services, request);
    if (request.person !== null) return undefined;
    if (request.headers['hx-request'] !== undefined) {
      return reply.code(401).header('hx-redirect', '/logg-inn').send('');
    }
    const fromElsewhere = request.headers['sec-fetch-site'] === 'cross-site';
    if (fromElsewhere && request.cookies[againCookie] === undefined)
      return askAgain(services, request, reply);
    return reply.redirect('/logg-inn', 303);
  };
}

/**
 * A link in a mail or a chat comes from another site, and then a strict cookie is not sent: the person looks signed out.
 * A page that goes to the same address at once asks again from our own site, with the cookie if there is one.
 */
function askAgain(
  services: DashboardServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { text } = wordingFor(request, services.now());
  const model = { href: localPath(request.url) };
  reply.setCookie(againCookie, '1', { ...cookieOptions(request), sameSite: 'lax', maxAge: 5 });
  return renderPage(request, reply, { view: 'again', title: text.product, section: null, model });
}
