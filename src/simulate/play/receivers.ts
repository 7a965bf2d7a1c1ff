import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { cut, type Reception } from '../draft.ts';

/** What a receiver waits for. */
export interface Awaited {
  bytes: Uint8Array;
  /** HER-id of the party to whose endpoint it is to come. */
  to: number;
  reception: Reception;
  /** Called the first time that it has come and been taken. */
  delivered(): void;
}

/** The endpoints of all parties: one server, a path for each. */
export interface Receivers {
  url(her: number): string;
  await(message: Awaited): void;
  /** Takes away what is no longer waited for. */
  forget(bytes: Uint8Array): void;
  /** What came without being waited for here: other bytes, or at another party's endpoint. */
  strays(): number;
  /** What came again after it had been taken. */
  repeats(): number;
  close(): Promise<void>;
}

interface Waiting extends Awaited {
  attempts: number;
  taken: boolean;
}

const calm: Reception = { delayMs: 0, answers: [] };

/** Starts the endpoints on a free port of this machine. */
export async function startReceivers(): Promise<Receivers> {
  const waiting = new Map<string, Waiting>();
  const ended = new AbortController();
  let strays = 0;
  let repeats = 0;

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const known = waiting.get(digest(await buffer(request)));
    const message = known !== undefined && request.url === pathOf(known.to) ? known : null;
    if (message === null) strays += 1;
    const { delayMs, answers } = message?.reception ?? calm;
    const status = answers[message?.attempts ?? 0] ?? 200;
    if (message) message.attempts += 1;
    await wait(delayMs, undefined, { signal: ended.signal });
    if (status === cut) return void request.socket.destroy();
    response.writeHead(status).end();
    if (message === null || status >= 300) return;
    if (message.taken) repeats += 1;
    else message.delivered();
    message.taken = true;
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: (her) => `http://127.0.0.1:${port}${pathOf(her)}`,
    await: (message) => {
      waiting.set(digest(message.bytes), { ...message, attempts: 0, taken: false });
    },
    forget: (bytes) => {
      waiting.delete(digest(bytes));
    },
    strays: () => strays,
    repeats: () => repeats,
    close: () =>
      new Promise((resolve) => {
        ended.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pathOf(her: number): string {
  return `/${her}/inn`;
}

/** Messages are known again by their bytes, which proves at the same time that nothing was changed. */
function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
