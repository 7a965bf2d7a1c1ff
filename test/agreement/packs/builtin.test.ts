import { describe, expect, it } from 'vitest';
import { ruleNamed } from '../../../src/agreement/agreement.ts';
import { builtInPacks, DEFAULT_PACK, packNamed } from '../../../src/agreement/packs/builtin.ts';
import { holdsOn, packOn } from '../../../src/agreement/packs/pack.ts';
import { agreement, faultOf } from '../helpers.ts';

const RULES = [
  'R-INNL-STRAKS',
  'R-INNL-4T',
  'R-HELSE-24T',
  'R-HELSE-INNHOLD',
  'R-FUNK-24T',
  'R-LANG-7D',
  'R-VARSEL-STRAKS',
  'R-VARSEL-VINDU',
  'R-SVAR-3T',
  'R-SVAR-INNHOLD',
  'R-ENDRING-STRAKS',
  'R-EPIKRISE',
  'R-UTSKRRAPP-DAG',
  'R-MEDS',
  'R-BETALING',
  'R-REINN-48T',
  'R-PSYK',
  'R-ACK',
  'R-DUP',
  'R-APPREC-STRAKS',
  'R-APPREC-TIDLIG',
  'R-APPREC-96T',
  'R-APPREC-NEG',
  'R-APPREC-PARTI',
  'R-EBXML-FEIL',
  'R-AVVIK-UU',
  'R-DIALOG',
  'R-ADR',
  'R-DRIFT-RESPONSTID',
  'R-DRIFT-MELDINGSFLYT',
  'R-DRIFT-KONTAKTPUNKT',
  'R-DRIFT-SUPERBRUKER',
  'R-DRIFT-AVVIK',
  'R-DRIFT-ENDRING',
  'R-DRIFT-DOGNVAKT',
];

describe('the packs that come with the product', () => {
  it('hold every rule of the agreement, the receipts and the routines', () => {
    expect([...packNamed('hmr-2021').rules.keys()]).toEqual(RULES);
    expect([...packNamed('hmr-2015').rules.keys()]).toEqual(RULES);
    expect([...builtInPacks().keys()]).toEqual(['hmr-2021', 'hmr-2015']);
    expect(builtInPacks()).toBe(builtInPacks());
  });

  it('say for every rule of the agreement which paragraph it is', () => {
    const agreed = [...packNamed('hmr-2021').rules.values()].filter(({ basis }) => basis === 'avtale');
    expect(agreed).toHaveLength(22);
    for (const { source } of agreed) expect(source).toMatch(/^Delavtale [14] pkt\. \d\.\d(\.\d)?( [a-h])?$/);
  });

  it('do not pass off the older agreement’s paragraphs as known', () => {
    for (const rule of packNamed('hmr-2015').rules.values()) {
      expect(rule.basis).not.toBe('avtale');
      expect(rule.source).not.toMatch(/Delavtale/);
    }
  });

  it('differ in when payment starts', () => {
    const payment = (pack: string) => ruleNamed(agreement({}, pack), 'R-BETALING');
    expect([payment('hmr-2021').clock, payment('hmr-2015').clock]).toEqual(['C-PUNKT', 'C-24x7']);
    expect(payment('hmr-2015').length).toBe(24 * 3_600_000);
  });

  it('hold one after the other', () => {
    const on = (date: string) => packOn(builtInPacks().values(), 'hmr', date)?.id ?? null;
    expect(['2015-04-28', '2015-04-29', '2020-12-31', '2021-01-01', '2099-01-01'].map(on)).toEqual([
      null,
      'hmr-2015',
      'hmr-2015',
      'hmr-2021',
      'hmr-2021',
    ]);
    expect(packOn(builtInPacks().values(), 'andre', '2021-01-01')).toBeNull();
    expect(holdsOn(packNamed('hmr-2021'), '2020-12-31')).toBe(false);
  });

  it('give two answers nowhere: no two versions of a family hold on the same date', () => {
    const all = [...builtInPacks().values()];
    for (const pack of all)
      expect(all.filter((other) => other.family === pack.family && holdsOn(other, pack.validFrom))).toEqual([
        pack,
      ]);
  });

  it('have a default that is there', () => {
    expect(packNamed(DEFAULT_PACK).id).toBe('hmr-2021');
  });
});

describe('what is not there', () => {
  it('is told of with what is', () => {
    const pack = faultOf(() => packNamed('hmr-1999'));
    expect(pack.code).toBe('unknown-pack');
    expect([pack.in('nb'), pack.in('nn'), pack.in('en')]).toEqual([
      'Ukjent pakke «hmr-1999». Kjente: hmr-2021, hmr-2015.',
      'Ukjend pakke «hmr-1999». Kjende: hmr-2021, hmr-2015.',
      'Unknown pack “hmr-1999”. Known: hmr-2021, hmr-2015.',
    ]);
    const rule = faultOf(() => ruleNamed(agreement(), 'R-BORTE'));
    expect(rule.code).toBe('unknown-rule');
    expect([rule.in('nb'), rule.in('nn'), rule.in('en')]).toEqual([
      'Ukjent regel «R-BORTE» i pakken hmr-2021. «meldingsvakt rules» viser reglene.',
      'Ukjend regel «R-BORTE» i pakken hmr-2021. «meldingsvakt rules» viser reglane.',
      'Unknown rule “R-BORTE” in the pack hmr-2021. “meldingsvakt rules” lists the rules.',
    ]);
  });
});
