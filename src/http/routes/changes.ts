import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { type AnnouncedChange, announceChange, cancelChange, listChanges } from '../../delivery/changes.ts';
import type { Database } from '../../ledger/database.ts';
import type { PartnerStore } from '../../ledger/partner-config.ts';
import { ProblemError } from '../problem-error.ts';

const ChangeSchema = Type.Object({
  id: Type.String(),
  partner: Type.Integer({ description: 'HER-id of the organisation' }),
  from: Type.String({ format: 'date-time' }),
  to: Type.String({ format: 'date-time' }),
  reason: Type.String(),
  actor: Type.String(),
  state: Type.Enum(['announced', 'inForce', 'past', 'cancelled']),
});

/** Announced changes (varslede endringer): downtime that holds deliveries and replays; business clocks go on. */
export const changeRoutes: FastifyPluginAsyncTypebox<{
  db: Database;
  partners: PartnerStore;
  now(): Date;
}> = async (app, { db, partners, now }) => {
  app.get(
    '/changes',
    {
      onRequest: app.requireScope('read'),
      schema: {
        summary: 'Announced changes, newest first',
        tags: ['vakt'],
        querystring: Type.Object({
          past: Type.Optional(Type.Boolean({ description: 'also those that are over' })),
        }),
        response: { 200: Type.Object({ items: Type.Array(ChangeSchema) }) },
      },
    },
    async ({ query }) => {
      const at = now();
      return { items: (await listChanges(db, query.past === true ? null : at)).map((row) => view(row, at)) };
    },
  );

  app.post(
    '/changes',
    {
      onRequest: app.requireScope('admin'),
      schema: {
        summary: 'Announce downtime of a partner',
        tags: ['vakt'],
        body: Type.Object(
          {
            partner: Type.Integer({ minimum: 1, description: 'HER-id of either level' }),
            from: Type.String({ description: 'ISO 8601' }),
            to: Type.String({ description: 'ISO 8601' }),
            reason: Type.String({ minLength: 3, maxLength: 500 }),
          },
          { additionalProperties: false },
        ),
        response: { 201: ChangeSchema },
      },
    },
    async ({ body, identity }, reply) => {
      const from = instant(body.from, 'from');
      const to = instant(body.to, 'to');
      if (to <= from) throw new ProblemError('MV-4000', { parameters: { place: 'body/to' } });
      const partner = (await partners.routing()).partner(body.partner);
      if (partner === null) throw new ProblemError('MV-4000', { parameters: { place: 'body/partner' } });
      const at = now();
      const change = { partner: partner.her, from, to, reason: body.reason, actor: identity?.name ?? '', at };
      const id = await announceChange(db, change);
      const row = (await listChanges(db, null)).find((one) => one.id === id);
      if (row === undefined) throw new ProblemError('MV-4004');
      return reply.code(201).send(view(row, at));
    },
  );

  app.post(
    '/changes/:id/cancel',
    {
      onRequest: app.requireScope('admin'),
      schema: {
        summary: 'Take an announcement back; what was held goes on',
        tags: ['vakt'],
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 204: Type.Null() },
      },
    },
    async ({ params }, reply) => {
      if (!(await cancelChange(db, params.id, now()))) throw new ProblemError('MV-4004');
      return reply.code(204).send(null);
    },
  );
};

function view(row: AnnouncedChange, now: Date) {
  return {
    id: row.id,
    partner: row.partner_her,
    from: row.starts_at.toISOString(),
    to: row.ends_at.toISOString(),
    reason: row.reason,
    actor: row.actor,
    state: stateOf(row, now),
  };
}

function stateOf(row: AnnouncedChange, now: Date): 'announced' | 'inForce' | 'past' | 'cancelled' {
  if (row.cancelled_at !== null) return 'cancelled';
  if (row.ends_at <= now) return 'past';
  return row.starts_at <= now ? 'inForce' : 'announced';
}

function instant(text: string, field: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new ProblemError('MV-4000', { parameters: { place: `body/${field}` } });
  return date;
}
