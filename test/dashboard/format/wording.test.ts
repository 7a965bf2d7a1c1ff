import { describe, expect, it } from 'vitest';
import { formatNumber, formatSize } from '../../../src/dashboard/format/number.ts';
import { createWording, partyName } from '../../../src/dashboard/format/wording.ts';
import { apprecCode, texts, typeName } from '../../../src/dashboard/texts/texts.ts';
import { emptyPartnerDocument } from '../../../src/delivery/partners.ts';
import { createRouting } from '../../../src/delivery/routing.ts';

const now = new Date('2026-11-23T12:00:00Z');

describe('numbers', () => {
  it('are grouped as the language groups them', () => {
    expect(formatNumber(12040, 'nb').replace(/\s/g, ' ')).toBe('12 040');
    expect(formatNumber(12040, 'en')).toBe('12,040');
  });

  it('that were not counted to the end say so', () => {
    const { count } = createWording('nb', now);
    expect(count({ value: 10_000, more: true }).replace(/\s/g, ' ')).toBe('over 10 000');
    expect(count({ value: 10_000, more: false }).replace(/\s/g, ' ')).toBe('10 000');
  });

  it('of bytes come in the unit that fits', () => {
    expect([812, 3_421, 45_900, 12_300_000].map((size) => formatSize(size, 'nb'))).toEqual([
      '812 byte',
      '3,4 kB',
      '46 kB',
      '12 MB',
    ]);
  });
});

describe('the name of a party', () => {
  const routing = createRouting({
    ...emptyPartnerDocument,
    partners: [
      {
        her: 8200,
        name: 'Lillevik kommune',
        kind: 'kommune',
        organisation: null,
        services: [{ her: 8201, name: 'Sykepleietjeneste', endpoint: null }],
        endpoint: null,
        signing: null,
        cpa: [],
        contacts: [],
      },
    ],
  });
  const name = (her: number | null, service: number | null) => partyName(texts.nb, routing, her, service);

  it('is the organisation’s, with its service when the message names one that is known', () => {
    expect(name(8200, null)).toBe('Lillevik kommune');
    expect(name(8200, 8201)).toBe('Lillevik kommune, Sykepleietjeneste');
    expect(name(8200, 8299)).toBe('Lillevik kommune');
  });

  it('is found by the service alone', () => {
    expect(name(null, 8201)).toBe('Lillevik kommune, Sykepleietjeneste');
    expect(name(8201, null)).toBe('Lillevik kommune, Sykepleietjeneste');
  });

  it('is the HER-ids when nobody is known by them, and says so when there are none', () => {
    expect(name(9999, 9998)).toBe('HER-id 9999/9998');
    expect(name(null, null)).toBe('ikke oppgitt');
  });
});

describe('codes from outside', () => {
  it('are explained when the standard knows them', () => {
    expect(apprecCode(texts.nb, 'E35')).toBe('E35 Pasienten finnes ikke i mottakerens system');
    expect(typeName(texts.en, 'LOG_DOD')).toBe('Notice of death');
  });

  it('are shown as they are when they look like a code, and not at all when they do not', () => {
    expect(apprecCode(texts.nb, 'E98')).toBe('Feilkode E98');
    expect(apprecCode(texts.nb, '01019012345')).toBe('Feilkode');
    expect(apprecCode(texts.nb, 'toString')).toBe('Feilkode');
    expect(typeName(texts.nb, 'constructor')).toBe('Ukjent type (constructor)');
    expect(typeName(texts.nb, null)).toBe('Ukjent type');
  });
});
