import { availableParallelism } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
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
  // Faults in the schema folder show here, before anything is read.
  await validatorFor(settings);
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

async function here(input: Input, settings: ProveSettings): Promise<Answer> {
  if (input.name !== '-') return work({ file: input.name, settings });
  return { proof: await proveBytes('-', await buffer(process.stdin), settings) };
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
  const { schemas, production } = settings;
  const underWay = new Map<Input, Promise<{ input: Input; answer: Answer }>>();
  const start = (input: Input): void => {
    const answer =
      input.name === '-'
        ? here(input, settings)
        : (pool.run({ file: input.name, settings: { schemas, production } }) as Promise<Answer>);
    underWay.set(
      input,
      answer.then((each) => ({ input, answer: each })),
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
