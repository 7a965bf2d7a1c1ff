import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { ProblemError } from '../problem-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What this request has taken of the gate's room, in bytes; `null` when it has not entered. */
    gateBytes: number | null;
  }
  interface FastifyInstance {
    /** A hook that admits a message only while there is room for it. */
    intakeGate(request: FastifyRequest): Promise<void>;
  }
}

/**
 * Bounds how many messages, and how many bytes of them, are in memory at once. Beyond that the sender is told at once
 * to come back, instead of everybody waiting and the process running out of memory.
 */
export const intakeGate = fp(
  async (app: FastifyInstance, limits: { concurrency: number; bytes: number; bodyLimit: number }) => {
    let requests = 0;
    let bytes = 0;
    app.decorateRequest('gateBytes', null);
    app.decorate('intakeGate', async (request: FastifyRequest) => {
      const declared = Number(request.headers['content-length'] ?? limits.bodyLimit);
      if (declared > limits.bodyLimit) {
        throw new ProblemError('MV-4003', {
          parameters: { limit: Math.floor(limits.bodyLimit / 1024 / 1024) },
        });
      }
      if (requests >= limits.concurrency || (bytes > 0 && bytes + declared > limits.bytes)) {
        throw new ProblemError('MV-4012', { retryAfter: 1 });
      }
      requests += 1;
      bytes += declared;
      request.gateBytes = declared;
    });
    const leave = async (request: FastifyRequest) => {
      if (request.gateBytes === null) return;
      requests -= 1;
      bytes -= request.gateBytes;
      request.gateBytes = null;
    };
    app.addHook('onResponse', leave);
    app.addHook('onRequestAbort', leave);
  },
  { name: 'intake-gate', dependencies: ['errors'] },
);
