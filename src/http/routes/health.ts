import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { Metrics } from '../../metrics.ts';

export interface HealthOptions {
  metrics: Metrics;
  /** Answers whether everything that taking in a message needs is there; names what is not. */
  ready(): Promise<{ ready: boolean; missing: string[] }>;
}

/** Routes for supervisors and Prometheus. They tell nothing about messages and need no token. */
export const healthRoutes: FastifyPluginAsyncTypebox<HealthOptions> = async (app, { metrics, ready }) => {
  app.get(
    '/healthz',
    { schema: { summary: 'The process is alive', tags: ['drift'] }, logLevel: 'silent' },
    async () => ({ status: 'ok' }),
  );

  app.get(
    '/readyz',
    {
      logLevel: 'silent',
      schema: {
        summary: 'The service can take in messages',
        tags: ['drift'],
        response: {
          200: Type.Object({ status: Type.String() }),
          503: Type.Object({ status: Type.String(), missing: Type.Array(Type.String()) }),
        },
      },
    },
    async (_request, reply) => {
      const { ready: isReady, missing } = await ready();
      if (isReady) return { status: 'ready' };
      return reply.code(503).header('retry-after', '5').send({ status: 'not ready', missing });
    },
  );

  app.get(
    '/metrics',
    { schema: { summary: 'Prometheus metrics', tags: ['drift'] }, logLevel: 'silent' },
    async (_request, reply) => {
      reply.type(metrics.registry.contentType);
      return metrics.registry.metrics();
    },
  );
};
