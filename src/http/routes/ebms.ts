import type { FastifyError, FastifyPluginAsync } from 'fastify';
import type { EbmsAnswer } from '../../ebms/receive.ts';
import { writeFault } from '../../messages/ebxml/write-envelope.ts';
import { Headers } from '../../messages/mime/headers.ts';
import { toProblem } from '../plugins/errors.ts';

export interface EbmsRouteOptions {
  bodyLimit: number;
  receive(headers: Headers, body: Buffer): Promise<EbmsAnswer>;
}

const xml = 'text/xml; charset="UTF-8"';
const notNow =
  'Meldingen kan ikke tas imot nå, og ingenting er lagret. Send den samme meldingen igjen senere.';
const tooLarge = 'Meldingen er større enn det som tas imot her.';
const unreadable = 'Forespørselen kan ikke leses.';

/**
 * `POST /ebms`: ebXML messages come in. The sender is proved by its signature, not by a token; every answer with a body,
 * also about trouble of our own, is a SOAP envelope.
 */
export const ebmsRoutes: FastifyPluginAsync<EbmsRouteOptions> = async (app, options) => {
  app.removeAllContentTypeParsers();
  // Whatever the Content-Type: that it is the wrong one is told as a SOAP Fault.
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: options.bodyLimit }, (_request, body, done) =>
    done(null, body),
  );

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error, request, options.bodyLimit);
    const ours = problem.statusCode >= 500;
    if (ours) request.log.error({ err: error }, 'an ebXML message could not be taken in');
    // Nothing that went wrong here is for ever: a gateway that gets 503 comes again with the same message.
    const status = ours ? 503 : problem.statusCode;
    if (ours) reply.header('retry-after', String(problem.retryAfter ?? 30));
    else if (problem.retryAfter !== null) reply.header('retry-after', String(problem.retryAfter));
    return reply
      .code(status)
      .type(xml)
      .send(
        ours ? writeFault('Server', notNow) : writeFault('Client', status === 413 ? tooLarge : unreadable),
      );
  });

  app.post(
    '/ebms',
    {
      bodyLimit: options.bodyLimit,
      schema: {
        summary: 'Hand in an ebXML message (ebMS 2.0)',
        tags: ['ebXML'],
        security: [],
        consumes: ['multipart/related', 'text/xml'],
      },
      onRequest: app.intakeGate,
    },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const answer = await options.receive(Headers.fromRecord(request.headers), body);
      reply.code(answer.status);
      return answer.body === null ? reply.send() : reply.type(xml).send(answer.body);
    },
  );
};
