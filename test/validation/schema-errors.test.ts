import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createValidator } from '../../src/validation/create-validator.ts';
import type { Finding } from '../../src/validation/finding.ts';
import type { Validator } from '../../src/validation/validation.ts';
import { fixtures } from '../fixtures/messages/build.ts';

let validator: Validator;
const message = Buffer.from(fixtures()['log-innlagt']!).toString('utf8');

beforeAll(async () => {
  validator = await createValidator({ production: false });
});
afterAll(() => validator.dispose());

function findingsOf(...replacements: [string | RegExp, string][]): Finding[] {
  const changed = replacements.reduce((text, [from, to]) => text.replace(from, to), message);
  return validator.validate(Buffer.from(changed), { now: new Date('2026-06-01') }).findings;
}

describe('libxml2’s sentences become sentences that a person can act on', () => {
  test.for<[string, [string | RegExp, string], Partial<Finding>]>([
    [
      'an element too many',
      ['<GenDate>', '<Ekstra/><GenDate>'],
      {
        code: 'MV-1101',
        path: '/MsgHead/MsgInfo/Ekstra',
        message: 'Elementet Ekstra skal ikke stå her. Her kan det stå: GenDate.',
      },
    ],
    [
      'an element too few',
      [
        /<Content>[\s\S]*<\/Content>/,
        '<Content><Dialogmelding xmlns="http://www.kith.no/xmlstds/dialog/2006-10-11"><Notat/></Dialogmelding></Content>',
      ],
      {
        code: 'MV-1102',
        path: '/MsgHead/Document[1]/RefDoc/Content/Dialogmelding/Notat',
        message: 'Elementet Notat er ikke fullstendig. Det mangler: TemaKodet.',
      },
    ],
    [
      'a date that is none',
      [/<GenDate>[^<]*/, '<GenDate>2026-02-30T10:00:00'],
      {
        code: 'MV-1103',
        path: '/MsgHead/MsgInfo/GenDate',
        message:
          'Verdien i GenDate har feil datatype. Den skal være dato og klokkeslett (ÅÅÅÅ-MM-DDTtt:mm:ss).',
      },
    ],
    [
      'neither true nor false',
      ['<Anslag>false', '<Anslag>nei'],
      { code: 'MV-1103', message: 'Verdien i Anslag har feil datatype. Den skal være true eller false.' },
    ],
    [
      'a time that is none, in an attribute',
      ['V="2026-03-02T08:40:00"/>', 'V="i går"/>'],
      { code: 'MV-1103', path: expect.stringMatching(/TidspunktForHendelse\/@V$/) },
    ],
    [
      'the wrong version of the head',
      ['v1.2 2006-05-24', 'v1.1 2004'],
      {
        code: 'MV-1110',
        path: '/MsgHead/MsgInfo/MIGversion',
        message: 'Elementet MIGversion skal ha den faste verdien "v1.2 2006-05-24".',
      },
    ],
  ])('%s', ([, replacement, expected]) => {
    const findings = findingsOf(replacement);
    expect(findings).toContainEqual(expect.objectContaining({ ...expected, apprec: 'T02', layer: 'schema' }));
  });

  test('the value at fault is never repeated', () => {
    const text = JSON.stringify(findingsOf([/<DateOfBirth>[^<]*/, '<DateOfBirth>17.05.1951 hemmelig']));
    expect(text).toContain('MV-1103');
    expect(text).not.toContain('hemmelig');
    expect(text).not.toContain('1951');
  });
});

test('every fault of the schema is found, not only the first', () => {
  const findings = findingsOf(
    [/<GenDate>[^<]*/, '<GenDate>x'],
    ['<Anslag>false', '<Anslag>x'],
    ['<MsgId>', '<MsgId feil="x">'],
  );
  expect(findings.map((finding) => finding.code)).toEqual(['MV-1103', 'MV-1104', 'MV-1103']);
});

test('line and column are those of the file as received', () => {
  const [finding] = findingsOf(['<Anslag>false', '<Anslag>x']);
  const lines = message.replace('<Anslag>false', '<Anslag>x').split('\n');
  expect(lines[finding!.line! - 1]!.slice(finding!.column! - 1)).toMatch(/^x<\/Anslag>/);
});

test('a message that breaks its schema is still read, since it is kept', () => {
  const changed = message.replace('<Anslag>false', '<Anslag>x');
  const { message: read, msgId, type } = validator.validate(Buffer.from(changed), { now: new Date() });
  expect({ msgId, type }).toEqual({ msgId: '5f3b6f1c-9d1e-4d46-8a51-000000000001', type: 'LOG_INNLAGT' });
  expect(read).toMatchObject({ sender: { her: 8140001 }, receiver: { her: 8140002 } });
});

test('an unknown format is one finding, not one for each of its elements', () => {
  const findings = findingsOf(['/po/Pasientlogistikk/2012-04-01', '/po/Pasientlogistikk/1999-01-01']);
  expect(findings.map((finding) => finding.code)).toEqual(['MV-1114']);
});
