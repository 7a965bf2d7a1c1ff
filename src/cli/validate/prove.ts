import { readFile } from 'node:fs/promises';
import { createValidator } from '../../validation/create-validator.ts';
import type { Finding, Verdict } from '../../validation/finding.ts';
import type { Validator } from '../../validation/validation.ts';

import { type FileForm, formOf } from './form.ts';

/** Line of the contract's NDJSON, and all that a worker sends back. */
export interface Proof {
  file: string;
  verdict: Verdict;
  type: string | null;
  version: string | null;
  msgId: string | null;
  apprec: string | null;
  findings: Finding[];
}

/** `kith`: only the KITH documents; `ebms`: only the ebXML envelope around them. */
export type Only = 'kith' | 'ebms' | null;

/** How messages are to be proven; the same for every file of a run. */
export interface ProveSettings {
  schemas: string | null;
  production: boolean;
  only: Only;
}

let prepared: { key: string; validator: Promise<Validator> } | undefined;

/** The validator of this thread, compiled at first use. */
export function validatorFor(settings: ProveSettings): Promise<Validator> {
  const key = JSON.stringify([settings.schemas, settings.production]);
  if (prepared?.key !== key) {
    const { schemas, production } = settings;
    prepared = { key, validator: createValidator({ production, ...(schemas === null ? {} : { schemas }) }) };
  }
  return prepared.validator;
}

/** Proves bytes that are already in memory. */
export async function proveBytes(file: string, bytes: Uint8Array, settings: ProveSettings): Promise<Proof> {
  const validator = await validatorFor(settings);
  const form = settings.only === 'ebms' ? notKith(formOf(bytes)) : formOf(bytes);
  if (form !== 'kith') {
    // Loaded only when it is needed: most files are plain documents.
    const { proveEbms } = await import('./ebms.ts');
    return proveEbms(file, bytes, form, validator, settings.only);
  }
  const { verdict, type, version, msgId, apprec, findings } = validator.validate(bytes, { now: new Date() });
  return { file, verdict, type, version, msgId, apprec, findings };
}

/** Reads and proves one file. */
export async function proveFile(file: string, settings: ProveSettings): Promise<Proof> {
  return proveBytes(file, await readFile(file), settings);
}

/** Asked for ebXML, a plain document is judged as the envelope that it should have been. */
function notKith(form: FileForm): Exclude<FileForm, 'kith'> {
  return form === 'kith' ? 'envelope' : form;
}
