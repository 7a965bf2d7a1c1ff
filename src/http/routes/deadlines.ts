import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { type EpisodeSource, findEpisode } from '../../episodes/episodes.ts';
import { deadlineView } from '../../episodes/views.ts';
import { ProblemError } from '../problem-error.ts';
import { AtQuery, DEADLINE_STATUSES, DeadlineSchema, instantOf } from './episode-schemas.ts';

/** Deadlines of one stay, computed from its messages. */
export const deadlineRoutes: FastifyPluginAsyncTypebox<EpisodeSource & { now(): Date }> = async (
  app,
  { now, ...source },
) => {
  app.get(
    '/deadlines',
    {
      onRequest: app.requireScope('read'),
      schema: {
        summary: 'The deadlines of a stay',
        tags: ['opphold'],
        querystring: Type.Interface([AtQuery], {
          episode: Type.String({ maxLength: 100 }),
          status: Type.Optional(Type.Enum([...DEADLINE_STATUSES])),
          rule: Type.Optional(Type.String({ maxLength: 100 })),
          responsible: Type.Optional(Type.Enum(['HF', 'K'])),
        }),
        response: { 200: Type.Object({ items: Type.Array(DeadlineSchema) }) },
      },
    },
    async ({ query }) => {
      const episode = await findEpisode(source, query.episode, instantOf(query.at, now));
      if (episode === null) throw new ProblemError('MV-4004');
      const { status, rule, responsible } = query;
      const items = episode.clocks
        .map((clock) => deadlineView(episode, clock))
        .filter(
          (item) =>
            (status === undefined || item.status === status) &&
            (rule === undefined || item.rule === rule) &&
            (responsible === undefined || item.responsible === responsible),
        )
        .toSorted((a, b) => a.due.localeCompare(b.due) || a.rule.localeCompare(b.rule));
      return { items };
    },
  );
};
