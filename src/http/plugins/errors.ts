import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { isUnavailable } from '../../ledger/database.ts';
import { ProblemError, toProblemDocument } from '../problem-error.ts';
import { languageOf, type ProblemCode } from '../problems.ts';

/** Fastify's own errors, and what they mean here. */
const known: Record<string, ProblemCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MV-4002',
  FST_ERR_CTP_BODY_TOO_LARGE: 'MV-4003',
  FST_ERR_CTP_EMPTY_TYPE: 'MV-4002',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'MV-4014',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MV-4001',
  FST_UNDER_PRESSURE: 'MV-4012',
  ECONNRESET: 'MV-4014',
};

/** Every error leaves as a problem document; nothing of what went wrong inside is told. */
export const errors = fp(
  async (app: FastifyInstance, options: { bodyLimit: number }) => {
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const problem = toProblem(error, request, options.bodyLimit);
      if (problem.statusCode >= 500 && !(error instanceof ProblemError))
        request.log.error({ err: error }, 'request failed');
      return sendProblem(reply, request, problem);
    });
    app.setNotFoundHandler((request, reply) => sendProblem(reply, request, new ProblemError('MV-4004')));
  },
  { name: 'errors' },
);

export function sendProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  problem: ProblemError,
): FastifyReply {
  if (problem.retryAfter !== null) reply.header('retry-after', String(problem.retryAfter));
  if (problem.statusCode === 401) reply.header('www-authenticate', 'Bearer realm="meldingsvakt"');
  return reply
    .code(problem.statusCode)
    .type('application/problem+json')
    .send(toProblemDocument(problem, languageOf(request.headers['accept-language'])));
}

/** What an error means for whoever asked. */
export function toProblem(error: FastifyError, request: FastifyRequest, bodyLimit: number): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isUnavailable(error)) return new ProblemError('MV-4011', { retryAfter: 5 });
  if (error.validation !== undefined)
    return new ProblemError('MV-4000', { parameters: { place: placeOf(error) } });
  const code = known[error.code];
  if (code === 'MV-4012') return new ProblemError(code, { retryAfter: 2 });
  if (code !== undefined)
    return new ProblemError(code, { parameters: { limit: Math.floor(bodyLimit / 1024 / 1024) } });
  if (error.statusCode === 429) return new ProblemError('MV-4013', { retryAfter: 1 });
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new ProblemError('MV-4000', { parameters: { place: '–' } });
  return new ProblemError('MV-4099', { parameters: { request: request.id } });
}

/** The field, never its value. */
function placeOf(error: FastifyError): string {
  const first = error.validation?.[0];
  return `${error.validationContext ?? ''}${first?.instancePath ?? ''}`;
}
