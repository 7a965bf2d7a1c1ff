import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import underPressure from '@fastify/under-pressure';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Config } from '../config.ts';
import { dashboard } from '../dashboard/dashboard.ts';
import type { EbmsService } from '../ebms/service.ts';
import type { Incoming, IntakeAnswer } from '../intake/receive.ts';
import type { Database } from '../ledger/database.ts';
import type { PartnerStore } from '../ledger/partner-config.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { version } from '../version.ts';
import { auth } from './plugins/auth.ts';
import { errors, sendProblem } from './plugins/errors.ts';
import { intakeGate } from './plugins/intake-gate.ts';
import { ProblemError } from './problem-error.ts';
import { actionRoutes } from './routes/actions.ts';
import { changeRoutes } from './routes/changes.ts';
import { deadlineRoutes } from './routes/deadlines.ts';
import { ebmsRoutes } from './routes/ebms.ts';
import { episodeRoutes } from './routes/episodes.ts';
import { failureRoutes } from './routes/failures.ts';
import { healthRoutes } from './routes/health.ts';
import { intakeRoutes } from './routes/intake.ts';
import { messageRoutes } from './routes/messages.ts';
import { partnerRoutes } from './routes/partners.ts';
import { replayRoutes } from './routes/replays.ts';

export interface AppServices {
  config: Pick<Config, 'bodyLimit' | 'intakeConcurrency' | 'intakeBytes'>;
  log: Log;
  db: Database;
  partners: PartnerStore;
  metrics: Metrics;
  receive(incoming: Incoming): Promise<IntakeAnswer>;
  /** Without it there is no `POST /ebms`. */
  ebms?: Pick<EbmsService, 'receive'>;
  ready(): Promise<{ ready: boolean; missing: string[] }>;
  now(): Date;
}

/** The HTTP interface, not yet listening. Everything that it needs is handed in; it starts nothing of its own. */
export async function createApp(services: AppServices): Promise<FastifyInstance> {
  const { config, db, metrics, now } = services;
  const app = Fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    // A sender that stops in the middle must not hold a place for ever.
    requestTimeout: 120_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, caseSensitive: true },
    trustProxy: false,
    frameworkErrors: (_error, request, reply) => sendProblem(reply, request, new ProblemError('MV-4004')),
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requestDone(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    request.log.debug(
      { req: request, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
  });

  await app.register(errors, { bodyLimit: config.bodyLimit });
  await app.register(underPressure, {
    maxEventLoopDelay: 2_000,
    maxHeapUsedBytes: 0,
    retryAfter: 2,
    exposeStatusRoute: false,
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // TLS ends in front of the service; whoever ends it says how long.
    hsts: false,
  });
  // Only what is asked for: nothing is limited below 2,000 a second, and signing in has a limit of its own.
  await app.register(rateLimit, { global: false });
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: 16 * 1024 });
  await app.register(auth, { db });
  await app.register(intakeGate, {
    concurrency: config.intakeConcurrency,
    bytes: config.intakeBytes,
    bodyLimit: config.bodyLimit,
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Meldingsvakt',
        version,
        description: 'Receives, proves, delivers and watches pleie- og omsorgsmeldinger.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: false });

  await app.register(healthRoutes, { metrics, ready: services.ready });
  if (services.ebms) {
    await app.register(ebmsRoutes, { bodyLimit: config.bodyLimit, receive: services.ebms.receive });
  }
  await app.register(
    async (api) => {
      await api.register(intakeRoutes, {
        bodyLimit: config.bodyLimit,
        receive: services.receive,
        now,
        observe: (answer) => metrics.messageReceived(answer.type, answer.outcome),
      });
      await api.register(messageRoutes, { db, now });
      await api.register(actionRoutes, { db, partners: services.partners, now });
      await api.register(failureRoutes, { db, partners: services.partners, now });
      await api.register(episodeRoutes, { db, partners: services.partners, now });
      await api.register(deadlineRoutes, { db, partners: services.partners, now });
      await api.register(changeRoutes, { db, partners: services.partners, now });
      await api.register(replayRoutes, { db, partners: services.partners, now });
      await api.register(partnerRoutes, { document: services.partners.document });
    },
    { prefix: '/api/v1' },
  );
  await app.register(dashboard, { db, partners: services.partners, now });
  return app;
}
