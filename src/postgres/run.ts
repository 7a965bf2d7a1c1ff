import { spawn } from 'node:child_process';
import { asUser, type ServerUser } from './server-user.ts';

export interface Outcome {
  /** null when a signal ended it. */
  readonly code: number | null;
  /** What it wrote to both outputs, at most the last 16 kB. */
  readonly output: string;
}

/** Environment of the server's programs: nothing of ours (PGDATA, PGPASSWORD, locale, DATABASE_URL) leaks into them. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Runs one of the server's programs to its end as the server's user.
 * @param input goes to its standard input
 * @throws the reason of `signal` when it is aborted; the program is ended then
 */
export function runAs(
  user: ServerUser,
  program: string,
  args: readonly string[],
  options: { input?: string; signal?: AbortSignal } = {},
): Promise<Outcome> {
  const { signal, input = '' } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const child = spawn(program, args, { ...asUser(user), cwd: '/', env: SERVER_ENVIRONMENT });
    let output = '';
    const keep = (chunk: string) => {
      output = (output + chunk).slice(-16_384);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const abort = () => child.kill('SIGTERM');
    signal?.addEventListener('abort', abort, { once: true });
    child.once('error', reject);
    child.once('close', (code) => {
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ code, output });
    });
    child.stdin.on('error', () => undefined); // it may end without reading all; its exit code tells
    child.stdin.end(input);
  });
}
