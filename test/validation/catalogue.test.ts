import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findingsPage } from '../../scripts/generate-findings.ts';
import { problems } from '../../src/http/problems.ts';
import type { Text } from '../../src/validation/catalogue/definition.ts';
import { catalogue } from '../../src/validation/catalogue/index.ts';
import { rules } from '../../src/validation/rules/index.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

const sources = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(repository, 'src', name), 'utf8') }));

const codesIn = (text: string): string[] => text.match(/MV-\d{4}/g) ?? [];

/** Findings about messages, and the problems that the HTTP interface answers with. */
const described = [...Object.keys(catalogue), ...Object.keys(problems)].sort();

const isCatalogue = (name: string): boolean => /(^|[\\/])catalogue[\\/]/.test(name);

test('docs/findings.md says what the catalogue says', () => {
  const page = readFileSync(join(repository, 'docs', 'findings.md'), 'utf8');
  expect(page, 'run: node scripts/generate-findings.ts').toBe(findingsPage());
});

test('docs/findings.md has a heading for every code, and for no other', () => {
  const page = readFileSync(join(repository, 'docs', 'findings.md'), 'utf8');
  const headings = page.match(/^### MV-\d{4}$/gm)?.map((heading) => heading.slice(4)) ?? [];
  expect(headings.sort()).toEqual(described);
});

test('every code that the program names is described', () => {
  const known = new Set(described);
  const unknown = sources.flatMap(({ name, text }) =>
    codesIn(text)
      .filter((code) => !known.has(code))
      .map((code) => `${code} in ${name}`),
  );
  expect(unknown).toEqual([]);
});

test('every code about messages is made somewhere outside the catalogue', () => {
  const used = new Set(sources.filter(({ name }) => !isCatalogue(name)).flatMap(({ text }) => codesIn(text)));
  const idle = Object.keys(catalogue).filter((code) => code.startsWith('MV-1') && !used.has(code));
  expect(idle).toEqual([]);
});

test('every rule has its own code and an entry', () => {
  const codes = rules.map((rule) => rule.code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(catalogue).toHaveProperty([code]);
});

test('every text is there in bokmål, nynorsk and English, with the same places to fill', () => {
  const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [code, { message, cause, remedy, source }] of Object.entries(catalogue)) {
    expect(source, code).not.toBe('');
    for (const text of [message, cause, remedy] satisfies Text[]) {
      expect(text.nb.trim().length, code).toBeGreaterThan(3);
      expect(text.nn.trim().length, code).toBeGreaterThan(3);
      expect(text.en.trim().length, code).toBeGreaterThan(3);
      expect(places(text.nn), code).toEqual(places(text.nb));
      expect(places(text.en), code).toEqual(places(text.nb));
    }
  }
});

test('only form, schema, format, message id, patient and signature may reject', () => {
  for (const [code, { apprec, layer }] of Object.entries(catalogue)) {
    if (apprec === null) continue;
    if (code === 'MV-1203') expect(apprec).toBe('E10');
    else if (code === 'MV-1301') expect(apprec).toBe('E36');
    else if (layer === 'wellformed') expect(apprec, code).toBe('T01');
    else if (layer === 'schema') expect(['T02', 'T10'], code).toContain(apprec);
    else expect(layer, code).toBe('signature');
  }
});
