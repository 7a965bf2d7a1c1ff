import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createValidator } from '../../src/validation/create-validator.ts';
import type { Validation, Validator } from '../../src/validation/validation.ts';

let validator: Validator;

beforeAll(async () => {
  validator = await createValidator();
});
afterAll(() => validator.dispose());

const prove = (input: string | Uint8Array): Validation =>
  validator.validate(typeof input === 'string' ? Buffer.from(input) : input, { now: new Date('2026-06-01') });

const HEAD = '<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">';
const SECRET = 'file:///etc/hostname';

const laughs = `<!DOCTYPE a [<!ENTITY e0 "ha">${Array.from(
  { length: 20 },
  (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
).join('')}]><a>&e20;</a>`;

describe('a DOCTYPE is refused before anything in it is looked at', () => {
  test.for<[string, string | Uint8Array]>([
    ['plain', '<!DOCTYPE a><a/>'],
    ['after comments and instructions', '<?xml version="1.0"?>\n<!-- x -->\n<?y z?>\n<!DOCTYPE a><a/>'],
    ['external entity', `<!DOCTYPE a [<!ENTITY x SYSTEM "${SECRET}">]><a>&x;</a>`],
    ['external subset', `<!DOCTYPE a SYSTEM "${SECRET}"><a/>`],
    ['parameter entity', `<!DOCTYPE a [<!ENTITY % x SYSTEM "${SECRET}"> %x;]><a/>`],
    ['a billion laughs', laughs],
    ['quadratic blow-up', `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(50_000)}">]><a>${'&x;'.repeat(20_000)}</a>`],
    ['in UTF-16', Buffer.from('\uFEFF<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>', 'utf16le')],
    ['in UTF-16, the other way', Buffer.from('\uFEFF<!DOCTYPE a><a/>', 'utf16le').swap16()],
  ])('%s', ([, input]) => {
    expect(prove(input)).toMatchObject({
      verdict: 'rejected',
      apprec: 'T01',
      findings: [{ code: 'MV-1005' }],
    });
  });

  test('but the word in a text or comment is only a word', () => {
    const { findings } = prove('<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]></a>');
    expect(findings.map((finding) => finding.code)).toEqual(['MV-1111']);
  });
});

describe('nothing outside the document is ever read', () => {
  test.for([
    `<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="${SECRET}" parse="text"/></a>`,
    `<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${SECRET}"/>`,
    `<?xml-stylesheet href="${SECRET}"?><a/>`,
    '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x http://127.0.0.1:1/x.xsd"/>',
  ])('%s', (input) => {
    expect(prove(input).findings.map((finding) => finding.code)).toEqual(['MV-1111']);
  });
});

describe('shapes that have stopped other readers get an answer', { timeout: 60_000 }, () => {
  test.for<[string, () => string | Uint8Array, string]>([
    ['100,000 levels', () => '<a>'.repeat(100_000) + '</a>'.repeat(100_000), 'T01'],
    ['2,000 levels in a large document', () => `${'<a>'.repeat(2000)}${'x'.repeat(11_000_000)}`, 'T01'],
    ['100,000 attributes', () => `<a ${many(100_000, (index) => `a${index}="x"`)}/>`, 'T10'],
    [
      '100,000 attributes on an element of the head',
      () => `${HEAD}<MsgInfo ${many(100_000, (index) => `a${index}="x"`)}/></MsgHead>`,
      'T02',
    ],
    ['100,000 namespaces', () => `<a ${many(100_000, (index) => `xmlns:a${index}="urn:${index}"`)}/>`, 'T10'],
    ['300,000 siblings', () => `${HEAD}${'<Document/>'.repeat(300_000)}</MsgHead>`, 'T02'],
    ['a text of 20 MB', () => `${HEAD}<MsgInfo>${'x'.repeat(20_000_000)}</MsgInfo></MsgHead>`, 'T02'],
    ['an attribute of 20 MB', () => `${HEAD}<MsgInfo V="${'x'.repeat(20_000_000)}"/></MsgHead>`, 'T02'],
    ['a comment of 20 MB', () => `<!--${'x'.repeat(20_000_000)}--><a/>`, 'T10'],
    ['a name of 5 MB', () => `<${'a'.repeat(5_000_000)}/>`, 'T01'],
    ['a NUL', () => `${HEAD}\0</MsgHead>`, 'T01'],
    ['bad UTF-8', () => Buffer.from([0x3c, 0x61, 0x3e, 0xc3, 0x28, 0x3c]), 'T01'],
    [
      'an overlong UTF-8 sequence',
      () => Buffer.from([0x3c, 0x61, 0x3e, 0xc0, 0xaf, 0x3c, 0x2f, 0x61, 0x3e]),
      'T01',
    ],
    ['a character reference beyond Unicode', () => '<a>&#x110000;</a>', 'T01'],
    ['half a document', () => `${HEAD}<MsgInfo><Type V="`, 'T01'],
    ['a ZIP file', () => Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'T01'],
    ['nothing', () => '', 'T01'],
    [
      'a pattern that makes slow expressions slower',
      () => `${HEAD}<MsgInfo/><Document><OidRef>${'1'.repeat(100_000)}x</OidRef></Document></MsgHead>`,
      'T02',
    ],
  ])('%s', ([, make, apprec]) => {
    expect(prove(make())).toMatchObject({ verdict: 'rejected', apprec });
  });

  test('and honest messages are read after all of them', () => {
    expect(prove(`${HEAD}</MsgHead>`).findings[0]).toMatchObject({ code: 'MV-1102', line: 1, column: 1 });
  });
});

test('no more findings are listed than a person can use, but the count is told and the verdict stands', () => {
  const many = '<x/>'.repeat(3000);
  const { findings, verdict } = prove(
    `${HEAD}<MsgInfo><Type V="1" ${manyAttributes(200)}>${many}</Type></MsgInfo></MsgHead>`,
  );
  expect(verdict).toBe('rejected');
  expect(findings.length).toBeLessThanOrEqual(1001);
});

function many(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join(' ');
}

function manyAttributes(count: number): string {
  return many(count, (index) => `a${index}="x"`);
}
