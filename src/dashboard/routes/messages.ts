import type { FastifyInstance } from 'fastify';
import { getDeliveries, getEvents, getMessage, type MessageRow } from '../../ledger/messages.ts';
import { sendNotFoundPage } from '../errors.ts';
import { listPage, pageLength } from '../models/list-page.ts';
import { readListQuery } from '../models/list-query.ts';
import { messagePage } from '../models/message-page.ts';
import { type FoundMessages, listByTime, listConversation } from '../queries/message-list.ts';
import { renderPage, wordingFor } from '../render.ts';
import type { DashboardServices } from '../services.ts';
import { requirePerson } from '../signed-in.ts';

/** How many messages of the same conversation are shown beside a message. */
const relatedShown = 50;

/** A form that must be corrected first is not searched with. */
const nothing: FoundMessages = { messages: [], searched: null };

/** The list of messages and the page of one: metadata only, never content. */
export function addMessagePages(app: FastifyInstance, services: DashboardServices): void {
  const { db, partners, now } = services;
  const options = { preHandler: requirePerson(services), schema: { hide: true } };

  app.get<{ Querystring: Record<string, unknown> }>('/meldinger', options, async (request, reply) => {
    const wording = wordingFor(request, now());
    const query = readListQuery(request.query, wording.text);
    const [found, routing, document] = await Promise.all([
      query.errors.length > 0 ? nothing : listByTime(db, query.filter, pageLength + 1, query.olderThan),
      partners.routing(),
      partners.document(),
    ]);
    const model = listPage({ query, found, routing, partners: document.partners }, wording);
    return renderPage(request, reply, {
      view: 'messages',
      title: wording.text.list.title,
      section: 'messages',
      model,
      status: query.errors.length > 0 ? 400 : 200,
    });
  });

  app.get<{ Params: { id: string } }>('/meldinger/:id', options, async (request, reply) => {
    const wording = wordingFor(request, now());
    const message = await getMessage(db, request.params.id);
    if (message === null) return sendNotFoundPage(request, reply, wording.text);
    const [deliveries, events, related, routing] = await Promise.all([
      getDeliveries(db, [message.id]),
      getEvents(db, message.id),
      listConversation(db, conversationKeys(message), message.id, relatedShown),
      partners.routing(),
    ]);
    const model = messagePage({ message, deliveries, events, related, routing }, wording);
    return renderPage(request, reply, { view: 'message', title: model.type, section: 'messages', model });
  });
}

/** What ties a message to others: its conversation, what it answers, and the conversation that it began itself. */
function conversationKeys(message: MessageRow): string[] {
  const keys = [message.conversation, message.parent, message.original_key, message.msg_key];
  return [...new Set(keys.filter((key) => key !== null))];
}
