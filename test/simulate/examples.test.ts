import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createValidator } from '../../src/validation/create-validator.ts';
import type { Validator } from '../../src/validation/validation.ts';
import { type Example, examples } from './examples.ts';

const folder = new URL('../../docs/examples/', import.meta.url);
const now = new Date('2025-12-01T12:00:00Z');
let validator: Validator;
let all: Example[];

beforeAll(async () => {
  validator = await createValidator({ production: false });
  all = examples(validator);
});
afterAll(() => validator.dispose());

test('the folder of examples holds what the builders build (vitest -u writes it anew)', async () => {
  for (const { file, bytes } of all) {
    await expect(Buffer.from(bytes).toString()).toMatchFileSnapshot(new URL(file, folder).pathname);
  }
});

test('nothing else lies in the folder', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.xml'));
  expect(files.toSorted()).toEqual(all.map(({ file }) => file).toSorted());
});

test('every example is accepted, without a finding of weight', () => {
  for (const { file, type } of all) {
    const { verdict, findings, message } = validator.validate(readFileSync(new URL(file, folder)), { now });
    const weighty = findings.filter(({ severity }) => severity !== 'info');
    expect({ file, verdict, weighty, type: message?.type }).toEqual({
      file,
      verdict: 'accepted',
      weighty: [],
      type,
    });
  }
});
