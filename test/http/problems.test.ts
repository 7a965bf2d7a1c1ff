import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ProblemError, toProblemDocument } from '../../src/http/problem-error.ts';
import { languageOf, type ProblemCode, problems } from '../../src/http/problems.ts';

const codes = Object.keys(problems) as ProblemCode[];
const languages = ['nb', 'nn', 'en'] as const;

describe('the problems that the HTTP interface answers with', () => {
  it('have the statuses that the contract names, and one more for what nobody foresaw', () => {
    const promised = [400, 401, 403, 404, 409, 413, 415, 422, 429, 503];
    const used = new Set(codes.map((code) => problems[code].status));
    expect([...used].toSorted((a, b) => a - b)).toEqual([...promised.slice(0, 9), 500, 503]);
  });

  it.each(codes)('%s has a title and a detail in three languages', (code) => {
    for (const text of [problems[code].title, problems[code].detail]) {
      expect(Object.keys(text)).toEqual([...languages]);
      for (const language of languages) expect(text[language].trim()).toMatch(/^\p{Lu}.+/u);
      expect(text.nb).not.toBe(text.en);
    }
  });

  it.each(codes)(
    '%s tells in a whole sentence what to do, with the same parameters in each language',
    (code) => {
      const { detail } = problems[code];
      const parameters = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
      for (const language of languages) {
        expect(detail[language]).toMatch(/\.$/);
        expect(parameters(detail[language])).toEqual(parameters(detail.nb));
      }
    },
  );

  it('are all used, and no other is', () => {
    const used = new Set(sources().flatMap((text) => text.match(/'MV-4\d{3}'/g) ?? []));
    expect([...used].map((quoted) => quoted.slice(1, -1)).toSorted()).toEqual(codes.toSorted());
  });
});

describe('a problem document', () => {
  it('says what is wrong in the language asked for, with its parameters filled in', () => {
    const error = new ProblemError('MV-4006', { parameters: { scope: 'content' } });
    expect(toProblemDocument(error, 'en')).toEqual({
      type: 'urn:meldingsvakt:MV-4006',
      title: 'The token does not give this access',
      status: 403,
      detail: 'This takes the scope “content”.',
      code: 'MV-4006',
    });
    expect(toProblemDocument(error, 'nn')).toMatchObject({ detail: 'Dette krev tilgangen «content».' });
  });

  it('of a message that was kept carries the answer, whose type takes the place of the problem’s', () => {
    const answer = {
      id: 'x',
      verdict: 'rejected',
      type: 'LOG_INNLAGT',
      msgId: 'y',
      findings: [],
      apprec: 'E10',
    };
    const document = toProblemDocument(new ProblemError('MV-4010', { extension: answer }), 'nb');
    expect(document).toMatchObject({ ...answer, status: 422, code: 'MV-4010' });
  });

  it('is thrown as an error that shows nothing but its code', () => {
    const error = new ProblemError('MV-4003', { parameters: { limit: 50 } });
    expect([error.message, error.statusCode, error.retryAfter]).toEqual(['MV-4003', 413, null]);
  });
});

describe('the language of an answer', () => {
  it.each([
    [undefined, 'nb'],
    ['', 'nb'],
    ['de, fr', 'nb'],
    ['no', 'nb'],
    ['nb-NO', 'nb'],
    ['nn-NO,nb;q=0.8', 'nn'],
    ['en-GB,en;q=0.9', 'en'],
    ['de, en;q=0.5', 'en'],
    ['NN', 'nn'],
    ['*', 'nb'],
  ] as const)('for Accept-Language %s is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

/** The source files, but for the list of problems itself. */
function sources(): string[] {
  const folder = fileURLToPath(new URL('../../src', import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith(join('http', 'problems.ts')))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
