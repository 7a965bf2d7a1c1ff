import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { CATEGORIES } from '../../agreement/packs/schema.ts';
import { DECISION_KINDS, type DecisionKind, isDecisionValue } from '../../episodes/decisions.ts';
import { decide, type EpisodeSource, episodesOfMessage, findEpisode, idOf } from '../../episodes/episodes.ts';
import type { Episode } from '../../episodes/project.ts';
import { episodeView } from '../../episodes/views.ts';
import { ProblemError } from '../problem-error.ts';
import { AtQuery, EpisodeSchema, instantOf } from './episode-schemas.ts';

const Id = Type.Object({ id: Type.String() });
const Reason = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });

/** Stays: reading them as they are or were, and writing down what a person has decided about one. */
export const episodeRoutes: FastifyPluginAsyncTypebox<EpisodeSource & { now(): Date }> = async (
  app,
  { now, ...source },
) => {
  const read = { onRequest: app.requireScope('read') };
  const administer = { onRequest: app.requireScope('admin') };

  app.get(
    '/episodes',
    {
      ...read,
      schema: {
        summary: 'The stays that a message belongs to',
        tags: ['opphold'],
        querystring: Type.Interface([AtQuery], { msgId: Type.String({ minLength: 1, maxLength: 200 }) }),
        response: { 200: Type.Object({ items: Type.Array(EpisodeSchema) }) },
      },
    },
    async ({ query }) => {
      const found = await episodesOfMessage(source, query.msgId, instantOf(query.at, now));
      return { items: found.map(episodeView) };
    },
  );

  app.get(
    '/episodes/:id',
    {
      ...read,
      schema: {
        summary: 'One stay; 308 to the older one when two were found to be one',
        tags: ['opphold'],
        params: Id,
        querystring: AtQuery,
        response: { 200: EpisodeSchema },
      },
    },
    async ({ params, query }, reply) => {
      const episode = await required(params.id, instantOf(query.at, now));
      const id = idOf(episode);
      if (id === params.id.toLowerCase()) return episodeView(episode);
      const search = query.at === undefined ? '' : `?at=${encodeURIComponent(query.at)}`;
      return reply.redirect(`/api/v1/episodes/${id}${search}`, 308);
    },
  );

  app.patch(
    '/episodes/:id',
    {
      ...administer,
      schema: {
        summary: "Set the patient's category for the whole case",
        tags: ['opphold'],
        params: Id,
        body: Type.Object({ category: Type.Enum([...CATEGORIES]), reason: Reason }),
        response: { 200: EpisodeSchema },
      },
    },
    async ({ params, body, identity }) =>
      decideOn(params.id, 'category', body.category, body.reason, identity?.name),
  );

  app.post(
    '/episodes/:id/decisions',
    {
      ...administer,
      schema: {
        summary: 'Record what only a person can decide',
        tags: ['opphold'],
        params: Id,
        body: Type.Object({
          kind: Type.Enum([...DECISION_KINDS]),
          value: Type.Optional(Type.Unknown()),
          reason: Reason,
        }),
        response: { 201: EpisodeSchema },
      },
    },
    async ({ params, body, identity }, reply) =>
      reply.code(201).send(await decideOn(params.id, body.kind, body.value, body.reason, identity?.name)),
  );

  async function decideOn(
    id: string,
    kind: DecisionKind,
    value: unknown,
    reason: string,
    actor: string | undefined,
  ) {
    if (actor === undefined) throw new ProblemError('MV-4005');
    if (!isDecisionValue(kind, value))
      throw new ProblemError('MV-4000', { parameters: { place: 'body/value' } });
    const at = now();
    const episode = await required(id, at);
    await decide(source, episode, { kind, value, reason, actor, at });
    return episodeView(await required(id, at));
  }

  async function required(id: string, at: Date): Promise<Episode> {
    const episode = await findEpisode(source, id, at);
    if (episode === null) throw new ProblemError('MV-4004');
    return episode;
  }
};
