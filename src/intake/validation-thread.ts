import { workerData } from 'node:worker_threads';
import { createValidator } from '../validation/create-validator.ts';
import type { Validation, ValidatorSettings } from '../validation/validation.ts';

/** What runs in a validation thread: one validator for the thread's life. */
const validator = await createValidator(settingsOf(workerData));

export default function validate({ bytes, now }: { bytes: Uint8Array; now: Date }): Validation {
  try {
    return validator.validate(bytes, { now });
  } catch {
    // A damaged reader must not judge another message: the thread ends, and a fresh one takes its place.
    process.exit(1);
  }
}

/** Piscina wraps what it is given as `workerData`. */
function settingsOf(data: unknown): ValidatorSettings {
  return (Array.isArray(data) ? data[1] : data) as ValidatorSettings;
}
