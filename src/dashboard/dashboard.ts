import { fileURLToPath } from 'node:url';
import fastifyView from '@fastify/view';
import { Eta } from 'eta';
import type { FastifyPluginAsync } from 'fastify';
import { assets } from './assets.ts';
import { addCompression } from './compression.ts';
import { addErrorPages } from './errors.ts';
import { addChoices } from './routes/choices.ts';
import { addLoginPages } from './routes/login.ts';
import { addMessagePages } from './routes/messages.ts';
import { addNotFoundPage } from './routes/not-found.ts';
import { addNowPage } from './routes/now.ts';
import type { DashboardServices } from './services.ts';

/**
 * The pages for people. Everything that they show is read from the ledger when they are asked for. Needs
 * `@fastify/cookie` and `@fastify/formbody`, and `@fastify/rate-limit` with `global: false`, on the instance around it.
 */
export const dashboard: FastifyPluginAsync<DashboardServices> = async (app, options) => {
  const services: DashboardServices = { db: options.db, partners: options.partners, now: options.now };
  const views = fileURLToPath(new URL('./views', import.meta.url));
  await app.register(fastifyView, {
    engine: { eta: new Eta({ views, cache: true, autoTrim: [false, 'nl'] }) },
    templates: views,
    production: true,
    asyncPropertyName: 'viewAsync',
  });
  app.decorateRequest('person', null);
  addCompression(app);
  addErrorPages(app, services);
  // Our own pages are told where a request came from, so that a change can be seen to come from one of them.
  app.addHook('onSend', async (_request, reply) => {
    reply.header('referrer-policy', 'same-origin');
  });
  await app.register(assets);
  addLoginPages(app, services);
  addChoices(app);
  addNowPage(app, services);
  addMessagePages(app, services);
  addNotFoundPage(app, services);
};
