import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../src/agreement/calendar/moment.ts';
import type { Context } from '../../../src/agreement/due.ts';
import { due } from '../../../src/agreement/due.ts';
import { explain } from '../../../src/agreement/explain/explain.ts';
import type { Language } from '../../../src/agreement/text.ts';
import { deadline, rule } from '../helpers.ts';

function told(
  id: string,
  start: string,
  language: Language = 'nb',
  context: Context = {},
  options = {},
): string {
  return explain(deadline(id, start, context, options), language).text;
}

describe('a window deadline', () => {
  it('tells which hours counted, that the weekend did not, when the clock started, and the paragraph', () => {
    const start = '2026-11-20T13:30:00+01:00';
    expect(told('R-SVAR-3T', start)).toBe(
      'Fristen er mandag 23. november kl. 09.30: 1 t 30 min telte fredag 13.30–15.00, helgen telte ikke og 1 t 30 min telte mandag 08.00–09.30. ' +
        'Klokken startet fredag 20. november 2026 kl. 13.30. Kilde: Delavtale 1 pkt. 1.4 e.',
    );
    expect(told('R-SVAR-3T', start, 'nn')).toBe(
      'Fristen er måndag 23. november kl. 09.30: 1 t 30 min talde fredag 13.30–15.00, helga talde ikkje og 1 t 30 min talde måndag 08.00–09.30. ' +
        'Klokka starta fredag 20. november 2026 kl. 13.30. Kjelde: Delavtale 1 pkt. 1.4 e.',
    );
    expect(told('R-SVAR-3T', start, 'en')).toBe(
      'The deadline is Monday 23 November at 09:30: 1 h 30 min counted Friday 13:30–15:00, the weekend did not count and 1 h 30 min counted Monday 08:00–09:30. ' +
        'The clock started Friday 20 November 2026 at 13:30. Source: Delavtale 1 pkt. 1.4 e.',
    );
  });

  it('names the holidays, and keeps lists apart by semicolons', () => {
    const { headline, sentences } = explain(deadline('R-SVAR-3T', '2026-04-01T14:00'), 'nb');
    expect(headline).toBe(
      'Fristen er tirsdag 7. april kl. 10.00: 1 t telte onsdag 14.00–15.00; torsdag (Skjærtorsdag), fredag (Langfredag), lørdag, søndag (1. påskedag) og mandag (2. påskedag) telte ikke; 2 t telte tirsdag 08.00–10.00.',
    );
    expect(sentences).toEqual([
      'Klokken startet onsdag 1. april 2026 kl. 14.00.',
      'Kilde: Delavtale 1 pkt. 1.4 e.',
    ]);
  });

  it('tells a weekend inside a longer stretch as the weekend', () => {
    expect(explain(deadline('R-SVAR-3T', '2025-12-25T14:00'), 'nb').headline).toBe(
      'Fristen er mandag 29. desember kl. 11.00: torsdag (1. juledag), fredag (2. juledag) og helgen telte ikke; 3 t telte mandag 08.00–11.00.',
    );
    expect(explain(deadline('R-SVAR-3T', '2025-09-07T14:00'), 'nb').headline).toBe(
      'Fristen er mandag 8. september kl. 11.00: søndag telte ikke og 3 t telte mandag 08.00–11.00.',
    );
  });

  it('tells days that do not follow each other apart', () => {
    const closedDays = [
      { date: '2025-09-10', name: 'Planleggingsdag' },
      { date: '2025-09-09', name: 'Kort dag', until: '09:00' },
      { date: '2025-09-11', name: 'Kort dag', until: '08:30' },
    ];
    expect(
      explain(
        deadline(
          'R-SVAR-3T',
          '2025-09-06T14:00',
          {},
          { closedDays: [...closedDays, { date: '2025-09-08', name: 'Kort dag', until: '09:00' }] },
        ),
        'nb',
      ).headline,
    ).toBe(
      'Fristen er fredag 12. september kl. 08.30: helgen telte ikke, 1 t telte mandag 08.00–09.00, 1 t telte tirsdag 08.00–09.00, onsdag (Planleggingsdag) telte ikke, 30 min telte torsdag 08.00–08.30 og 30 min telte fredag 08.00–08.30.',
    );
  });

  it('tells the dates when a weekday would be ambiguous, and the year when it turns', () => {
    const closedDays = [25, 26, 27, 28, 29, 30, 31].map((date) => ({
      date: `2025-12-${date}`,
      name: 'Julestengt',
    }));
    expect(explain(deadline('R-SVAR-3T', '2025-12-24T14:00', {}, { closedDays }), 'nb').headline).toBe(
      'Fristen er fredag 2. januar 2026 kl. 10.00: 1 t telte onsdag 24. desember 14.00–15.00; torsdag 25. desember (Julestengt), fredag 26. desember (Julestengt), lørdag 27. desember (Julestengt), søndag 28. desember (Julestengt), mandag 29. desember (Julestengt), tirsdag 30. desember (Julestengt), onsdag 31. desember (Julestengt) og torsdag 1. januar (1. nyttårsdag) telte ikke; 2 t telte fredag 2. januar 08.00–10.00.',
    );
    expect(
      explain(
        deadline(
          'R-SVAR-3T',
          '2025-09-01T14:00',
          {},
          { closedDays: [2, 3, 4, 5].map((date) => ({ date: `2025-09-0${date}`, name: 'x' })) },
        ),
        'en',
      ).headline,
    ).toContain('counted Monday 1 September 14:00–15:00');
    expect(
      explain(
        deadline(
          'R-SVAR-3T',
          '2025-09-02T14:00',
          {},
          { closedDays: [3, 4, 5].map((date) => ({ date: `2025-09-0${date}`, name: 'x' })) },
        ),
        'en',
      ).headline,
    ).toContain('counted Tuesday 14:00–15:00');
  });

  it('tells seconds when there are any', () => {
    expect(explain(deadline('R-SVAR-3T', '2025-09-02T14:59:48'), 'nb').headline).toBe(
      'Fristen er onsdag 3. september kl. 10.59.48: 12 s telte tirsdag 14.59.48–15.00 og 2 t 59 min 48 s telte onsdag 08.00–10.59.48.',
    );
  });

  it('tells of the category and of holiday notice', () => {
    const saturday = '2025-09-06T10:00';
    expect(told('R-SVAR-3T', saturday, 'nb', { category: 'heldogns' })).toContain(
      'Pasienten har plass i heldøgns institusjon, så helgen er med.',
    );
    expect(told('R-SVAR-3T', saturday, 'nn', { category: 'heldogns' })).toContain(
      'Pasienten har plass i heildøgns institusjon, så helga er med.',
    );
    expect(told('R-SVAR-3T', saturday, 'en', { category: 'heldogns' })).toContain(
      'The patient has a place in a 24-hour institution, so the weekend is included.',
    );
    const category = 'uendret_hjemmetjeneste';
    expect(told('R-SVAR-3T', saturday, 'nb', { category })).toContain(
      'Pasienten har uendret behov for hjemmetjeneste, så helgen er med.',
    );
    expect(told('R-SVAR-3T', saturday, 'nn', { category })).toContain(
      'Pasienten har uendra behov for heimeteneste, så helga er med.',
    );
    expect(told('R-SVAR-3T', saturday, 'en', { category })).toContain(
      'The patient needs unchanged home services, so the weekend is included.',
    );
    expect(told('R-SVAR-3T', saturday, 'nb', { holidayNotice: true })).toContain(
      'Partene bruker unntaket for større høytider.',
    );
    expect(told('R-SVAR-3T', saturday, 'nn', { holidayNotice: true })).toContain(
      'Partane bruker unntaket for større høgtider.',
    );
    expect(told('R-SVAR-3T', saturday, 'en', { holidayNotice: true })).toContain(
      'The parties use the exception for major feasts.',
    );
    expect(told('R-INNL-4T', saturday, 'nb', { category: 'heldogns', holidayNotice: true })).toBe(
      'Fristen er lørdag 6. september kl. 14.00: 4 t uten stans fra lørdag 6. september kl. 10.00. Klokken startet lørdag 6. september 2025 kl. 10.00. Kilde: Delavtale 1 pkt. 1.3 b.',
    );
  });
});

describe('elapsed time', () => {
  it('runs without a stop', () => {
    expect(told('R-INNL-4T', '2025-09-06T22:10', 'nn')).toBe(
      'Fristen er sundag 7. september kl. 02.10: 4 t utan stans frå laurdag 6. september kl. 22.10. Klokka starta laurdag 6. september 2025 kl. 22.10. Kjelde: Delavtale 1 pkt. 1.3 b.',
    );
    expect(told('R-INNL-4T', '2025-09-06T22:10', 'en')).toBe(
      'The deadline is Sunday 7 September at 02:10: 4 h without a stop from Saturday 6 September at 22:10. The clock started Saturday 6 September 2025 at 22:10. Source: Delavtale 1 pkt. 1.3 b.',
    );
  });

  it('says why the wall clock is an hour off when the clocks are moved', () => {
    expect(told('R-HELSE-24T', '2026-03-28T10:00')).toContain(
      'Klokken ble stilt én time fram søndag 29. mars, derfor kl. 11.00 og ikke kl. 10.00.',
    );
    expect(told('R-HELSE-24T', '2026-03-28T10:00', 'nn')).toContain(
      'Klokka vart stilt éin time fram sundag 29. mars, difor kl. 11.00 og ikkje kl. 10.00.',
    );
    expect(told('R-HELSE-24T', '2026-10-24T10:00')).toContain(
      'Klokken ble stilt én time tilbake søndag 25. oktober, derfor kl. 09.00 og ikke kl. 10.00.',
    );
    expect(told('R-HELSE-24T', '2026-10-24T10:00', 'nn')).toContain('éin time tilbake sundag 25. oktober');
    expect(told('R-HELSE-24T', '2026-10-24T10:00', 'en')).toContain(
      'The clocks went back one hour on Sunday 25 October, hence 09:00 and not 10:00.',
    );
    expect(told('R-HELSE-24T', '2026-03-28T10:00', 'en')).toContain(
      'The clocks went forward one hour on Sunday 29 March, hence 11:00 and not 10:00.',
    );
    expect(told('R-APPREC-96T', '2026-10-23T10:00')).toContain(
      'tilbake søndag 25. oktober, derfor kl. 09.00',
    );
    expect(told('R-FUNK-24T', '2026-10-25T10:30')).toContain(
      'tilbake søndag 25. oktober, derfor kl. 11.30 og ikke kl. 10.30.',
    );
    expect(told('R-SVAR-3T', '2026-10-23T14:00')).not.toContain('stilt');
    expect(told('R-HELSE-24T', '2026-10-26T10:00')).not.toContain('stilt');
  });

  it('counted backwards gives the latest time', () => {
    expect(told('R-FUNK-24T', '2025-09-06T10:30')).toBe(
      'Seneste tidspunkt er fredag 5. september kl. 10.30: 24 t før lørdag 6. september kl. 10.30. Regnet fra lørdag 6. september 2025 kl. 10.30. Kilde: Delavtale 1 pkt. 1.4 c.',
    );
    expect(told('R-FUNK-24T', '2025-09-06T10:30', 'nn')).toBe(
      'Seinaste tidspunkt er fredag 5. september kl. 10.30: 24 t før laurdag 6. september kl. 10.30. Rekna frå laurdag 6. september 2025 kl. 10.30. Kjelde: Delavtale 1 pkt. 1.4 c.',
    );
    expect(told('R-FUNK-24T', '2025-09-06T10:30', 'en')).toBe(
      'The latest time is Friday 5 September at 10:30: 24 h before Saturday 6 September at 10:30. Counted from Saturday 6 September 2025 at 10:30. Source: Delavtale 1 pkt. 1.4 c.',
    );
  });
});

describe('dates and moments', () => {
  it('a target of working days ends with its date, and tells whose number it is', () => {
    expect(told('R-DIALOG', '2025-09-03T10:00')).toBe(
      'Målet er utgangen av onsdag 10. september: 5 virkedager etter onsdag 3. september; helgen telte ikke. Regnet fra onsdag 3. september 2025 kl. 10.00. ' +
        'Regelen er hentet fra en offentlig kilde, ikke fra avtalen. Tallet er ikke avtalens; partene kan endre det. Kilde: Sykehuset Østfold, rutine for dialogmeldinger (3–5 virkedager).',
    );
    expect(told('R-DIALOG', '2025-09-03T10:00', 'nn')).toContain(
      'Målet er utgangen av onsdag 10. september: 5 yrkedagar etter onsdag 3. september; helga talde ikkje. Rekna frå onsdag 3. september 2025 kl. 10.00. ' +
        'Regelen er henta frå ei offentleg kjelde, ikkje frå avtala. Talet er ikkje frå avtala; partane kan endre det.',
    );
    expect(told('R-DIALOG', '2025-09-03T10:00', 'en')).toContain(
      'The target is the end of Wednesday 10 September: 5 working days after Wednesday 3 September; the weekend did not count. Counted from Wednesday 3 September 2025 at 10:00. ' +
        "The rule comes from a public source, not from the agreement. The number is not the agreement's; the parties may change it.",
    );
  });

  it('the last day of the year ends with its own year', () => {
    expect(explain(deadline('R-UTSKRRAPP-DAG', '2025-12-31T10:00'), 'nb').headline).toBe(
      'Målet er utgangen av onsdag 31. desember: samme dag som onsdag 31. desember.',
    );
    expect(explain(deadline('R-MEDS', '2025-12-31T10:00'), 'nb').headline).toContain(
      'utgangen av fredag 2. januar 2026',
    );
  });

  it('one working day is one day', () => {
    const headline = (language: Language) =>
      explain(deadline('R-MEDS', '2025-09-03T10:00'), language).headline;
    expect([headline('nb'), headline('nn'), headline('en')]).toEqual([
      'Perioden varer til utgangen av torsdag 4. september: 1 virkedag etter onsdag 3. september.',
      'Perioden varer til utgangen av torsdag 4. september: 1 yrkedag etter onsdag 3. september.',
      'The period lasts until the end of Thursday 4 September: 1 working day after Wednesday 3 September.',
    ]);
  });

  it('a date alone is told as a date', () => {
    expect(told('R-LANG-7D', '2025-09-15')).toBe(
      'Seneste tidspunkt er utgangen av mandag 8. september: 7 dager før mandag 15. september. Regnet fra mandag 15. september 2025. Bare datoen er oppgitt. Kilde: Delavtale 1 pkt. 1.4 c.',
    );
    expect(told('R-LANG-7D', '2025-09-15', 'nn')).toContain(
      '7 dagar før måndag 15. september. Rekna frå måndag 15. september 2025. Berre datoen er oppgjeven.',
    );
    expect(told('R-LANG-7D', '2025-09-15', 'en')).toContain(
      '7 days before Monday 15 September. Counted from Monday 15 September 2025. Only the date is given.',
    );
  });

  it('the same day is the same day', () => {
    const headline = (language: Language) =>
      explain(deadline('R-UTSKRRAPP-DAG', '2025-09-03T10:00'), language).headline;
    expect([headline('nb'), headline('nn'), headline('en')]).toEqual([
      'Målet er utgangen av onsdag 3. september: samme dag som onsdag 3. september.',
      'Målet er utgangen av onsdag 3. september: same dag som onsdag 3. september.',
      'The target is the end of Wednesday 3 September: the same day as Wednesday 3 September.',
    ]);
  });

  it('whole dates after the start are told by their number', () => {
    const own = { ...rule('R-UTSKRRAPP-DAG'), length: 1 };
    const headline = (length: number, language: Language) =>
      explain(due({ ...own, length }, readMoment('2025-09-03T10:00')), language).headline;
    expect(headline(1, 'nb')).toBe(
      'Målet er utgangen av torsdag 4. september: 1 dag etter onsdag 3. september.',
    );
    expect(headline(2, 'nb')).toBe(
      'Målet er utgangen av fredag 5. september: 2 dager etter onsdag 3. september.',
    );
    expect([headline(1, 'nn'), headline(2, 'nn')].map((text) => text.split(': ')[1])).toEqual([
      '1 dag etter onsdag 3. september.',
      '2 dagar etter onsdag 3. september.',
    ]);
    expect([headline(1, 'en'), headline(2, 'en')].map((text) => text.split(': ')[1])).toEqual([
      '1 day after Wednesday 3 September.',
      '2 days after Wednesday 3 September.',
    ]);
    const before = { ...rule('R-LANG-7D'), length: -1 };
    const back = (language: Language) =>
      explain(due(before, readMoment('2025-09-03T10:00')), language).headline.split(': ')[1];
    expect([back('nb'), back('nn'), back('en')]).toEqual([
      '1 dag før onsdag 3. september.',
      '1 dag før onsdag 3. september.',
      '1 day before Wednesday 3 September.',
    ]);
  });

  it('a point in time is told as itself', () => {
    expect(told('R-EPIKRISE', '2025-09-03T10:00')).toBe(
      'Fristen er onsdag 3. september kl. 10.00. Regnet fra onsdag 3. september 2025 kl. 10.00. Kilde: Delavtale 1 pkt. 1.4 f.',
    );
  });

  it('a notice is inside the window, or counts from the next opening', () => {
    const headline = (start: string, language: Language) =>
      explain(deadline('R-VARSEL-VINDU', start), language).headline;
    expect((['nb', 'nn', 'en'] as const).map((language) => headline('2025-09-05T10:00', language))).toEqual([
      'Tidspunktet er innenfor vinduet.',
      'Tidspunktet er innanfor vindauget.',
      'The time is inside the window.',
    ]);
    expect((['nb', 'nn', 'en'] as const).map((language) => headline('2025-09-05T15:00', language))).toEqual([
      'Tidspunktet er utenfor vinduet, som neste gang åpner mandag 8. september kl. 08.00: helgen telte ikke.',
      'Tidspunktet er utanfor vindauget, som neste gong opnar måndag 8. september kl. 08.00: helga talde ikkje.',
      'The time is outside the window, which next opens Monday 8 September at 08:00: the weekend did not count.',
    ]);
    expect(told('R-VARSEL-VINDU', '2025-09-05T10:00')).toContain(
      'Regnet fra fredag 5. september 2025 kl. 10.00.',
    );
  });

  it('payment is told by its first day', () => {
    const headline = (language: Language, pack: string) =>
      explain(due(rule('R-BETALING', {}, pack), readMoment('2025-12-31T14:00')), language).headline;
    expect([headline('nb', 'hmr-2021'), headline('nn', 'hmr-2021'), headline('en', 'hmr-2021')]).toEqual([
      'Dagene regnes fra onsdag 31. desember.',
      'Dagane blir rekna frå onsdag 31. desember.',
      'The days count from Wednesday 31 December.',
    ]);
    expect(headline('nb', 'hmr-2015')).toBe(
      'Dagene regnes fra torsdag 1. januar 2026: 24 t uten stans fra onsdag 31. desember kl. 14.00.',
    );
  });
});

describe('what was unsure', () => {
  it('is told: the doubled hour, the missing hour', () => {
    expect(
      (['nb', 'nn', 'en'] as const).map((language) =>
        explain(deadline('R-INNL-4T', '2026-10-25T02:30'), language).sentences.at(-2),
      ),
    ).toEqual([
      'Tidspunktet finnes to ganger natten da klokken stilles tilbake; det første er brukt.',
      'Tidspunktet finst to gonger natta då klokka blir stilt tilbake; det første er brukt.',
      'The time occurs twice in the night when the clocks go back; the first is used.',
    ]);
    expect(
      (['nb', 'nn', 'en'] as const).map((language) =>
        explain(deadline('R-INNL-4T', '2026-03-29T02:30'), language).sentences.at(-2),
      ),
    ).toEqual([
      'Tidspunktet finnes ikke natten da klokken stilles fram; det er lest som en time senere.',
      'Tidspunktet finst ikkje natta då klokka blir stilt fram; det er lese som ein time seinare.',
      'The time does not occur in the night when the clocks go forward; it is read as one hour later.',
    ]);
  });

  it('is told: a pack that did not hold then', () => {
    expect(
      (['nb', 'nn', 'en'] as const).map((language) =>
        explain(deadline('R-INNL-4T', '2019-05-06T02:30'), language).sentences.at(-2),
      ),
    ).toEqual([
      'Merk: Samarbeidsavtalen i Møre og Romsdal fra 2021 gjaldt ikke på dette tidspunktet.',
      'Merk: Samarbeidsavtalen i Møre og Romsdal frå 2021 galdt ikkje på dette tidspunktet.',
      'Note: The cooperation agreement of Møre og Romsdal from 2021 was not in force at this time.',
    ]);
  });

  it('is told: what the rule rests on', () => {
    const last = (id: string, pack: string, language: Language) =>
      explain(due(rule(id, {}, pack), readMoment('2019-05-06T10:00')), language).sentences.at(-2);
    expect((['nb', 'nn', 'en'] as const).map((language) => last('R-INNL-4T', 'hmr-2015', language))).toEqual([
      'Regelen er ikke bekreftet mot avtaleteksten.',
      'Regelen er ikkje stadfesta mot avtaleteksten.',
      'The rule has not been checked against the text of the agreement.',
    ]);
    expect(
      (['nb', 'nn', 'en'] as const).map((language) => last('R-APPREC-TIDLIG', 'hmr-2015', language)),
    ).toEqual([
      'Regelen er vår; partene kan velge noe annet.',
      'Regelen er vår; partane kan velje noko anna.',
      'The rule is ours; the parties may choose otherwise.',
    ]);
    const agreed = { ...rule('R-INNL-4T'), limitBasis: 'avtale' as const };
    expect(explain(due(agreed, readMoment('2025-05-06T10:00')), 'nb').sentences).toHaveLength(2);
  });
});
