import type { FastifyInstance } from 'fastify';
import { nowPage } from '../models/now-page.ts';
import { readOverview } from '../queries/overview.ts';
import { createTrafficCache, readTraffic } from '../queries/traffic.ts';
import { readTroubles } from '../queries/troubles.ts';
import { renderPage, wordingFor } from '../render.ts';
import type { DashboardServices } from '../services.ts';
import { requirePerson } from '../signed-in.ts';

const troublesShown = 12;

/** «Nå»: how things stand, what needs a person, and the traffic of each partner. */
export function addNowPage(app: FastifyInstance, services: DashboardServices): void {
  const { db, partners, now } = services;
  const traffic = createTrafficCache((at) => readTraffic(db, at));

  app.get('/', { preHandler: requirePerson(services), schema: { hide: true } }, async (request, reply) => {
    const at = now();
    const wording = wordingFor(request, at);
    const [overview, troubles, lastDay, routing, document] = await Promise.all([
      readOverview(db, at),
      readTroubles(db, troublesShown),
      traffic(at),
      partners.routing(),
      partners.document(),
    ]);
    const model = nowPage(
      { overview, troubles, traffic: lastDay, routing, partners: document.partners },
      wording,
    );
    const { title } = wording.text.now;
    return renderPage(request, reply, {
      view: 'now',
      title: model.badge === null ? title : `(${model.badge}) ${title}`,
      section: 'now',
      model,
      alarm: !model.calm,
    });
  });
}
