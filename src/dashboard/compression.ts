import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);
/** Good enough for pages that are made anew each time; higher levels cost more than the wire gains. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const packable = /^(text\/|application\/javascript|image\/svg\+xml)/;
/** Below this the packing is larger than what it saves. */
const leastBytes = 1024;

/**
 * Packs pages and assets for browsers that can unpack them. No page holds a secret beside text that somebody else could
 * have chosen, so the length tells nothing.
 */
export function addCompression(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!packable.test(String(reply.getHeader('content-type') ?? ''))) return payload;
    if (reply.statusCode === 304 || request.method === 'HEAD') return payload;
    const encoding = encodingFor(request.headers['accept-encoding']);
    reply.header('vary', [reply.getHeader('vary'), 'Accept-Encoding'].filter(Boolean).join(', '));
    if (encoding === null) return payload;
    if (payload instanceof Readable) {
      mark(encoding);
      return payload.pipe(encoding === 'br' ? createBrotliCompress(brotli) : createGzip());
    }
    if (typeof payload !== 'string' || payload.length < leastBytes) return payload;
    mark(encoding);
    return encoding === 'br' ? packBrotli(payload, brotli) : packGzip(payload);

    function mark(name: string): void {
      reply.header('content-encoding', name);
      reply.removeHeader('content-length');
    }
  });
}

function encodingFor(header: string | string[] | undefined): 'br' | 'gzip' | null {
  const accepted = String(header ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]);
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : null;
}
