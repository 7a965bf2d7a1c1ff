import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ebxmlFinding, ebxmlFindings } from '../../../src/messages/ebxml/findings.ts';

const SOURCE = new URL('../../../src/messages/ebxml/', import.meta.url);
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);
const code = files
  .filter((name) => !name.startsWith('catalogue/'))
  .map((name) => readFileSync(new URL(name, SOURCE), 'utf8'))
  .join('\n');
const entries = Object.entries(ebxmlFindings);

/** Made where messages are decrypted or wait for an answer about revocation, outside the pure part. */
const MADE_BY_THE_SERVICE = ['MV-2128', 'MV-2131', 'MV-2132'];

describe('the catalogue of ebXML findings', () => {
  it('is in the numbers set aside for envelope and signature', () => {
    for (const [key, definition] of entries) {
      expect(key).toMatch(definition.layer === 'signature' ? /^MV-21\d\d$/ : /^MV-20\d\d$/);
    }
  });

  it('has message, cause and remedy in three languages, as whole sentences', () => {
    for (const [, { message, cause, remedy }] of entries) {
      for (const text of [message, cause, remedy]) {
        for (const language of ['nb', 'nn', 'en'] as const) expect(text[language]).toMatch(/^[A-ZÆØÅ{].*\.$/);
      }
    }
  });

  it('uses the same places in every language', () => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [, { message }] of entries) {
      expect(places(message.nn)).toEqual(places(message.nb));
      expect(places(message.en)).toEqual(places(message.nb));
    }
  });

  it('has no entry that nothing can make', () => {
    const unused = entries.map(([key]) => key).filter((key) => !code.includes(`'${key}'`));
    expect(unused).toEqual(MADE_BY_THE_SERVICE);
  });

  it('gives AppRec codes for signature, certificate and revocation only', () => {
    for (const [, definition] of entries) {
      expect(definition.layer === 'envelope' ? [null] : ['S01', 'S02', 'S03', 'S99', null]).toContain(
        definition.apprec,
      );
    }
    expect(ebxmlFindings['MV-2127'].apprec).toBe('S03');
  });

  it('names a standard and a place in it', () => {
    for (const [, { source }] of entries)
      expect(source).toMatch(/(ebMS 2\.0|HIS \d{4}|HITS \d{4}|SOAP 1\.1|RFC \d{4}|ebCPPA)/);
  });
});

describe('a finding', () => {
  it('fills the places of its sentence', () => {
    expect(ebxmlFinding('MV-2024', { path: '/a' }, { element: 'CPAId' })).toMatchObject({
      code: 'MV-2024',
      severity: 'error',
      layer: 'envelope',
      message: 'CPAId mangler eller er tomt.',
      path: '/a',
    });
  });
});
