import type { Random } from './random.ts';
import type { QName } from './tree.ts';
import { key, type SchemaModel, type TypeDefinition, XS } from './xsd-model.ts';

const WORDS = [
  'rolig',
  'Blåbær',
  'over natten',
  'ønsker svar',
  'x',
  'A & B < C',
  'ærlig talt',
  '12',
  'linje 1\nlinje 2',
];

/** Valid texts of the built-in types that the schemas use. */
const BUILT_IN: Record<string, (random: Random) => string> = {
  string: (random) => random.pick(WORDS),
  token: (random) => random.pick(['1', 'NO', 'J01', 'a b', 'ÆØÅ', '2.16.578.1.12.4.1.1.8116']),
  NMTOKEN: (random) => random.pick(['a', 'B64', '1-2']),
  ID: (random) => `id${random.below(1_000_000)}`,
  boolean: (random) => random.pick(['true', 'false', '0', '1']),
  integer: (random) => random.pick(['0', '-3', '+7', '42', '000123', '123456']),
  decimal: (random) => random.pick(['0', '1.5', '-3', '+.5', '7.', '00012.50']),
  double: (random) => random.pick(['0', '1.5', '-1E4', '12.78e-2', 'INF', 'NaN', '.5']),
  date: (random) => `${2000 + random.below(60)}-0${1 + random.below(9)}-1${random.below(10)}${zone(random)}`,
  dateTime: (random) => `${BUILT_IN.date?.(random).slice(0, 10)}T${time(random)}${zone(random)}`,
  time: (random) => time(random) + zone(random),
  gYear: (random) => `${1900 + random.below(200)}${zone(random)}`,
  gYearMonth: (random) => `${1990 + random.below(60)}-0${1 + random.below(9)}`,
  anyURI: (random) =>
    random.pick(['tel:73000000', 'mailto:vakt@example.no', 'https://example.no/a?b=c', '', 'å b']),
  base64Binary: (random) => random.pick(['', 'QUJD', 'QQ==', 'QUI=', 'QUJD\nREVG']),
};

function zone(random: Random): string {
  return random.pick(['', '', 'Z', '+01:00', '-05:30', '+14:00']);
}

function time(random: Random): string {
  return random.pick(['08:30:00', '23:59:59.123', '00:00:00', '24:00:00']);
}

/** A text that is valid for a simple type; throws for a pattern that this file does not know. */
export function validText(
  model: SchemaModel,
  type: QName | TypeDefinition | undefined,
  random: Random,
): string {
  if (!type) return random.pick(WORDS);
  if ('ns' in type) {
    if (type.ns === XS) {
      const make = BUILT_IN[type.name];
      if (!make) throw new Error(`no values for xs:${type.name}`);
      return make(random);
    }
    return validText(model, model.types.get(key(type)), random);
  }
  if (type.union.length > 0) return validText(model, random.pick(type.union), random);
  if (type.enumerations.length > 0) return random.pick(type.enumerations);
  if (type.patterns.length > 0) return patternText(type.patterns.join(), random);
  return validText(model, type.base, random);
}

function patternText(pattern: string, random: Random): string {
  if (pattern === 'true|false') return random.pick(['true', 'false']);
  // KITH's oid
  if (pattern === '(\\d+\\.?)*\\d+')
    return random.pick(['2.16.578.1.12.4.1.1.9121', '0', '12.3', '2.16.0.01']);
  throw new Error(`no values for the pattern ${pattern}`);
}

/**
 * Texts at the edges of the data types: each is valid for some of them and a fault for others.
 * Numbers stay short: what a processor does with a year beyond 32 bits or an integer of 25 digits is its own affair.
 */
export const EDGE_TEXTS: readonly string[] = [
  // numbers
  ...'0|1|-1|+1|-0|1.0|1.|.|.5|1e5|1E+5|e5|INF|+INF|-INF|NaN|nan|0x10|1,5|1 000|٣|१२'.split('|'),
  // truth values, enumerations and fixed values
  ...'true|TRUE|True|yes|ja|NI|null|text/plain|B64|SHA-1|EPJ dokument|EPJ sak|epj sak|EPJ  sak|Legemidler'.split(
    '|',
  ),
  ...'v1.2 2006-05-24|V1.2 2006-05-24|v1.2  2006-05-24| v1.2 2006-05-24 |2.16.578.1.12.4.1.6.13.11009.0'.split(
    '|',
  ),
  // dates and times
  ...'2024-02-29|2023-02-29|2024-13-01|2024-00-10|2024-1-1|20240101|01.02.2024|2024-01-01Z|2024-01-01+14:01'.split(
    '|',
  ),
  ...'0000-01-01|-0044-03-15|12024-01-01|2024-01-01 | 2024-01-01|2024-01-01T10:00|2024-01-01T10:00:00'.split(
    '|',
  ),
  ...'2024-01-01T24:00:00|2024-01-01T24:00:01|2024-01-01T25:00:00|2024-01-01t10:00:00z|2024-01-01T10:00:60Z'.split(
    '|',
  ),
  ...'2024-01-01T10:00:00.|2024-01-01T10:00:00.000000001+02:00|2024-01-01T10:00:00+2|10:00|10:00:00'.split(
    '|',
  ),
  ...'24:00:00|2024|24|02024|2024-01|2024-13|--01'.split('|'),
  // object identifiers
  ...'1.2.3|1..2|1.2.|.1.2|1.2 | 1.2|1.2\n3|1.2\u00a03|１.２|1.a|2.16.578.1.12.4.1.1.9121.2.16.578.1x'.split(
    '|',
  ),
  // base64 and addresses
  ...'QUJD|QUJ|QQ=|QQ==|Q Q = =|QQ==QQ==|====|ÆØÅ==|http://example.no/|http://[|%|%zz|a b|urn:x|tel:+47 73|://'.split(
    '|',
  ),
  // nothing, much, and unusual characters
  ...['', ' ', '\n', 'a'.repeat(3000), '9'.repeat(7), '\u0085', '\u{1F600}', 'a\u0301'],
];
