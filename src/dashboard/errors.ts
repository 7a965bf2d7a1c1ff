import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUnavailable } from '../ledger/database.ts';
import { localPath } from './preferences.ts';
import { renderPage, wordingFor } from './render.ts';
import { ForeignOriginError } from './same-origin.ts';
import type { DashboardServices } from './services.ts';
import type { Texts } from './texts/texts.ts';

interface Notice {
  status: number;
  title: string;
  text: string;
  /** Whether trying the same again may help, and after how many seconds. */
  retryAfter: number | null;
}

/** Every error on the way to a page becomes a page that says in words what is wrong; nothing from inside is told. */
export function addErrorPages(app: FastifyInstance, services: DashboardServices): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { text } = wordingFor(request, services.now());
    const notice = noticeFor(error, text, request.id);
    if (notice.status === 500) request.log.error({ err: error }, 'page failed');
    return sendNotice(request, reply, notice, text);
  });
}

/** The page for an address that leads nowhere. */
export function sendNotFoundPage(
  request: FastifyRequest,
  reply: FastifyReply,
  text: Texts,
): Promise<FastifyReply> {
  const { notFoundTitle: title, notFound } = text.errors;
  return sendNotice(request, reply, { status: 404, title, text: notFound, retryAfter: null }, text);
}

function sendNotice(
  request: FastifyRequest,
  reply: FastifyReply,
  notice: Notice,
  text: Texts,
): Promise<FastifyReply> {
  if (notice.retryAfter !== null) reply.header('retry-after', String(notice.retryAfter));
  const again = notice.retryAfter !== null && request.method === 'GET';
  const model = {
    title: notice.title,
    text: notice.text,
    href: again ? localPath(request.url) : '/',
    link: again ? text.errors.retry : text.errors.home,
  };
  return renderPage(request, reply, {
    view: 'notice',
    title: notice.title,
    section: null,
    model,
    status: notice.status,
  });
}

function noticeFor(error: FastifyError, { errors }: Texts, id: string): Notice {
  const notice = (status: number, title: string, text: string, retryAfter: number | null = null): Notice => ({
    status,
    title,
    text,
    retryAfter,
  });
  if (error instanceof ForeignOriginError) return notice(403, errors.forbiddenTitle, errors.forbidden);
  if (isUnavailable(error)) return notice(503, errors.unavailableTitle, errors.unavailable, 5);
  if (error.statusCode === 503) return notice(503, errors.busyTitle, errors.busy, 5);
  if (error.statusCode === 429) return notice(429, errors.tooManyTitle, errors.tooMany, 60);
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return notice(400, errors.badRequestTitle, errors.badRequest);
  }
  return notice(500, errors.unexpectedTitle, errors.unexpected(id));
}
