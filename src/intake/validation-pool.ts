import { Piscina } from 'piscina';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { createValidator, stoppedReader } from '../validation/create-validator.ts';
import type { Validation, ValidatorSettings } from '../validation/validation.ts';

/** Proves messages; small ones at once, large ones in a thread of their own so that others need not wait. */
export interface ValidationPool {
  validate(bytes: Buffer, now: Date): Promise<Validation>;
  close(): Promise<void>;
}

/** A large message takes a second or two; one that takes this long is stopped with its thread. */
const threadTimeout = 30_000;

export async function createValidationPool(
  config: Pick<Config, 'schemas' | 'production' | 'inlineValidationLimit'>,
  log: Log,
): Promise<ValidationPool> {
  const settings: ValidatorSettings = {
    production: config.production,
    ...(config.schemas !== null && { schemas: config.schemas }),
  };
  const validator = await createValidator(settings);
  // Threads start with the first large message: each compiles the schemas for itself.
  const threads = new Piscina<{ bytes: Buffer; now: Date }, Validation>({
    filename: new URL('./validation-thread.ts', import.meta.url).href,
    workerData: settings,
    minThreads: 0,
    maxThreads: 2,
    idleTimeout: 60_000,
    maxQueue: 64,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  let damaged = false;

  /** A thread that is stopped or dies takes no other message with it, and the next one gets a fresh reader. */
  async function inThread(bytes: Buffer, now: Date): Promise<Validation> {
    try {
      return await threads.run({ bytes, now }, { signal: AbortSignal.timeout(threadTimeout) });
    } catch (error) {
      log.error({ err: error, size: bytes.length }, 'a validation thread was lost on a message');
      return stoppedReader();
    }
  }

  return {
    async validate(bytes, now) {
      if (damaged || bytes.length > config.inlineValidationLimit) return inThread(bytes, now);
      try {
        return validator.validate(bytes, { now });
      } catch (error) {
        // The reader of this thread is of no use any more; from here on messages are proved in threads.
        log.error({ err: error, size: bytes.length }, 'the XML reader was damaged by a message');
        damaged = true;
        return inThread(bytes, now);
      }
    },
    async close() {
      await threads.destroy();
      validator.dispose();
    },
  };
}
