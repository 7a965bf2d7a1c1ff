import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { type EpisodeSource, findEpisode } from '../../episodes/episodes.ts';
import { type ListPlace, listDeadlines } from '../../episodes/list.ts';
import { deadlineView, listedDeadlineView } from '../../episodes/views.ts';
import { ProblemError } from '../problem-error.ts';
import { AtQuery, DEADLINE_STATUSES, DeadlineSchema, instantOf } from './episode-schemas.ts';

const Query = Type.Interface([AtQuery], {
  episode: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'One stay: all its deadlines, computed from its messages, unpaged',
    }),
  ),
  status: Type.Optional(Type.Enum([...DEADLINE_STATUSES])),
  rule: Type.Optional(Type.String({ maxLength: 100 })),
  responsible: Type.Optional(Type.Enum(['HF', 'K'])),
  partner: Type.Optional(Type.Integer({ description: 'HER-id of level 1 of either party' })),
  dueBefore: Type.Optional(Type.String({ description: 'ISO 8601' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
});

/** Deadlines: of one stay at any time, or of all stays as they are now, the next to be late first. */
export const deadlineRoutes: FastifyPluginAsyncTypebox<EpisodeSource & { now(): Date }> = async (
  app,
  { now, ...source },
) => {
  app.get(
    '/deadlines',
    {
      onRequest: app.requireScope('read'),
      schema: {
        summary: 'The deadlines of a stay, or of all stays',
        tags: ['opphold'],
        querystring: Query,
        response: {
          200: Type.Object({
            items: Type.Array(DeadlineSchema),
            next: Type.Union([Type.String(), Type.Null()]),
          }),
        },
      },
    },
    async ({ query }) => {
      const { episode, at, limit = 50, cursor, dueBefore, ...exact } = query;
      const filter = {
        ...exact,
        ...(dueBefore !== undefined && { dueBefore: instantOf(dueBefore, now, 'dueBefore') }),
      };
      if (episode !== undefined) return { items: await ofEpisode(episode, at, filter), next: null };
      // The list over all stays is kept for now only; what was is computed stay by stay.
      if (at !== undefined) throw new ProblemError('MV-4000', { parameters: { place: 'querystring/at' } });
      const after = cursor === undefined ? null : fromCursor(cursor);
      const rows = await listDeadlines(source.db, filter, now(), limit + 1, after);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(listedDeadlineView),
        next:
          rows.length > limit && last !== undefined
            ? toCursor({ due: last.due.toISOString(), rule: last.rule, message: last.message_id })
            : null,
      };
    },
  );

  async function ofEpisode(
    id: string,
    at: string | undefined,
    filter: { status?: string; rule?: string; responsible?: string; partner?: number; dueBefore?: Date },
  ) {
    const episode = await findEpisode(source, id, instantOf(at, now));
    if (episode === null) throw new ProblemError('MV-4004');
    const { status, rule, responsible, partner, dueBefore } = filter;
    const { hospital, kommune } = episode.pair;
    if (partner !== undefined && partner !== hospital && partner !== kommune) return [];
    return episode.clocks
      .filter(({ due }) => dueBefore === undefined || due < dueBefore.getTime())
      .map((clock) => deadlineView(episode, clock))
      .filter(
        (item) =>
          (status === undefined || item.status === status) &&
          (rule === undefined || item.rule === rule) &&
          (responsible === undefined || item.responsible === responsible),
      )
      .toSorted((a, b) => a.due.localeCompare(b.due) || a.rule.localeCompare(b.rule));
  }
};

function toCursor(place: ListPlace): string {
  return Buffer.from(JSON.stringify(['d', place.due, place.rule, place.message])).toString('base64url');
}

function fromCursor(cursor: string): ListPlace {
  const [, due, rule, message] =
    /^\["d","(\d{4}-[\dT:.-]+Z)","([\w-]+)","([0-9a-f-]{36})"\]$/.exec(
      Buffer.from(cursor, 'base64url').toString(),
    ) ?? [];
  if (due === undefined || rule === undefined || message === undefined)
    throw new ProblemError('MV-4000', { parameters: { place: 'querystring/cursor' } });
  return { due, rule, message };
}
