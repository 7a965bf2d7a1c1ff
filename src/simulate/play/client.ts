import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Finding, Verdict } from '../../validation/finding.ts';
import type { Answer } from '../draft.ts';

/** What the service said to a handing-in. */
export interface HandedIn {
  answer: Answer;
  status: number;
  id: string | null;
  verdict: Verdict | null;
  /** Codes of the findings that flag or reject. */
  findings: string[];
}

/** The service as the senders see it. */
export interface ServiceClient {
  /**
   * Hands in a message; comes back with the same bytes while the service says that it is full.
   * @param receivedAt back-loads: the instant at which it is to count as received
   * @throws ServiceError when the service cannot be reached, or will not have us
   */
  handIn(bytes: Uint8Array, receivedAt: string | null): Promise<HandedIn>;
  /** The state of a message; `null` when it is not there. */
  look(id: string): Promise<{ state: string; verdict: Verdict } | null>;
  close(): Promise<void>;
}

/** The service did not do its part; the text is for the person at the terminal. */
export class ServiceError extends Error {}

const answers: Readonly<Record<number, Answer>> = {
  202: 'taken',
  200: 'repeated',
  409: 'conflict',
  400: 'rejected',
  422: 'rejected',
};

/** How many times a service that does not answer is tried again, half a second apart. */
const retries = 20;

export function createServiceClient(url: string, token: string, signal: AbortSignal): ServiceClient {
  const agent = new Agent({ connections: 32 });
  const authorization = `Bearer ${token}`;

  async function ask(target: URL, body: Uint8Array | null) {
    const response = await request(target, {
      dispatcher: agent,
      method: body === null ? 'GET' : 'POST',
      headers: { authorization, ...(body && { 'content-type': 'application/xml' }) },
      body,
      signal,
    });
    return { status: response.statusCode, headers: response.headers, body: await response.body.text() };
  }

  /** Overload and a broken connection are passed over: the same bytes may always be handed in again. */
  async function askPatiently(target: URL, body: Uint8Array | null) {
    let repeated = false;
    for (let failures = 0; ; ) {
      try {
        const answer = await ask(target, body);
        if (answer.status !== 503 && answer.status !== 429) return { ...answer, repeated };
        await wait(1000 * Number(answer.headers['retry-after'] ?? 1), undefined, { signal });
      } catch (error) {
        if (signal.aborted) throw error;
        failures += 1;
        if (failures > retries) throw new ServiceError(`Tjenesten på ${url} svarer ikke.`);
        await wait(500, undefined, { signal });
      }
      repeated = true;
    }
  }

  return {
    async handIn(bytes, receivedAt) {
      const target = new URL('/api/v1/messages', url);
      if (receivedAt !== null) target.searchParams.set('receivedAt', receivedAt);
      const { status, body, repeated } = await askPatiently(target, bytes);
      const answer = answers[status];
      if (answer === undefined) throw refusal(status, url);
      const said = parse(body);
      return {
        // The first answer was lost on the way, so this is it.
        answer: answer === 'repeated' && repeated ? 'taken' : answer,
        status,
        id: said.id ?? null,
        verdict: said.verdict ?? null,
        findings: (said.findings ?? []).flatMap(({ code, severity }) => (severity === 'info' ? [] : [code])),
      };
    },
    async look(id) {
      const { status, body } = await askPatiently(new URL(`/api/v1/messages/${id}`, url), null);
      if (status === 404) return null;
      if (status !== 200) throw refusal(status, url);
      return JSON.parse(body) as { state: string; verdict: Verdict };
    },
    close: () => agent.destroy(),
  };
}

interface Said {
  id?: string;
  verdict?: Verdict;
  findings?: Finding[];
}

function parse(body: string): Said {
  try {
    return JSON.parse(body) as Said;
  } catch {
    return {};
  }
}

function refusal(status: number, url: string): ServiceError {
  if (status === 401) {
    return new ServiceError(
      `Tjenesten på ${url} kjenner ikke nøkkelen. Er --data (eller DATABASE_URL) den samme som tjenestens?`,
    );
  }
  if (status === 403) return new ServiceError('Nøkkelen må ha tilgangene ingest, read og admin.');
  return new ServiceError(`Tjenesten på ${url} svarte HTTP ${status}.`);
}
