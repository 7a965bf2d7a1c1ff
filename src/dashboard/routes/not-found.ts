import type { FastifyInstance } from 'fastify';
import { sendNotFoundPage } from '../errors.ts';
import { wordingFor } from '../render.ts';
import type { DashboardServices } from '../services.ts';
import { recognise } from '../signed-in.ts';

/** Addresses of machines; they get the answers of machines. */
const machines = /^\/(api|ebms|docs|healthz|readyz|metrics|assets)(\/|\?|$)/;

/** A page for people who come to an address that leads nowhere; programs get the problem document as before. */
export function addNotFoundPage(app: FastifyInstance, services: DashboardServices): void {
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const wantsPage = (request.headers.accept ?? '').includes('text/html');
    if (machines.test(request.url) || !wantsPage) return reply.callNotFound();
    await recognise(services, request);
    return sendNotFoundPage(request, reply, wordingFor(request, services.now()).text);
  });
}
