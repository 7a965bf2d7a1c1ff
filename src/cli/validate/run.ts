import { availableParallelism } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { SchemaFolderError } from '../../validation/schema/sources.ts';
import { CliError, exitCode } from '../failure.ts';
import type { Input } from './inputs.ts';
import { type ProveSettings, proveBytes, validatorFor } from './prove.ts';
import { type Answer, answerFor } from './worker.ts';

export interface RunSettings extends ProveSettings {
  /** Threads; 1 works in this thread. */
  jobs: number;
}

/** Starting threads and compiling the schemas in each costs about as much as this many small messages. */
const WORTH_THREADS = { files: 150, bytes: 8 * 1024 * 1024 };

export const DEFAULT_JOBS = availableParallelism();

/**
 * Proves every input, in threads when there is enough to do. At most two batches per thread are under way,
 * however many files there are. Answers come in the order in which they are ready.
 */
export async function* run(inputs: AsyncIterable<Input>, settings: RunSettings): AsyncGenerator<Answered> {
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
  if (input.name !== '-') return answerFor(input.name, settings);
  return { proof: await proveBytes('-', await buffer(process.stdin), settings) };
}

interface Answered {
  input: Input;
  answer: Answer;
}

/** Files that go to a thread together: one at a time would cost more in messages between threads than in work. */
const BATCH = { files: 25, bytes: 2 * 1024 * 1024 };

async function* inThreads(iterator: AsyncIterator<Input>, settings: RunSettings): AsyncGenerator<Answered> {
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./worker.ts', import.meta.url)),
    minThreads: settings.jobs,
    maxThreads: settings.jobs,
    concurrentTasksPerWorker: 1,
  });
  const underWay = new Map<number, Promise<{ number: number; answered: Answered[] }>>();
  let number = 0;
  try {
    for (;;) {
      while (underWay.size < 2 * settings.jobs) {
        const batch = await nextBatch(iterator);
        if (batch.length === 0) break;
        const own = number;
        number += 1;
        underWay.set(
          own,
          proveBatch(pool, batch, settings).then((answered) => ({ number: own, answered })),
        );
      }
      if (underWay.size === 0) return;
      const ready = await Promise.race(underWay.values());
      underWay.delete(ready.number);
      yield* ready.answered;
    }
  } finally {
    await pool.destroy();
  }
}

async function nextBatch(iterator: AsyncIterator<Input>): Promise<Input[]> {
  const batch: Input[] = [];
  let bytes = 0;
  while (batch.length < BATCH.files && bytes < BATCH.bytes) {
    const next = await iterator.next();
    if (next.done) break;
    batch.push(next.value);
    bytes += next.value.bytes;
  }
  return batch;
}

/**
 * Proves some files in a thread. When the thread ends under them they are tried one by one, each in a thread that
 * is whole; the one that ends its thread again is told of, and the others are answered.
 */
async function proveBatch(
  pool: Piscina,
  batch: readonly Input[],
  settings: RunSettings,
): Promise<Answered[]> {
  const { schemas, production, only } = settings;
  const prove = async (inputs: readonly Input[]): Promise<Answered[]> => {
    const files = inputs.map(({ name }) => name);
    const answers = (await pool.run({ files, settings: { schemas, production, only } })) as Answer[];
    return inputs.map((input, index) => ({ input, answer: answers[index]! }));
  };
  const piped = batch.filter(({ name }) => name === '-');
  const named = batch.filter(({ name }) => name !== '-');
  const fromPipe = await Promise.all(
    piped.map(async (input) => ({ input, answer: await here(input, settings) })),
  );
  if (named.length === 0) return fromPipe;
  try {
    return [...fromPipe, ...(await prove(named))];
  } catch {
    const one: Answered[] = [];
    for (const input of named) {
      one.push(
        ...(await prove([input]).catch(() => [
          { input, answer: { unreadable: 'leseren stoppet på denne filen' } },
        ])),
      );
    }
    return [...fromPipe, ...one];
  }
}
