import { availableParallelism } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { SchemaFolderError } from '../../validation/schema/sources.ts';
import { CliError, exitCode } from '../failure.ts';
import type { Input } from './inputs.ts';
import { type ProveSettings, proveBytes, validatorFor } from './prove.ts';
import work, { type Answer } from './worker.ts';

export interface RunSettings extends ProveSettings {
  /** Threads; 1 works in this thread. */
  jobs: number;
}

/** Starting threads and compiling the schemas in each costs about as much as this many small messages. */
const WORTH_THREADS = { files: 150, bytes: 8 * 1024 * 1024 };

export const DEFAULT_JOBS = availableParallelism();

/**
 * Proves every input, in threads when there is enough to do. At most two files per thread are under way,
 * however many there are. Answers come in the order in which they are ready.
 */
export async function* run(
  inputs: AsyncIterable<Input>,
  settings: RunSettings,
): AsyncGenerator<{ input: Input; answer: Answer }> {
  await prepare(settings);
  const iterator = inputs[Symbol.asyncIterator]();
  let files = 0;
  let bytes = 0;
  while (settings.jobs === 1 || (files < WORTH_THREADS.files && bytes < WORTH_THREADS.bytes)) {
    const next = await iterator.next();
    if (next.done) return;
    yield { input: next.value, answer: await here(next.value, settings) };
    files += 1;
    bytes += next.value.bytes;
  }
  yield* inThreads(iterator, settings);
}

/** Compiles the schemas before anything is read, so that a bad folder is told of once. */
async function prepare(settings: ProveSettings): Promise<void> {
  try {
    await validatorFor(settings);
  } catch (error) {
    if (!(error instanceof SchemaFolderError) && !(error instanceof Error && 'syscall' in error)) throw error;
    throw new CliError(
      `Kan ikke bruke skjemamappen ${settings.schemas}: ${whyNot(error)}`,
      exitCode.environment,
    );
  }
}

function whyNot(error: Error): string {
  if (!(error instanceof SchemaFolderError)) return 'den finnes ikke, eller kan ikke leses.';
  const [first] = error.missing;
  if (first === undefined)
    return `skjemaene i den passer ikke sammen (${error.message.trim().split('\n')[0]}).`;
  const others = error.missing.length - 1;
  return `den mangler skjema for ${first}${others > 0 ? ` og ${others} andre navnerom` : ''}.`;
}

async function here(input: Input, settings: ProveSettings): Promise<Answer> {
  if (input.name !== '-') return work({ file: input.name, settings });
  return { proof: await proveBytes('-', await buffer(process.stdin), settings) };
}

/** A thread that ended under its file: the file is told of, and the others go on in a new thread. */
function stopped(): Answer {
  return { unreadable: 'leseren stoppet på denne filen' };
}

async function* inThreads(
  iterator: AsyncIterator<Input>,
  settings: RunSettings,
): AsyncGenerator<{ input: Input; answer: Answer }> {
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./worker.ts', import.meta.url)),
    minThreads: settings.jobs,
    maxThreads: settings.jobs,
    concurrentTasksPerWorker: 1,
  });
  const { schemas, production, only } = settings;
  const underWay = new Map<Input, Promise<{ input: Input; answer: Answer }>>();
  const start = (input: Input): void => {
    const answer =
      input.name === '-'
        ? here(input, settings)
        : (pool.run({ file: input.name, settings: { schemas, production, only } }) as Promise<Answer>);
    underWay.set(
      input,
      answer.catch(stopped).then((each) => ({ input, answer: each })),
    );
  };
  try {
    let open = true;
    while (open || underWay.size > 0) {
      while (open && underWay.size < 2 * settings.jobs) {
        const next = await iterator.next();
        if (next.done) open = false;
        else start(next.value);
      }
      if (underWay.size === 0) return;
      const ready = await Promise.race(underWay.values());
      underWay.delete(ready.input);
      yield ready;
    }
  } finally {
    await pool.destroy();
  }
}
