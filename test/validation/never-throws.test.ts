import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toHtml } from '../../src/messages/rendering/html.ts';
import { renderMessage } from '../../src/messages/rendering/render-message.ts';
import { toText } from '../../src/messages/rendering/text.ts';
import { withDocument } from '../../src/messages/xml/parse.ts';
import { createValidator } from '../../src/validation/create-validator.ts';
import type { Validator } from '../../src/validation/validation.ts';
import { fixtures } from '../fixtures/messages/build.ts';

let validator: Validator;
const now = new Date('2026-06-01T12:00:00Z');
const built = Object.values(fixtures());

beforeAll(async () => {
  validator = await createValidator();
});
afterAll(() => validator.dispose());

test('any bytes at all get an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(validator.validate(bytes, { now }).verdict).toBe('rejected');
    }),
    { numRuns: 500 },
  );
});

/** One small change somewhere in a message: a byte replaced, a stretch removed, repeated or moved. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 200 }),
  kind: fc.constantFrom('replace', 'remove', 'repeat', 'element' as const),
  byte: fc.nat(255),
});

function changed(
  bytes: Uint8Array,
  { at, length, kind, byte }: { at: number; length: number; kind: string; byte: number },
): Buffer {
  const start = Math.floor(at * (bytes.length - 1));
  const before = bytes.subarray(0, start);
  const piece = bytes.subarray(start, start + length);
  const after = bytes.subarray(start + length);
  if (kind === 'replace') return Buffer.concat([before, Buffer.from([byte]), bytes.subarray(start + 1)]);
  if (kind === 'remove') return Buffer.concat([before, after]);
  if (kind === 'repeat') return Buffer.concat([before, piece, piece, after]);
  // A whole element goes: the document stays well-formed, and the rules meet what is not there.
  const text = Buffer.from(bytes).toString('utf8');
  const tags = [...text.matchAll(/<([\w:.-]+)(?:\s[^<>]*)?\/>/g)];
  const tag = tags[byte % Math.max(1, tags.length)];
  return Buffer.from(tag ? text.slice(0, tag.index) + text.slice(tag.index + tag[0].length) : text);
}

test('a message with small changes gets an answer, and its findings point into the file', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...built),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      (message, changes) => {
        const bytes = changes.reduce<Uint8Array>(changed, message);
        const { findings, verdict, apprec } = validator.validate(bytes, { now });
        expect(verdict === 'rejected').toBe(apprec !== null);
        const lines = Buffer.from(bytes).toString('utf8').split('\n').length;
        for (const { line, message: text } of findings) {
          if (line !== null) expect(line).toBeLessThanOrEqual(lines);
          expect(text).not.toMatch(/\{\w+\}|undefined|\bnull\b/);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('and what can be read of it can be shown', () => {
  fc.assert(
    fc.property(fc.constantFrom(...built), change, (message, each) => {
      withDocument(changed(message, each), ({ root }) => {
        const rendering = renderMessage(root);
        if (!rendering) return;
        expect(toText(rendering)).not.toMatch(/undefined|\[object/);
        expect(toHtml(rendering)).not.toMatch(/<script|undefined|\[object/);
      });
    }),
    { numRuns: 500 },
  );
});
