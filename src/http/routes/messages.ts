import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { Database } from '../../ledger/database.ts';
import {
  getDeliveries,
  getEvents,
  getMessage,
  listMessages,
  type MessageFilter,
  readContent,
} from '../../ledger/messages.ts';
import { ProblemError } from '../problem-error.ts';
import { EventSchema, ListQuery, MessageSchema, ReceiverSchema } from '../schemas.ts';
import { eventView, messageView, receiverView } from '../views.ts';

const Id = Type.Object({ id: Type.String() });

/** Reading what the ledger holds. */
export const messageRoutes: FastifyPluginAsyncTypebox<{ db: Database; now(): Date }> = async (
  app,
  { db, now },
) => {
  const read = { onRequest: app.requireScope('read') };

  app.get(
    '/messages',
    {
      ...read,
      schema: {
        summary: 'List messages, newest first',
        tags: ['meldinger'],
        querystring: ListQuery,
        response: {
          200: Type.Object({
            items: Type.Array(MessageSchema),
            next: Type.Union([Type.String(), Type.Null()]),
          }),
        },
      },
    },
    async ({ query }) => {
      const { limit = 50, cursor, from, to, ...rest } = query;
      const filter: MessageFilter = {
        ...rest,
        ...(from !== undefined && { from: instant(from, 'from') }),
        ...(to !== undefined && { to: instant(to, 'to') }),
      };
      const rows = await listMessages(
        db,
        filter,
        limit + 1,
        cursor === undefined ? null : fromCursor(cursor),
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(messageView),
        next: rows.length > limit && last !== undefined ? toCursor(last.seq) : null,
      };
    },
  );

  app.get(
    '/messages/:id',
    {
      ...read,
      schema: {
        summary: 'One message with its receivers and their receipts',
        tags: ['meldinger'],
        params: Id,
        response: { 200: Type.Interface([MessageSchema], { receivers: Type.Array(ReceiverSchema) }) },
      },
    },
    async ({ params }) => {
      const row = await required(params.id);
      const deliveries = await getDeliveries(db, [row.id]);
      return { ...messageView(row), receivers: deliveries.map(receiverView) };
    },
  );

  app.get(
    '/messages/:id/events',
    {
      ...read,
      schema: {
        summary: 'What happened to a message, oldest first',
        tags: ['meldinger'],
        params: Id,
        response: { 200: Type.Object({ items: Type.Array(EventSchema) }) },
      },
    },
    async ({ params }) => {
      const row = await required(params.id);
      return { items: (await getEvents(db, row.id)).map(eventView) };
    },
  );

  app.get(
    '/messages/:id/content',
    {
      onRequest: app.requireScope('content'),
      schema: {
        summary: 'The bytes as received; needs a purpose, and is logged',
        tags: ['meldinger'],
        params: Id,
        querystring: Type.Object({ purpose: Type.Optional(Type.String({ maxLength: 500 })) }),
      },
    },
    async (request, reply) => {
      const purpose = request.query.purpose?.trim() ?? '';
      if (purpose === '') throw new ProblemError('MV-4007');
      const row = await required(request.params.id);
      const bytes = await readContent(db, row.id, {
        actor: request.identity?.name ?? '',
        purpose,
        at: now(),
      });
      if (bytes === null) throw new ProblemError('MV-4004');
      return reply
        .header('content-type', row.content_type)
        .header('content-disposition', `attachment; filename="${row.id}.xml"`)
        .header('cache-control', 'no-store')
        .send(bytes);
    },
  );

  async function required(id: string) {
    const row = await getMessage(db, id);
    if (row === null) throw new ProblemError('MV-4004');
    return row;
  }
};

function instant(text: string, field: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new ProblemError('MV-4000', { parameters: { place: `querystring/${field}` } });
  return date;
}

function toCursor(seq: number): string {
  return Buffer.from(`m${seq}`).toString('base64url');
}

function fromCursor(cursor: string): number {
  const seq = Number(/^m(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]);
  if (!Number.isSafeInteger(seq))
    throw new ProblemError('MV-4000', { parameters: { place: 'querystring/cursor' } });
  return seq;
}
