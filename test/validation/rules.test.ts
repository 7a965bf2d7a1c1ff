import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createValidator } from '../../src/validation/create-validator.ts';
import { isSufficientlyIdentified, isUuid } from '../../src/validation/rules/identification.ts';
import type { Validation, Validator } from '../../src/validation/validation.ts';
import { fixtures } from '../fixtures/messages/build.ts';

let validator: Validator;
const now = new Date('2026-06-01T12:00:00Z');
const built = fixtures();

beforeAll(async () => {
  validator = await createValidator({ production: false });
});
afterAll(() => validator.dispose());

function prove(name: string, ...replacements: [string | RegExp, string][]): Validation {
  const text = Buffer.from(built[name]!).toString('utf8');
  const changed = replacements.reduce((each, [from, to]) => each.replace(from, to), text);
  return validator.validate(Buffer.from(changed), { now });
}

describe('the four ways of identifying a patient (HIS 80415:2012 3.3.4)', () => {
  const nobody = { ids: [], familyName: null, givenName: null, birthDate: null, sex: null };
  const named = { ...nobody, familyName: 'Østgård', givenName: 'Kåre' };
  const number = '17855100191';

  test.for<[string, Parameters<typeof isSufficientlyIdentified>[0], boolean]>([
    ['name and fødselsnummer', { ...named, ids: [{ id: number, type: 'FNR' }] }, true],
    ['name and D-nummer', { ...named, ids: [{ id: number, type: 'DNR' }] }, true],
    ['name and felles hjelpenummer', { ...named, ids: [{ id: number, type: 'FHN' }] }, true],
    ['name, birth date and sex', { ...named, birthDate: '1951-05-17', sex: '1' }, true],
    ['a number written with a space', { ...named, ids: [{ id: '178551 00191', type: 'FNR' }] }, true],
    ['a number whose check digits are wrong', { ...named, ids: [{ id: '17855100190', type: 'FNR' }] }, true],
    [
      'only a family name beside the number',
      { ...named, givenName: null, ids: [{ id: number, type: 'FNR' }] },
      true,
    ],
    ['a number without a name', { ...nobody, ids: [{ id: number, type: 'FNR' }] }, false],
    ['a name alone', named, false],
    ['a name and a birth date without sex', { ...named, birthDate: '1951-05-17' }, false],
    ['a name and sex without a birth date', { ...named, sex: '1' }, false],
    ['birth date and sex without a name', { ...nobody, birthDate: '1951-05-17', sex: '1' }, false],
    ['a local number', { ...named, ids: [{ id: number, type: 'HNR' }] }, false],
    [
      'a number that does not say of which type it is',
      { ...named, ids: [{ id: number, type: null }] },
      false,
    ],
    ['nothing', null, false],
  ])('%s: %o → %s', ([, patient, sufficient]) => {
    expect(isSufficientlyIdentified(patient)).toBe(sufficient);
  });

  test.for([
    ['0', false],
    ['2', true],
  ] as const)('a referral of urgency %s without a patient is rejected for it: %s', ([urgency, rejected]) => {
    const referral = `<Henvisning xmlns="http://ehelse.no/xmlstds/henvisning/2017-11-30"><ReqServ><Priority V="${urgency}"/></ReqServ></Henvisning>`;
    const { findings } = prove(
      'log-innlagt',
      ['V="LOG_INNLAGT" DN="Melding om innlagt pasient"', 'V="HENVISNING" DN="Henvisning"'],
      [/<Patient>[\s\S]*?<\/Patient>/, ''],
      [/<Content>[\s\S]*<\/Content>/, `<Content>${referral}</Content>`],
    );
    expect(findings.some(({ code }) => code === 'MV-1301')).toBe(rejected);
  });
});

test.for<[string | null, boolean]>([
  ['5f3b6f1c-9d1e-4d46-8a51-000000000001', true],
  ['5F3B6F1C-9D1E-4D46-8A51-000000000001', true],
  ['{5f3b6f1c-9d1e-4d46-8a51-000000000001}', false],
  ['5f3b6f1c9d1e4d468a51000000000001', false],
  ['5f3b6f1c-9d1e-4d46-8a51-00000000000g', false],
  ['', false],
  [null, false],
])('%s is a UUID: %s', ([text, expected]) => {
  expect(isUuid(text)).toBe(expected);
});

test('what Anslag says is never a fault, since the standards contradict each other', () => {
  for (const name of ['log-innlagt', 'log-utskrivningsklar', 'log-utskrevet', 'log-dod', 'log-avmelding']) {
    for (const value of ['true', 'false', '1', '0']) {
      expect(prove(name, [/<Anslag>\w+/g, `<Anslag>${value}`]).findings).toEqual([]);
    }
  }
});

test('an unknown code never rejects, and is a finding of the layer code', () => {
  const { verdict, findings } = prove('log-utskrevet', ['V="11"', 'V="ZZ"']);
  expect(verdict).toBe('flagged');
  expect(findings.map(({ code, layer, severity }) => ({ code, layer, severity }))).toEqual([
    { code: 'MV-1502', layer: 'code', severity: 'warning' },
  ]);
});

test('an unknown code is shown with the codes that were probably meant', () => {
  const [misspelt] = prove('log-innlagt', ['V="SP" DN="Sykepleier"', 'V="S" DN="Sykepleier"']).findings;
  expect(misspelt?.message).toContain('Mente avsender SP Sykepleier');
});

test('something that could be a person’s number is not shown as a code', () => {
  const [finding] = prove('log-innlagt', ['V="1" DN="Pasient innlagt"', 'V="17055112345"']).findings;
  expect(finding?.message).not.toMatch(/\d{6}/);
});

test('info alone leaves a message accepted', () => {
  const { verdict, findings } = prove('log-innlagt', ['DN="Pasient innlagt"', 'DN="Innlagt"']);
  expect({ verdict, codes: findings.map((each) => each.code) }).toEqual({
    verdict: 'accepted',
    codes: ['MV-1505'],
  });
});

describe('several faults that reject', () => {
  test('a broken schema is named before the message id', () => {
    const { apprec, findings } = prove(
      'log-innlagt',
      [/<MsgId>[^<]*/, '<MsgId>17'],
      ['<Anslag>false', '<Anslag>x'],
    );
    expect(apprec).toBe('T02');
    expect(findings.map((each) => each.apprec)).toEqual(['E10', 'T02']);
  });

  test('an unknown format is named before a broken schema', () => {
    const { apprec } = prove(
      'log-innlagt',
      ['/po/Pasientlogistikk/2012-04-01', '/po/Pasientlogistikk/1999-01-01'],
      [/<GenDate>[^<]*/, '<GenDate>x'],
    );
    expect(apprec).toBe('T10');
  });
});

test('PLO 2.0 is answered with a text that says it was withdrawn', () => {
  const [finding] = prove('log-innlagt', [
    'http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01',
    'http://ehelse.no/xmlstds/po/Pasientlogistikk/2016-05-30',
  ]).findings;
  expect(finding).toMatchObject({ code: 'MV-1112', apprec: 'T10' });
  expect(finding?.message).toContain('15.10.2018');
});

describe('test persons', () => {
  test('are flagged in production', async () => {
    const production = await createValidator();
    const { verdict, findings } = production.validate(built['log-innlagt']!, { now });
    expect({ verdict, codes: findings.map((each) => each.code) }).toEqual({
      verdict: 'flagged',
      codes: ['MV-1605'],
    });
    production.dispose();
  });

  test('but not in a message that says itself that it is a test', async () => {
    const production = await createValidator();
    const marked = Buffer.from(built['log-innlagt']!)
      .toString('utf8')
      .replace('<Sender>', '<ProcessingStatus V="D"/><Sender>');
    const { verdict, findings } = production.validate(Buffer.from(marked), { now });
    expect({ verdict, codes: findings.map((each) => each.code) }).toEqual({
      verdict: 'accepted',
      codes: ['MV-1225'],
    });
    production.dispose();
  });
});

test('a cancellation needs none of the content of what it cancels', () => {
  const { findings } = prove(
    'innleggelsesrapport',
    ['<Forsendelsesstatus V="N" DN="Ny"/>', '<Forsendelsesstatus V="C" DN="Kansellering"/>'],
    [
      '<Sender>',
      '<ConversationRef><RefToParent>5f3b6f1c-9d1e-4d46-8a51-0000000000ff</RefToParent><RefToConversation>5f3b6f1c-9d1e-4d46-8a51-0000000000ff</RefToConversation></ConversationRef><Sender>',
    ],
    [/<InfoMedisinskDiagnose>[\s\S]*<\/Sykepleierdokumentasjon>/, ''],
  );
  expect(findings).toEqual([]);
});

test('a receipt whose own id is bad is flagged and not rejected: a receipt is never answered', () => {
  const { verdict } = prove('apprec-ok', [/<Id>5f3b6f1c-9d1e-4d46-8a51-000000000012</, '<Id>17<']);
  expect(verdict).toBe('flagged');
});
