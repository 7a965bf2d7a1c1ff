import { describe, expect, it } from 'vitest';
import { EmbeddedPostgresError } from '../../src/postgres/error.ts';
import { type PostgresErrorCode, type Text, texts } from '../../src/postgres/texts.ts';

/** One fact of each name that any text asks for. */
const FACTS = {
  platform: 'plan9-mips',
  path: '/d/path',
  user: 'somebody',
  why: 'because',
  dataDir: '/d/data',
  blocking: '/d',
  owner: 'root',
  found: '16',
  needed: '18',
  missing: 'pg_control',
  holder: 'pid 7',
  seconds: 5,
  where: 'container',
  log: '/d/log',
  password: '/d/password',
};

const codes = Object.keys(texts) as PostgresErrorCode[];
const write = (code: PostgresErrorCode): Text => (texts[code] as (facts: typeof FACTS) => Text)(FACTS);

describe.each(codes)('the text of %s', (code) => {
  it('stands in bokmål, nynorsk and English, each a sentence of its own', () => {
    const { nb, nn, en } = write(code);
    expect(new Set([nb, nn, en]).size).toBe(3);
    for (const text of [nb, nn, en]) {
      expect(text).toMatch(/[.]$/);
      expect(text).not.toMatch(/undefined|\[object/);
    }
  });

  it('tells the same facts in each language', () => {
    const { nb, nn, en } = write(code);
    const facts = Object.values(FACTS).map(String);
    const told = [nb, nn, en].map((text) => facts.filter((fact) => text.includes(fact)));
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });
});

describe('an error of the embedded database', () => {
  it('carries its code, the bokmål text as its message, and the others', () => {
    const text = { nb: 'å', nn: 'ø', en: 'e' };
    const error = new EmbeddedPostgresError('PG-INIT', text, new Error('cause'));
    expect(error).toMatchObject({
      name: 'EmbeddedPostgresError',
      code: 'PG-INIT',
      message: 'å',
      nn: 'ø',
      en: 'e',
    });
    expect(error.cause).toBeInstanceOf(Error);
  });
});
