import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMessage } from '../../src/messages/read/read-message.ts';
import { toHtml } from '../../src/messages/rendering/html.ts';
import { renderMessage } from '../../src/messages/rendering/render-message.ts';
import { toText } from '../../src/messages/rendering/text.ts';
import { decode } from '../../src/messages/xml/encoding.ts';
import { withDocument } from '../../src/messages/xml/parse.ts';
import { createValidator } from '../../src/validation/create-validator.ts';
import type { Validation, Validator } from '../../src/validation/validation.ts';
import { missingFrom } from '../messages/rendering/completeness.ts';
import { fieldsOf, readAgain } from '../messages/second-reader.ts';

/** The national samples and schemas, kept beside the project and no part of it. */
const shared = process.env.MELDINGSVAKT_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const sampleFolder = join(shared, 'kith', 'samples');
const schemaFolder = join(shared, 'kith', 'xsd');
const present = existsSync(sampleFolder) && existsSync(schemaFolder);

const samples = present
  ? readdirSync(sampleFolder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml'))
  : [];
const bytesOf = (name: string): Buffer => readFileSync(join(sampleFolder, name));
const now = new Date('2026-06-01T12:00:00Z');

describe.runIf(!present)('the national samples are absent, so they are not validated', () => {
  test('says so', () => {
    process.stderr.write('The national samples were not found; set MELDINGSVAKT_SHARED to validate them.\n');
    expect(present).toBe(false);
  });
});

describe.runIf(present)('the national samples', () => {
  let builtIn: Validator;
  let official: Validator;

  beforeAll(async () => {
    builtIn = await createValidator();
    official = await createValidator({ schemas: schemaFolder });
  });
  afterAll(() => {
    builtIn.dispose();
    official.dispose();
  });

  test('are all there', () => {
    expect(samples.length).toBeGreaterThanOrEqual(36);
  });

  test.for(samples)('%s is accepted or flagged, never rejected', (name) => {
    const { verdict, apprec, type, version, msgId, message } = builtIn.validate(bytesOf(name), { now });
    expect({ verdict, apprec }).toEqual({
      verdict: expect.stringMatching(/^(accepted|flagged)$/),
      apprec: null,
    });
    expect([type, version, msgId, message]).not.toContain(null);
  });

  test.for(samples)('%s gets the same findings under the official schemas as under ours', (name) => {
    const findings = (validator: Validator): Validation['findings'] =>
      validator.validate(bytesOf(name), { now }).findings;
    expect(findings(builtIn)).toEqual(findings(official));
  });

  test.for(samples)('%s is read alike by a second, independent reader', (name) => {
    const bytes = bytesOf(name);
    const result = withDocument(bytes, ({ root }) => readMessage(root));
    if (!('value' in result) || !result.value) throw new Error('not read');
    expect(fieldsOf(result.value)).toEqual(readAgain(decode(bytes)));
  });

  test.for(samples)('%s is shown to a person with everything that it says', (name) => {
    withDocument(bytesOf(name), ({ root }) => {
      const rendering = renderMessage(root);
      if (!rendering) throw new Error('not rendered');
      expect(missingFrom(toText(rendering), root)).toEqual([]);
      expect(toHtml(rendering)).not.toMatch(/<(script|style|img|iframe)\b|\son\w+=|style=|href=/i);
    });
  });

  test('a message that our schemas refuse is refused by the official ones at the same place', () => {
    for (const name of samples) {
      const broken = Buffer.from(
        decode(bytesOf(name))
          .replace(/<(\w+:)?(GenDate|Anslag)>[^<]*/, '<$1$2>x')
          .replace(/encoding="[^"]*"/, 'encoding="UTF-8"'),
      );
      const places = (validator: Validator): unknown[] =>
        validator
          .validate(broken, { now })
          .findings.filter((each) => each.layer === 'schema')
          .map(({ code, line, column, path }) => ({ code, line, column, path }));
      expect(places(builtIn)).toEqual(places(official));
    }
  });
});
