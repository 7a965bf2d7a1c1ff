import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { groupFailures } from '../../failures/group.ts';
import { readFailures } from '../../failures/read-failures.ts';
import type { Database } from '../../ledger/database.ts';
import type { PartnerStore } from '../../ledger/partner-config.ts';
import { ProblemError } from '../problem-error.ts';

const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const TextSchema = Type.Object({ nb: Type.String(), nn: Type.String(), en: Type.String() });

const FailureSchema = Type.Object({
  code: Type.String({ description: 'Stable code, see docs/findings.md' }),
  fault: Type.String({ description: 'F01–F30' }),
  severity: Type.Enum(['error', 'warning', 'info']),
  partner: Type.Object({ her: Nullable(Type.Integer()), name: Nullable(Type.String()) }),
  count: Type.Integer(),
  retrying: Type.Integer({ description: 'of them, how many are still tried again automatically' }),
  firstSeen: Type.String({ format: 'date-time' }),
  lastSeen: Type.String({ format: 'date-time' }),
  samples: Type.Array(Type.String(), { description: 'ids of the newest messages' }),
  apprec: Nullable(Type.String()),
  text: TextSchema,
  cause: TextSchema,
  remedy: TextSchema,
  actor: Type.Enum(['partner', 'sender', 'self']),
  who: TextSchema,
});

/** How far back rejected messages and odd receipts are shown when nothing else is asked for. */
const defaultDays = 7;

/** `GET /api/v1/failures`: what is wrong, grouped by cause and counterpart. */
export const failureRoutes: FastifyPluginAsyncTypebox<{
  db: Database;
  partners: PartnerStore;
  now(): Date;
}> = async (app, { db, partners, now }) => {
  app.get(
    '/failures',
    {
      onRequest: app.requireScope('read'),
      schema: {
        summary: 'What is wrong, by cause and counterpart: who must act, and what to do',
        tags: ['vakt'],
        querystring: Type.Object({
          partner: Type.Optional(Type.Integer({ minimum: 1, description: 'HER-id of either level' })),
          code: Type.Optional(Type.String({ maxLength: 16 })),
          from: Type.Optional(
            Type.String({ description: 'ISO 8601; rejected messages and odd receipts since then' }),
          ),
        }),
        response: { 200: Type.Object({ items: Type.Array(FailureSchema) }) },
      },
    },
    async ({ query }) => {
      const at = now();
      const since =
        query.from === undefined ? new Date(at.getTime() - defaultDays * 86_400_000) : new Date(query.from);
      if (Number.isNaN(since.getTime()))
        throw new ProblemError('MV-4000', { parameters: { place: 'querystring/from' } });
      const routing = await partners.routing();
      const groups = groupFailures(await readFailures(db, at, since), routing.partner);
      const her =
        query.partner === undefined ? undefined : (routing.partner(query.partner)?.her ?? query.partner);
      return {
        items: groups
          .filter(({ code }) => query.code === undefined || code === query.code)
          .filter(({ partner }) => her === undefined || partner.her === her)
          .map((group) => ({
            ...group,
            firstSeen: group.firstSeen.toISOString(),
            lastSeen: group.lastSeen.toISOString(),
          })),
      };
    },
  );
};
