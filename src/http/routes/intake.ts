import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { Incoming, IntakeAnswer } from '../../intake/receive.ts';
import { allows } from '../plugins/auth.ts';
import { sendProblem } from '../plugins/errors.ts';
import { ProblemError } from '../problem-error.ts';
import { AnswerSchema, ProblemSchema } from '../schemas.ts';

export interface IntakeRouteOptions {
  bodyLimit: number;
  receive(incoming: Incoming): Promise<IntakeAnswer>;
  now(): Date;
  /** Told of every answer, for the counters. */
  observe(answer: IntakeAnswer): void;
}

const Query = Type.Object({
  mode: Type.Optional(Type.Enum(['route', 'observe'], { description: 'observe: watch only, never deliver' })),
  receivedAt: Type.Optional(Type.String({ description: 'ISO 8601; back-loads history; scope admin only' })),
});

/** `POST /api/v1/messages`: a message comes in. */
export const intakeRoutes: FastifyPluginAsyncTypebox<IntakeRouteOptions> = async (app, options) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/xml', 'text/xml'],
    { parseAs: 'buffer', bodyLimit: options.bodyLimit },
    (_request, body, done) => done(null, body),
  );

  app.post(
    '/messages',
    {
      bodyLimit: options.bodyLimit,
      schema: {
        summary: 'Hand in a message (KITH XML)',
        tags: ['meldinger'],
        consumes: ['application/xml', 'text/xml'],
        querystring: Query,
        response: {
          202: AnswerSchema,
          200: {
            ...AnswerSchema,
            description: 'The same bytes were handed in before; same id and findings as then',
          },
          '4xx': { content: { 'application/problem+json': { schema: ProblemSchema } } },
          503: { content: { 'application/problem+json': { schema: ProblemSchema } } },
        },
      },
      onRequest: [app.requireScope('ingest'), app.intakeGate],
    },
    async (request, reply) => {
      const { body, identity, query } = request;
      if (identity === null) throw new ProblemError('MV-4005');
      if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
        throw new ProblemError('MV-4002');
      const receivedAt = query.receivedAt === undefined ? options.now() : instant(query.receivedAt);
      if (query.receivedAt !== undefined && !allows(identity, 'admin')) {
        throw new ProblemError('MV-4006', { parameters: { scope: 'admin' } });
      }
      if (!Buffer.isBuffer(body) || body.length === 0) throw new ProblemError('MV-4001');

      const answer = await options.receive({
        bytes: body,
        contentType: request.headers['content-type'] ?? 'application/xml',
        mode: query.mode ?? 'route',
        receivedAt,
        actor: identity.name,
      });
      options.observe(answer);

      const { outcome, ...verdict } = answer;
      reply.header('location', `/api/v1/messages/${answer.id}`);
      if (outcome === 'conflict') {
        return sendProblem(
          reply,
          request,
          new ProblemError('MV-4009', { extension: { id: answer.id, msgId: answer.msgId } }),
        );
      }
      if (outcome === 'rejected') {
        return sendProblem(reply, request, new ProblemError('MV-4010', { extension: verdict }));
      }
      return reply.code(outcome === 'repeated' ? 200 : 202).send(verdict);
    },
  );
};

function instant(text: string): Date {
  const date = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(date.getTime())) {
    throw new ProblemError('MV-4000', { parameters: { place: 'querystring/receivedAt' } });
  }
  return date;
}
