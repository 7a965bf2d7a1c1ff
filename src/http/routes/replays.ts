import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { Database } from '../../ledger/database.ts';
import type { PartnerStore } from '../../ledger/partner-config.ts';
import { messageStates } from '../../ledger/tables.ts';
import { dryRun } from '../../replay/dry-run.ts';
import { isEmpty, type Selection } from '../../replay/selection.ts';
import { changeState, createReplay, getReplay, listReplays } from '../../replay/store.ts';
import { refusalText, viewReplay } from '../../replay/views.ts';
import { ProblemError } from '../problem-error.ts';

const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Count = Type.Integer({ minimum: 0 });
const Id = Type.Object({ id: Type.String() });

const Body = Type.Object(
  {
    from: Type.Optional(Type.String({ description: 'ISO 8601, received at or after' })),
    to: Type.Optional(Type.String({ description: 'ISO 8601, received before' })),
    type: Type.Optional(Type.String({ maxLength: 64 })),
    partner: Type.Optional(Type.Integer({ minimum: 1, description: 'HER-id of either level' })),
    state: Type.Optional(Type.Enum([...messageStates])),
    verdict: Type.Optional(Type.Enum(['accepted', 'flagged', 'rejected'])),
    failure: Type.Optional(Type.String({ maxLength: 16, description: 'code of a failure' })),
    ids: Type.Optional(
      Type.Array(Type.String({ maxLength: 200 }), {
        minItems: 1,
        maxItems: 20_000,
        description: 'ids of messages, or MsgIds',
      }),
    ),
    dryRun: Type.Optional(Type.Boolean({ description: 'only tell what would happen' })),
    rate: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, description: 'copies a second' })),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    force: Type.Optional(Type.Boolean({ description: 'also what was receipted, closed or is old' })),
  },
  { additionalProperties: false },
);

const ProgressSchema = Type.Object({
  total: Count,
  waiting: Count,
  held: Count,
  sent: Count,
  refused: Count,
  cancelled: Count,
  delivered: Count,
  failed: Count,
  underWay: Count,
});

const ReplaySchema = Type.Object({
  id: Type.String(),
  state: Type.Enum(['running', 'paused', 'cancelled', 'done']),
  createdAt: Type.String({ format: 'date-time' }),
  finishedAt: Nullable(Type.String()),
  actor: Type.String(),
  reason: Nullable(Type.String()),
  selection: Type.Record(Type.String(), Type.Unknown()),
  force: Type.Boolean(),
  rate: Nullable(Type.Integer()),
  progress: ProgressSchema,
  refusals: Type.Array(
    Type.Object({
      code: Type.String(),
      message: Type.String(),
      count: Count,
      samples: Type.Array(Type.String()),
    }),
  ),
});

const DryRunSchema = Type.Object({
  dryRun: Type.Literal(true),
  total: Count,
  send: Count,
  held: Count,
  refused: Type.Array(Type.Object({ code: Type.String(), message: Type.String(), count: Count })),
  items: Type.Array(
    Type.Object({
      message: Type.String(),
      receiver: Nullable(Type.Integer()),
      outcome: Type.Enum(['send', 'held', 'refused']),
      code: Nullable(Type.String()),
      until: Nullable(Type.String()),
    }),
    { description: 'the first of them, in the order in which they would go' },
  ),
});

/** Copies that a dry run over HTTP names one by one; the counts are of all. */
const namedCopies = 200;

/** Replays: sending again what was received, as tasks that outlive the process. */
export const replayRoutes: FastifyPluginAsyncTypebox<{
  db: Database;
  partners: PartnerStore;
  now(): Date;
}> = async (app, { db, partners, now }) => {
  const replay = { onRequest: app.requireScope('replay') };
  const read = { onRequest: app.requireScope('read') };

  app.post(
    '/replays',
    {
      ...replay,
      bodyLimit: 2 * 1024 * 1024,
      schema: {
        summary: 'Send messages again, or tell what that would do (dryRun)',
        tags: ['avspilling'],
        body: Body,
        response: { 200: DryRunSchema, 202: ReplaySchema },
      },
    },
    async ({ body, identity }, reply) => {
      const { dryRun: dry, rate, reason, force = false, ...wanted } = body;
      const selection = checked(wanted);
      if (dry === true) {
        const items: Type.Static<typeof DryRunSchema>['items'] = [];
        const result = await dryRun(
          db,
          await partners.routing(),
          { selection, force, now: now() },
          ({ row, judgement }) => {
            if (items.length >= namedCopies) return;
            items.push({
              message: row.message_id,
              receiver: row.receiver_service ?? row.receiver_her,
              outcome: judgement.kind,
              code: judgement.kind === 'send' ? null : judgement.code,
              until: judgement.kind === 'held' ? judgement.until.toISOString() : null,
            });
          },
        );
        const refused = result.refused.map((one) => ({ ...one, message: refusalText(one.code) }));
        return reply.code(200).send({ dryRun: true, ...result, refused, items });
      }
      const id = await createReplay(db, {
        actor: identity?.name ?? '',
        at: now(),
        reason: reason ?? null,
        selection,
        force,
        rate: rate ?? null,
      });
      return reply.code(202).send(await view(id));
    },
  );

  app.get(
    '/replays',
    {
      ...read,
      schema: {
        summary: 'Replays, newest first',
        tags: ['avspilling'],
        querystring: Type.Object({
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
        }),
        response: { 200: Type.Object({ items: Type.Array(ReplaySchema) }) },
      },
    },
    async ({ query }) => ({
      items: await Promise.all((await listReplays(db, query.limit ?? 20)).map((row) => viewReplay(db, row))),
    }),
  );

  app.get(
    '/replays/:id',
    {
      ...read,
      schema: {
        summary: 'One replay and how far it has come',
        tags: ['avspilling'],
        params: Id,
        response: { 200: ReplaySchema },
      },
    },
    async ({ params }) => view(params.id),
  );

  for (const [verb, state, summary] of [
    ['pause', 'paused', 'Hand nothing more over for now'],
    ['resume', 'running', 'Go on with a paused replay'],
    ['cancel', 'cancelled', 'Hand nothing more over, ever; what is on its way goes on'],
  ] as const) {
    app.post(
      `/replays/:id/${verb}`,
      { ...replay, schema: { summary, tags: ['avspilling'], params: Id, response: { 200: ReplaySchema } } },
      async ({ params }) => {
        const changed = await changeState(db, params.id, state, now());
        const found = await view(params.id);
        if (!changed && found.state !== state) throw new ProblemError('MV-4032');
        return found;
      },
    );
  }

  async function view(id: string) {
    const row = await getReplay(db, id);
    if (row === null) throw new ProblemError('MV-4004');
    return viewReplay(db, row);
  }
};

function checked(selection: Selection): Selection {
  if (isEmpty(selection)) throw new ProblemError('MV-4031');
  const result = { ...selection };
  for (const field of ['from', 'to'] as const) {
    const text = selection[field];
    if (text === undefined) continue;
    const date = new Date(text);
    if (Number.isNaN(date.getTime()))
      throw new ProblemError('MV-4000', { parameters: { place: `body/${field}` } });
    result[field] = date.toISOString();
  }
  return result;
}
