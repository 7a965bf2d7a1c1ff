import type { FastifyRequest } from 'fastify';

/** A change that was asked for from another site, or by something that does not say from where. */
export class ForeignOriginError extends Error {}

/**
 * Lets a change through only when the browser says that one of our own pages asked for it. The session's cookie is
 * `SameSite=Strict` already; this also covers sites beside ours under the same domain, and signing in, where there is
 * no cookie yet.
 * @throws ForeignOriginError
 */
export async function requireSameOrigin(request: FastifyRequest): Promise<void> {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'same-origin') return;
    throw new ForeignOriginError();
  }
  // Browsers leave Sec-Fetch-Site out on plain HTTP to other machines; Origin is always there on a form post.
  const { origin } = request.headers;
  if (origin === undefined || !URL.canParse(origin) || new URL(origin).host !== request.host) {
    throw new ForeignOriginError();
  }
}
