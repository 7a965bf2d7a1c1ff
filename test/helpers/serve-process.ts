import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const run = promisify(execFile);

/** The service as an operator starts it: a process of its own. */
export interface ServeProcess {
  address: string;
  pid: number;
  /** Everything that the process wrote. */
  output(): string;
  /** Sends a signal and resolves with the exit code (or the signal's name) and the time it took, in milliseconds. */
  end(signal: NodeJS.Signals): Promise<{ code: number | string | null; milliseconds: number }>;
}

export async function serveProcess(
  dataDir: string,
  options: { args?: string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<ServeProcess> {
  const child = spawn(
    process.execPath,
    [main, 'serve', '--data', dataDir, '--port', '0', ...(options.args ?? [])],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        MELDINGSVAKT_RETRY_MIN_MS: '200',
        MELDINGSVAKT_RETRY_MAX_MS: '1000',
        ...options.env,
      },
    },
  );
  let output = '';
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const line = /^.*"msg":"ready".*$/m.exec(output)?.[0];
      if (line !== undefined) resolve((JSON.parse(line) as { address: string }).address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`serve ended with ${code} before it was ready:\n${output}`)),
    );
  });
  const address = await ready;
  return { address, pid: child.pid ?? 0, output: () => output, end: (signal) => end(child, signal) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals) {
  const started = performance.now();
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, by) => resolve(code ?? by)),
  );
  child.kill(signal);
  return { code: await ended, milliseconds: performance.now() - started };
}

/** Runs a command of the command line to its end. */
export async function cli(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, [main, ...args], {
      env: { ...process.env, ...env },
      maxBuffer: 64 << 20,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

export async function tokenFor(dataDir: string, scope = 'ingest,read,content,replay,admin'): Promise<string> {
  const { stdout } = await cli([
    'token',
    'create',
    '--data',
    dataDir,
    '--name',
    'prøve',
    '--scope',
    scope,
    '--json',
  ]);
  return (JSON.parse(stdout) as { token: string }).token;
}
