import { Piscina } from 'piscina';
import type { Config } from '../config.ts';
import { createValidator } from '../validation/create-validator.ts';
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
  return {
    async validate(bytes, now) {
      if (bytes.length <= config.inlineValidationLimit) return validator.validate(bytes, { now });
      return threads.run({ bytes, now }, { signal: AbortSignal.timeout(threadTimeout) });
    },
    async close() {
      await threads.destroy();
      validator.dispose();
    },
  };
}
