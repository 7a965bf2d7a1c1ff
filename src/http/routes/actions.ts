import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { act, actions } from '../../delivery/actions.ts';
import type { Database } from '../../ledger/database.ts';
import { getMessage } from '../../ledger/messages.ts';
import type { PartnerStore } from '../../ledger/partner-config.ts';
import { refusalText } from '../../replay/views.ts';
import { ProblemError } from '../problem-error.ts';

const Body = Type.Object(
  {
    action: Type.Enum([...actions], {
      description:
        'retry: try now; stop: send nothing more; solve: settled outside; reroute: to the endpoint in force, or a named one',
    }),
    reason: Type.String({ minLength: 3, maxLength: 500, description: 'Why; kept in the access log' }),
    receiver: Type.Optional(Type.String({ format: 'uuid', description: 'id of one receiver; default all' })),
    endpoint: Type.Optional(
      Type.Integer({ minimum: 1, description: 'reroute: HER-id whose endpoint is used' }),
    ),
    force: Type.Optional(Type.Boolean({ description: 'also what was receipted or closed' })),
  },
  { additionalProperties: false },
);

const Answer = Type.Object({
  id: Type.String(),
  state: Type.String(),
  done: Type.Array(Type.String(), { description: 'ids of the receivers that were changed' }),
  refused: Type.Array(Type.Object({ receiver: Type.String(), code: Type.String(), message: Type.String() })),
});

/** `POST /api/v1/messages/{id}/actions`: what a person decides about one message. */
export const actionRoutes: FastifyPluginAsyncTypebox<{
  db: Database;
  partners: PartnerStore;
  now(): Date;
}> = async (app, { db, partners, now }) => {
  app.post(
    '/messages/:id/actions',
    {
      onRequest: app.requireScope('replay'),
      schema: {
        summary: 'Retry now, stop, mark as solved outside, or reroute',
        tags: ['meldinger'],
        params: Type.Object({ id: Type.String() }),
        body: Body,
        response: { 200: Answer },
      },
    },
    async ({ params, body, identity }) => {
      const message = await getMessage(db, params.id);
      if (message === null) throw new ProblemError('MV-4004');
      const { done, refused } = await act(db, await partners.routing(), {
        message: message.id,
        action: body.action,
        reason: body.reason,
        actor: identity?.name ?? '',
        at: now(),
        delivery: body.receiver ?? null,
        endpoint: body.endpoint ?? null,
        force: body.force ?? false,
      });
      const reasons = refused.map(({ delivery, code }) => ({
        receiver: delivery,
        code,
        message: refusalText(code),
      }));
      if (done.length === 0) throw new ProblemError('MV-4030', { extension: { refused: reasons } });
      const state = (await getMessage(db, message.id))?.state ?? message.state;
      return { id: message.id, state, done, refused: reasons };
    },
  );
};
