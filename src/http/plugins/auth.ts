import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import fp from 'fastify-plugin';
import { findToken, type Identity, type Scope } from '../../auth/tokens.ts';
import type { Database } from '../../ledger/database.ts';
import { ProblemError } from '../problem-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | null;
  }
  interface FastifyInstance {
    /** A hook that lets the request through only with a token of this scope, before any of its body is read. */
    requireScope(scope: Scope): onRequestAsyncHookHandler;
  }
}

/** Administration includes handing in, reading and replaying, but never reading what messages say about patients. */
export function allows(identity: Identity, scope: Scope): boolean {
  return identity.scopes.includes(scope) || (scope !== 'content' && identity.scopes.includes('admin'));
}

export const auth = fp(
  async (app: FastifyInstance, { db }: { db: Database }) => {
    app.decorateRequest('identity', null);
    app.decorate('requireScope', (scope: Scope) => async (request: FastifyRequest) => {
      const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (token === undefined) throw new ProblemError('MV-4005');
      const identity = await findToken(db, token);
      if (identity === null) throw new ProblemError('MV-4005');
      if (!allows(identity, scope)) throw new ProblemError('MV-4006', { parameters: { scope } });
      request.identity = identity;
    });
  },
  { name: 'auth', dependencies: ['errors'] },
);
