import { Agent, request } from 'undici';
import type { SendOutcome } from './retry.ts';

/** Posts messages to receivers' endpoints. */
export interface HttpSender {
  /**
   * One attempt: the bytes unchanged, `Content-Type` as the sender wrote it. Never throws; no redirect is followed.
   * @param key the same for every attempt of one delivery, so that a receiver may recognise a repetition
   */
  send(url: string, body: Buffer, contentType: string, key: string): Promise<SendOutcome>;
  /** Lets requests in hand finish for `graceMs`, then breaks them off; they count as not delivered. */
  close(graceMs: number): Promise<void>;
}

export function createHttpSender(options: { timeout: number; perEndpoint: number }): HttpSender {
  const agent = new Agent({
    connections: options.perEndpoint,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: Math.min(options.timeout, 10_000) },
  });
  const shutdown = new AbortController();
  const inHand = new Set<Promise<SendOutcome>>();
  let closing = false;

  async function attempt(url: string, body: Buffer, contentType: string, key: string): Promise<SendOutcome> {
    const started = performance.now();
    const expired = AbortSignal.timeout(options.timeout);
    try {
      const response = await request(url, {
        method: 'POST',
        dispatcher: agent,
        body,
        headers: { 'content-type': contentType, 'user-agent': 'meldingsvakt', 'idempotency-key': key },
        signal: AbortSignal.any([expired, shutdown.signal]),
      });
      // The status decides; what the receiver writes beside it is read away so that the connection can be used again.
      await response.body.dump({ limit: 64 * 1024 }).catch(() => undefined);
      return {
        kind: 'answered',
        status: response.statusCode,
        milliseconds: Math.round(performance.now() - started),
      };
    } catch (error) {
      if (shutdown.signal.aborted) return { kind: 'interrupted' };
      if (expired.aborted) return { kind: 'timeout', milliseconds: options.timeout };
      return { kind: 'unreachable', cause: causeOf(error) };
    }
  }

  return {
    async send(url, body, contentType, key) {
      if (closing) return { kind: 'interrupted' };
      const work = attempt(url, body, contentType, key);
      inHand.add(work);
      try {
        return await work;
      } finally {
        inHand.delete(work);
      }
    },
    async close(graceMs) {
      closing = true;
      const timer = setTimeout(() => shutdown.abort(), graceMs);
      await Promise.allSettled(inHand);
      clearTimeout(timer);
      await agent.destroy();
    },
  };
}

/** A short code, never an address or text from the other side. */
function causeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'ukjent';
}
