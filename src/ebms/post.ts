import { Agent, request } from 'undici';
import { Headers } from '../messages/mime/headers.ts';

/** What came back from a gateway. */
export interface PostAnswer {
  /** `null` when no whole answer came: no connection, timeout, broken off. */
  status: number | null;
  headers: Headers;
  body: Buffer;
  retryAfterSeconds: number | null;
  milliseconds: number;
  /** A short code for why no answer came, never an address or text from the other side. */
  cause: string | null;
}

/** Posts ebXML messages and signals. */
export interface Poster {
  /** One attempt. Never throws; no redirect is followed. */
  post(url: string, contentType: string, body: Buffer): Promise<PostAnswer>;
  /** Lets what is in hand finish for `graceMs`, then breaks it off. */
  close(graceMs: number): Promise<void>;
}

/** A signal is a few kB; a gateway that answers with more is not answered with our memory. */
const largestAnswer = 1024 * 1024;

export function createPoster(options: { timeout: number; perEndpoint: number }): Poster {
  const agent = new Agent({
    connections: options.perEndpoint,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: Math.min(options.timeout, 10_000) },
  });
  const shutdown = new AbortController();
  const inHand = new Set<Promise<PostAnswer>>();

  async function attempt(url: string, contentType: string, body: Buffer): Promise<PostAnswer> {
    const started = performance.now();
    const expired = AbortSignal.timeout(options.timeout);
    const elapsed = () => Math.round(performance.now() - started);
    try {
      const response = await request(url, {
        method: 'POST',
        dispatcher: agent,
        body,
        headers: { 'content-type': contentType, soapaction: '"ebXML"', 'user-agent': 'meldingsvakt' },
        signal: AbortSignal.any([expired, shutdown.signal]),
      });
      const headers = Headers.fromRecord(response.headers);
      const answered = await readUpTo(response.body, largestAnswer);
      return {
        status: response.statusCode,
        headers,
        body: answered,
        retryAfterSeconds: seconds(headers.get('Retry-After')),
        milliseconds: elapsed(),
        cause: null,
      };
    } catch (error) {
      const cause = shutdown.signal.aborted ? 'stopped' : expired.aborted ? 'timeout' : causeOf(error);
      return {
        status: null,
        headers: new Headers([]),
        body: Buffer.alloc(0),
        retryAfterSeconds: null,
        milliseconds: elapsed(),
        cause,
      };
    }
  }

  return {
    async post(url, contentType, body) {
      const work = attempt(url, contentType, body);
      inHand.add(work);
      try {
        return await work;
      } finally {
        inHand.delete(work);
      }
    },
    async close(graceMs) {
      const timer = setTimeout(() => shutdown.abort(), graceMs);
      await Promise.allSettled(inHand);
      clearTimeout(timer);
      shutdown.abort();
      await agent.destroy();
    },
  };
}

async function readUpTo(body: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw new RangeError('The answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Only the form in seconds; a date would need the other side's clock to be right. */
function seconds(value: string | null): number | null {
  return value !== null && /^\d{1,6}$/.test(value) ? Number(value) : null;
}

function causeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
