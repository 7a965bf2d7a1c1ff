import { describe, expect, it } from 'vitest';
import { agreementOf, ruleNamed } from '../../../src/agreement/agreement.ts';
import { readMoment } from '../../../src/agreement/calendar/moment.ts';
import { due } from '../../../src/agreement/due.ts';
import { PackFault } from '../../../src/agreement/packs/fault.ts';
import { readPack } from '../../../src/agreement/packs/read.ts';
import { faultOf, onTheWall } from '../helpers.ts';
import { changed, PACK } from './packs.ts';

function problemsIn(text: string, known?: Parameters<typeof readPack>[2]): string[] {
  const fault = faultOf(() => readPack(text, 'avtale.yaml', known));
  expect(fault).toBeInstanceOf(PackFault);
  expect(fault.code).toBe('unreadable-pack');
  return fault.message.split('\n');
}

/** One line put in, right after the line that starts with `after`. */
function withLine(after: string, line: string): string {
  return changed(after, `${after}\n${line}`);
}

describe('a pack that is right', () => {
  const pack = readPack(PACK, 'avtale.yaml');

  it('is read with its window, feasts, evidence and prices', () => {
    expect(pack).toMatchObject({
      id: 'prove-1',
      family: 'prove',
      validFrom: '2024-01-01',
      validTo: null,
      basedOn: null,
      window: { opening: { from: 7.5 * 3_600_000, to: 15.5 * 3_600_000 }, source: 'Avtalen pkt. 1' },
      holidayNotice: { default: true, holidays: ['paskedag_2'], source: 'Avtalen pkt. 2' },
      answerDays: 'notice-days',
      evidence: ['apprec', 'sent'],
      clockSkew: 120_000,
    });
    expect([...pack.window.weekdays.heldogns]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...pack.prices]).toEqual([[2024, 5745]]);
    expect(pack.terms.uten_tjenester?.nn).toBe('utan tenester');
    expect([...pack.rules.keys()]).toEqual(['R-SVAR']);
  });

  it('reckons by its own hours and feasts', () => {
    const answer = ruleNamed(agreementOf(pack), 'R-SVAR');
    expect(onTheWall(due(answer, readMoment('2024-03-27T15:00')).due)).toBe('2024-04-01T09:00+02:00');
    expect(onTheWall(due(answer, readMoment('2024-06-01T15:00'), { category: 'heldogns' }).due)).toBe(
      '2024-06-03T09:00+02:00',
    );
  });

  it('may be written as JSON', () => {
    const json = JSON.stringify({
      id: 'j',
      title: { nb: 'J', nn: 'J', en: 'J' },
      family: 'j',
      validFrom: '2024-01-01',
      window: {
        from: '08:00',
        to: '15:00',
        weekdays: { standard: [1], heldogns: [1], uendret_hjemmetjeneste: [1] },
        source: 's',
      },
      holidayNotice: { default: false, holidays: [], source: 's' },
      answerDays: 'every-day',
      evidence: ['sent'],
      clockSkew: '1 h',
      prices: {},
      rules: {},
    });
    expect(readPack(json, 'j.json')).toMatchObject({ id: 'j', clockSkew: 3_600_000, terms: {} });
  });

  it('may end on a date', () => {
    expect(readPack(withLine('validFrom: "2024-01-01"', 'validTo: "2024-01-01"'), 'x').validTo).toBe(
      '2024-01-01',
    );
  });
});

describe('a pack that is wrong is refused with the line and the reason', () => {
  it.each([
    [
      'a missing window',
      PACK.replace(/window:[\s\S]*?(?=holidayNotice)/, ''),
      'avtale.yaml:1: mangler window',
    ],
    ['missing feasts', PACK.replace(/holidayNotice:.*\n/, ''), 'avtale.yaml:1: mangler holidayNotice'],
    ['missing evidence', PACK.replace(/evidence:.*\n/, ''), 'avtale.yaml:1: mangler evidence'],
    ['a missing clock skew', PACK.replace(/clockSkew:.*\n/, ''), 'avtale.yaml:1: mangler clockSkew'],
    ['missing prices', PACK.replace(/prices:.*\n/, ''), 'avtale.yaml:1: mangler prices'],
    [
      'an unknown message in the start',
      changed('message: utskrivningsklar', 'message: brev'),
      'avtale.yaml:25: rules/R-SVAR/start/0/message: må være en av: innlagt, ',
    ],
    ['a missing part', changed('answerDays: notice-days\n', ''), 'avtale.yaml:1: mangler answerDays'],
    [
      'an unknown field',
      changed('family:', 'famili: x\nfamily:'),
      'avtale.yaml:1: har et ukjent felt: famili',
    ],
    [
      'an unknown clock',
      changed('clock: C-0815', 'clock: C-0816'),
      'avtale.yaml:22: rules/R-SVAR/clock: må være en av: C-24x7, C-0815, C-VIRKEDAG, C-DOGN, C-PUNKT, C-INGEN',
    ],
    [
      'a limit in no unit',
      changed('limit: 2 h', 'limit: to timer'),
      'avtale.yaml:23: rules/R-SVAR/limit: må skrives som 30 min, 4 h, 7 d',
    ],
    [
      'a limit in a unit that the clock cannot count',
      changed('limit: 2 h', 'limit: 2 d'),
      'avtale.yaml:23: rules/R-SVAR/limit: klokken C-0815 trenger en lengde i min eller h',
    ],
    [
      'no limit',
      changed('    limit: 2 h\n', ''),
      'avtale.yaml:19: rules/R-SVAR/limit: klokken C-0815 trenger en lengde i min eller h',
    ],
    [
      'a limit without a clock',
      changed('clock: C-0815\n    limit: 2 h\n    days: answer', 'clock: C-INGEN\n    limit: 2 h'),
      'avtale.yaml:23: rules/R-SVAR/limit: klokken C-INGEN har ingen lengde',
    ],
    [
      'no working days',
      changed('clock: C-0815\n    limit: 2 h\n    days: answer', 'clock: C-VIRKEDAG\n    limit: 0 d'),
      'avtale.yaml:23: rules/R-SVAR/limit: må være minst 1 d',
    ],
    [
      'days of a clock without days',
      changed('clock: C-0815', 'clock: C-24x7'),
      'avtale.yaml:24: rules/R-SVAR/days: days hører til klokken C-0815, og bare der',
    ],
    [
      'no days for the window',
      changed('    days: answer\n', ''),
      'avtale.yaml:19: rules/R-SVAR/days: days hører til klokken C-0815, og bare der',
    ],
    [
      'a window counted backwards',
      changed('    days: answer\n', '    days: answer\n    direction: before\n'),
      'avtale.yaml:25: rules/R-SVAR/direction: bare C-24x7 og C-DOGN kan regnes bakover',
    ],
    [
      'a deadline without an end',
      changed('    end: [{ message: svar, moment: mottak }]\n', ''),
      'avtale.yaml:19: rules/R-SVAR: en frist trenger både start og end',
    ],
    [
      'a deadline without a start',
      changed('    start: [{ message: utskrivningsklar, moment: mottak }]\n', ''),
      'avtale.yaml:19: rules/R-SVAR: en frist trenger både start og end',
    ],
    [
      'an unknown message',
      changed('message: svar', 'message: brev'),
      'avtale.yaml:26: rules/R-SVAR/end/0/message: må være en av: innlagt, ',
    ],
    [
      'an event without a moment',
      changed('message: svar, moment: mottak', 'message: svar'),
      'avtale.yaml:26: rules/R-SVAR/end/0: mangler moment',
    ],
    [
      'an unknown decision',
      changed('{ message: svar, moment: mottak }', '{ decision: svart }'),
      'avtale.yaml:26: rules/R-SVAR/end/0/decision: må være en av: rebase, ',
    ],
    [
      'a moment of the content without its code',
      changed('message: svar, moment: mottak', 'message: svar, moment: hendelse'),
      'avtale.yaml:26: rules/R-SVAR/end/0/code: code hører til moment hendelse, og bare der',
    ],
    [
      'a code at another moment',
      changed('message: svar, moment: mottak', 'message: svar, moment: sendt, code: 9121/1'),
      'avtale.yaml:26: rules/R-SVAR/end/0/code: code hører til moment hendelse, og bare der',
    ],
    [
      'a term that is not there',
      changed('exempt: [uten_tjenester]', 'exempt: [ukjent]'),
      'avtale.yaml:19: rules/R-SVAR: viser til ukjent, som ikke står under terms',
    ],
    [
      'an effect that is not there',
      changed('severity: deviation', 'severity: deviation, effects: [ukjent]'),
      'avtale.yaml:19: rules/R-SVAR: viser til ukjent, som ikke står under terms',
    ],
    [
      'a condition that is not there',
      changed('adjustable: true', 'onlyWhen: ukjent'),
      'avtale.yaml:19: rules/R-SVAR: viser til ukjent, som ikke står under terms',
    ],
    [
      'a rule that is not there',
      changed('adjustable: true', 'notBefore: R-BORTE'),
      'avtale.yaml:19: rules/R-SVAR: viser til R-BORTE, som ikke står under rules',
    ],
    [
      'the expiry of a rule that is not there',
      changed('{ message: svar, moment: mottak }', '{ expired: R-BORTE }'),
      'avtale.yaml:19: rules/R-SVAR: viser til R-BORTE, som ikke står under rules',
    ],
    [
      'payment that lapses by a rule that is not there',
      changed(
        'adjustable: true',
        'payment: { requires: [{ decision: answer }], triggers: [{ expired: R-SVAR }], ends: [{ decision: takeover }], lapses: [R-BORTE] }',
      ),
      'avtale.yaml:19: rules/R-SVAR: viser til R-BORTE, som ikke står under rules',
    ],
    [
      'payment triggered by what is no event',
      changed(
        'adjustable: true',
        'payment: { requires: [{ decision: answer }], triggers: [{ decision: x }], ends: [{ decision: takeover }] }',
      ),
      'avtale.yaml:30: rules/R-SVAR/payment/triggers/0/decision: må være en av: rebase, ',
    ],
    [
      'payment with an unknown condition',
      changed(
        'adjustable: true',
        'payment: { requires: [{ decision: x }], triggers: [{ decision: answer }], ends: [{ decision: takeover }] }',
      ),
      'avtale.yaml:30: rules/R-SVAR/payment/requires/0/decision: må være en av: rebase, ',
    ],
    [
      'payment that ends by what is no event',
      changed(
        'adjustable: true',
        'payment: { requires: [{ decision: answer }], triggers: [{ decision: answer }], ends: [{ decision: x }] }',
      ),
      'avtale.yaml:30: rules/R-SVAR/payment/ends/0/decision: må være en av: rebase, ',
    ],
    [
      'a cancelling event without a moment',
      changed('adjustable: true', 'cancel: [{ message: dod }]'),
      'avtale.yaml:30: rules/R-SVAR/cancel/0: mangler moment',
    ],
    [
      'a warning in days',
      changed('adjustable: true', 'warnBefore: 1 d'),
      'avtale.yaml:30: rules/R-SVAR/warnBefore: må være i min eller h',
    ],
    [
      'a step in days',
      changed('adjustable: true', 'tiers: [{ name: warn, limit: 1 d, severity: info }]'),
      'avtale.yaml:30: rules/R-SVAR/tiers/0/limit: må være i min eller h',
    ],
    [
      'sending again by days',
      changed('adjustable: true', 'resend: { every: 1 d, attempts: 2, check: 1 h }'),
      'avtale.yaml:30: rules/R-SVAR/resend/every: må være i min eller h',
    ],
    [
      'checking by days',
      changed('adjustable: true', 'resend: { every: 1 h, attempts: 2, check: 1 d }'),
      'avtale.yaml:30: rules/R-SVAR/resend/check: må være i min eller h',
    ],
    [
      'a date that does not exist',
      changed('2024-01-01', '2024-02-30'),
      'avtale.yaml:4: validFrom: er ingen dato',
    ],
    [
      'an end that does not exist',
      withLine('validFrom: "2024-01-01"', 'validTo: "2024-02-30"'),
      'avtale.yaml:5: validTo: er ingen dato',
    ],
    [
      'an end before the beginning',
      withLine('validFrom: "2024-01-01"', 'validTo: "2023-12-31"'),
      'avtale.yaml:5: validTo: ligger før validFrom',
    ],
    [
      'a window that closes before it opens',
      changed('to: "15:30"', 'to: "07:30"'),
      'avtale.yaml:6: window: from må være et klokkeslett før to',
    ],
    [
      'a window that opens at no time',
      changed('from: "07:30"', 'from: "07:61"'),
      'avtale.yaml:6: window: from må være et klokkeslett før to',
    ],
    [
      'a window that closes at no time',
      changed('to: "15:30"', 'to: "25:30"'),
      'avtale.yaml:6: window: from må være et klokkeslett før to',
    ],
    ['a clock skew in days', changed('2 min', '2 d'), 'avtale.yaml:13: clockSkew: må være i min eller h'],
    [
      'a weekday twice',
      changed('standard: [1, 2', 'standard: [1, 1'),
      'avtale.yaml:8: window/weekdays/standard: har den samme verdien to ganger',
    ],
    [
      'no weekday',
      changed('standard: [1, 2, 3, 4, 5]', 'standard: []'),
      'avtale.yaml:8: window/weekdays/standard: kan ikke være tom',
    ],
    [
      'an empty text',
      changed('source: Avtalen pkt. 3', 'source: ""'),
      'avtale.yaml:31: rules/R-SVAR/source: kan ikke være tom',
    ],
    [
      'a number for a text',
      changed('source: Avtalen pkt. 3', 'source: 3'),
      'avtale.yaml:31: rules/R-SVAR/source: må være string',
    ],
    [
      'a price below nothing',
      changed('"2024": 5745', '"2024": -1'),
      'avtale.yaml:14: prices/2024: har feil form eller verdi',
    ],
  ])('%s', (_, text, problem) => {
    const problems = problemsIn(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it.each([
    ['R-SVAR:', 'r-svar:', 'rules: har et ukjent felt: r-svar'],
    ['"2024": 5745', 'i fjor: 5745', 'prices: har et ukjent felt: i fjor'],
    ['uten_tjenester: {', 'Uten tjenester: {', 'terms: har et ukjent felt: Uten tjenester'],
    ['id: prove-1', 'id: Prøve 1', 'id: må skrives som hmr-2021'],
    ['"2024-01-01"', '1. januar', 'validFrom: må skrives som 2021-01-01'],
    ['"07:30"', 'halv åtte', 'window/from: må skrives som 08:00'],
    ['adjustable: true', 'notBefore: svar', 'rules/R-SVAR/notBefore: må skrives som R-INNL-4T'],
    ['[uten_tjenester]', '[Uten tjenester]', 'rules/R-SVAR/exempt/0: må skrives som uten_tjenester'],
    [
      '{ message: svar, moment: mottak }',
      '{ message: svar, moment: mottak, topic: sju }',
      'rules/R-SVAR/end/0/topic: må skrives som 7322/7',
    ],
  ])('%s as %s', (from, to, problem) => {
    expect(problemsIn(changed(from, to))[0]).toContain(problem);
  });

  it('all faults at once, each on its line', () => {
    const twice = changed('2 min', '2 d', changed('limit: 2 h', 'limit: 2 d'));
    expect(problemsIn(twice)).toEqual([
      'avtale.yaml:13: clockSkew: må være i min eller h',
      'avtale.yaml:23: rules/R-SVAR/limit: klokken C-0815 trenger en lengde i min eller h',
    ]);
  });

  it('in the three languages', () => {
    const told = (text: string) => {
      const fault = faultOf(() => readPack(text, 'a'));
      return [fault.in('nn'), fault.in('en')];
    };
    expect(told(changed('answerDays: notice-days\n', ''))).toEqual([
      'a:1: manglar answerDays',
      'a:1: lacks answerDays',
    ]);
    expect(told(changed('family:', 'famili: x\nfamily:'))).toEqual([
      'a:1: har eit ukjent felt: famili',
      'a:1: has an unknown field: famili',
    ]);
    expect(told(changed('limit: 2 h', 'limit: 2 d'))).toEqual([
      'a:23: rules/R-SVAR/limit: klokka C-0815 treng ei lengd i min eller h',
      'a:23: rules/R-SVAR/limit: the clock C-0815 needs a length in min or h',
    ]);
    expect(told(changed('source: Avtalen pkt. 3', 'source: ""'))).toEqual([
      'a:31: rules/R-SVAR/source: kan ikkje vere tom',
      'a:31: rules/R-SVAR/source: cannot be empty',
    ]);
    expect(told(changed('source: Avtalen pkt. 3', 'source: 3'))).toEqual([
      'a:31: rules/R-SVAR/source: må vere string',
      'a:31: rules/R-SVAR/source: must be string',
    ]);
    expect(told(changed('standard: [1, 2', 'standard: [1, 1'))).toEqual([
      'a:8: window/weekdays/standard: har den same verdien to gonger',
      'a:8: window/weekdays/standard: holds the same value twice',
    ]);
    expect(told(changed('"2024": 5745', '"2024": -1'))).toEqual([
      'a:14: prices/2024: har feil form eller verdi',
      'a:14: prices/2024: has the wrong form or value',
    ]);
    expect(told(changed('limit: 2 h', 'limit: x'))).toEqual([
      'a:23: rules/R-SVAR/limit: må skrivast som 30 min, 4 h, 7 d',
      'a:23: rules/R-SVAR/limit: must be written as 30 min, 4 h, 7 d',
    ]);
    expect(told(changed('clock: C-0815', 'clock: x'))[1]).toMatch(
      /^a:22: rules\/R-SVAR\/clock: must be one of: C-24x7, /,
    );
    const onlyThere = (from: string, to: string, nn: string, en: string) => {
      expect(told(changed(from, to))).toEqual([
        expect.stringContaining(`: ${nn}`),
        expect.stringContaining(`: ${en}`),
      ]);
    };
    const wholeClock = 'clock: C-0815\n    limit: 2 h\n    days: answer';
    onlyThere(
      'message: svar, moment: mottak',
      'message: svar, moment: hendelse',
      'code høyrer til moment hendelse, og berre der',
      'code belongs to the moment hendelse, and only there',
    );
    onlyThere(
      wholeClock,
      'clock: C-INGEN\n    limit: 2 h',
      'klokka C-INGEN har inga lengd',
      'the clock C-INGEN has no length',
    );
    onlyThere(wholeClock, 'clock: C-VIRKEDAG\n    limit: 0 d', 'må vere minst 1 d', 'must be at least 1 d');
    onlyThere(
      'days: answer',
      'days: answer\n    direction: before',
      'berre C-24x7 og C-DOGN kan reknast bakover',
      'only C-24x7 and C-DOGN can be counted backwards',
    );
    onlyThere(
      'clock: C-0815',
      'clock: C-24x7',
      'days høyrer til klokka C-0815, og berre der',
      'days belongs to the clock C-0815, and only there',
    );
    onlyThere(
      '    end: [{ message: svar, moment: mottak }]\n',
      '',
      'ein frist treng både start og end',
      'a deadline needs both start and end',
    );
    onlyThere('adjustable: true', 'warnBefore: 1 d', 'må vere i min eller h', 'must be in min or h');
    onlyThere('2 min', '2 d', 'må vere i min eller h', 'must be in min or h');
    onlyThere(
      'validFrom: "2024-01-01"',
      'validFrom: "2024-01-01"\nvalidTo: "2023-12-31"',
      'ligg før validFrom',
      'lies before validFrom',
    );
    onlyThere(
      'to: "15:30"',
      'to: "07:30"',
      'from må vere eit klokkeslett før to',
      'from must be a time of day before to',
    );
    onlyThere('2024-01-01', '2024-02-30', 'er ingen dato', 'is not a date');
    expect(told(changed('exempt: [uten_tjenester]', 'exempt: [ukjent]'))).toEqual([
      'a:19: rules/R-SVAR: viser til ukjent, som ikkje står under terms',
      'a:19: rules/R-SVAR: refers to ukjent, which is not under terms',
    ]);
  });

  it('broken YAML, with the line where it breaks', () => {
    const problems = problemsIn('id: x\ntitle: {\n');
    expect(problems[0]).toMatch(/^avtale\.yaml:3: Flow map/);
    expect(problemsIn('id: x\nid: y\n')[0]).toMatch(/^avtale\.yaml:2: Map keys must be unique/);
    const aliases = Array.from(
      { length: 30 },
      (_, level) => `k${level}: &a${level} [${level === 0 ? 'x' : `*a${level - 1}, *a${level - 1}`}]`,
    );
    expect(problemsIn(aliases.join('\n'))).toEqual([
      'avtale.yaml: Excessive alias count indicates a resource exhaustion attack',
    ]);
    expect(problemsIn('id: *borte\n')[0]).toContain('borte');
    expect(problemsIn('')).toEqual(['avtale.yaml: må være object']);
    expect(problemsIn('- 1')).toEqual(['avtale.yaml:1: må være object']);
  });
});

describe('a pack based on another', () => {
  const base = readPack(PACK, 'avtale.yaml');
  const known = new Map([[base.id, base]]);
  const child = `id: prove-0
title: { nb: Før, nn: Før, en: Before }
family: prove
validFrom: "2020-01-01"
validTo: "2023-12-31"
basedOn: prove-1
inherited: { source: Den gamle avtalen, basis: ubekreftet }
rules:
  R-NY:
    title: { nb: Ny, nn: Ny, en: New }
    says: { nb: Ny., nn: Ny., en: New. }
    nature: content
    clock: C-INGEN
    exempt: [uten_tjenester]
    responsible: HF
    breach: { severity: none }
    source: Et annet sted
    basis: kilde
`;

  it('takes what it does not say itself, and says what that stands on', () => {
    const pack = readPack(child, 'x', known);
    expect([...pack.rules.keys()]).toEqual(['R-SVAR', 'R-NY']);
    expect(pack.rules.get('R-SVAR')).toMatchObject({
      source: 'Den gamle avtalen',
      basis: 'ubekreftet',
      limit: '2 h',
    });
    expect(pack.window).toMatchObject({ source: 'Den gamle avtalen', opening: base.window.opening });
    expect(pack.holidayNotice).toMatchObject({ source: 'Den gamle avtalen', holidays: ['paskedag_2'] });
    expect(pack).toMatchObject({
      basedOn: 'prove-1',
      clockSkew: 120_000,
      evidence: ['apprec', 'sent'],
      answerDays: 'notice-days',
    });
    expect(pack.prices).toEqual(base.prices);
  });

  it('says the other parts itself when it will', () => {
    const own = `${child}answerDays: every-day\nclockSkew: 1 min\nevidence: [ack]\nprices: { "2025": 1 }
holidayNotice: { default: false, holidays: [], source: Eget }
window: { from: "09:00", to: "10:00", weekdays: { standard: [1], heldogns: [1], uendret_hjemmetjeneste: [1] }, source: Eget }\n`;
    const pack = readPack(own, 'x', known);
    expect(pack).toMatchObject({
      answerDays: 'every-day',
      clockSkew: 60_000,
      evidence: ['ack'],
      holidayNotice: { default: false, source: 'Eget' },
    });
    expect(pack.window.opening).toEqual({ from: 9 * 3_600_000, to: 10 * 3_600_000 });
    expect([...pack.prices]).toEqual([[2025, 1]]);
  });

  it('keeps the sources when it names no other', () => {
    const pack = readPack(
      changed('inherited: { source: Den gamle avtalen, basis: ubekreftet }\n', '', child),
      'x',
      known,
    );
    expect(pack.rules.get('R-SVAR')).toMatchObject({ source: 'Avtalen pkt. 3', basis: 'avtale' });
    expect(pack.window.source).toBe('Avtalen pkt. 1');
  });

  it('leaves what stands on a national standard as it stands, and drops the paragraphs of the base', () => {
    const rule = readPack(changed('basis: avtale', 'basis: kilde\n    alsoIn: [Et annet]'), 'x');
    const standing = readPack(child, 'x', new Map([[rule.id, rule]]));
    expect(standing.rules.get('R-SVAR')).toMatchObject({
      source: 'Avtalen pkt. 3',
      basis: 'kilde',
      alsoIn: ['Et annet'],
    });
    const agreed = readPack(changed('basis: avtale', 'basis: avtale\n    alsoIn: [Et annet]'), 'x');
    expect(readPack(child, 'x', new Map([[agreed.id, agreed]])).rules.get('R-SVAR')).not.toHaveProperty(
      'alsoIn',
    );
  });

  it('replaces a rule of the same name', () => {
    const replaced = readPack(changed('R-NY:', 'R-SVAR:', child), 'x', known);
    expect([...replaced.rules].map(([id, { basis }]) => `${id} ${basis}`)).toEqual(['R-SVAR kilde']);
  });

  it('must be based on a pack that is known', () => {
    const unknown = 'basedOn: prove-1 er ikke en kjent pakke';
    expect(problemsIn(child)).toEqual([`avtale.yaml:6: ${unknown}`]);
    expect(problemsIn(withLine('family: prove', 'basedOn: prove-1'))).toEqual([`avtale.yaml:4: ${unknown}`]);
    const fault = faultOf(() => readPack(child, 'a'));
    expect([fault.in('nn'), fault.in('en')]).toEqual([
      'a:6: basedOn: prove-1 er ikkje ein kjend pakke',
      'a:6: basedOn: prove-1 is not a known pack',
    ]);
  });
});
