import { describe, expect, it } from 'vitest';
import { localCalendar, NO_LOCAL_CALENDAR } from '../../../src/agreement/calendar/closed-days.ts';
import { yearCalendar } from '../../../src/agreement/calendar/year.ts';
import { calendarText } from '../../../src/agreement/explain/calendar-text.ts';

const local = localCalendar([
  { yearly: '12-24', name: 'Julaften', until: '12:00' },
  { date: '2027-03-24', name: 'Onsdag før påske' },
]);

describe('a year', () => {
  it('has its holidays, local days, changes of the clocks and working days', () => {
    const year = yearCalendar(2027, local);
    expect(year.year).toBe(2027);
    expect(year.holidays).toHaveLength(11);
    expect(year.holidays[8]).toEqual({
      date: '2027-05-17',
      weekday: 1,
      holidays: ['grunnlovsdag', 'pinsedag_2'],
    });
    expect(year.local).toEqual([
      { date: '2027-03-24', weekday: 3, name: 'Onsdag før påske', until: 0 },
      { date: '2027-12-24', weekday: 5, name: 'Julaften', until: 12 * 3_600_000 },
    ]);
    expect(year.clockChanges).toEqual([
      { date: '2027-03-28', minutes: 60 },
      { date: '2027-10-31', minutes: -60 },
    ]);
    expect(year.workingDays).toEqual([20, 20, 19, 22, 19, 22, 22, 22, 22, 21, 22, 23]);
  });

  it('begins and ends with its own first and last day', () => {
    const edges = yearCalendar(
      2027,
      localCalendar([
        { yearly: '01-01', name: 'a' },
        { yearly: '12-31', name: 'b' },
      ]),
    );
    expect(edges.local.map(({ date }) => date)).toEqual(['2027-01-01', '2027-12-31']);
  });

  it('is a page of text in each language', () => {
    const page = calendarText(yearCalendar(2027, local), 'nb').split('\n');
    expect(page[0]).toBe('Helligdager 2027');
    expect(page[1]).toBe('  fredag 1. januar        1. nyttårsdag');
    expect(page.slice(11, 22)).toEqual([
      '  søndag 26. desember     2. juledag',
      '',
      'Kommunens egne dager',
      '  onsdag 24. mars         Onsdag før påske: stengt',
      '  fredag 24. desember     Julaften: åpent til 12.00',
      '',
      'Klokken stilles',
      '  søndag 28. mars         1 t fram',
      '  søndag 31. oktober      1 t tilbake',
      '',
      'Virkedager: 254',
    ]);
    expect(page.at(-1)).toBe('  desember                23');
    const headings = (language: 'nn' | 'en') =>
      calendarText(yearCalendar(2027, local), language)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith(' '));
    expect(headings('nn')).toEqual([
      'Heilagdagar 2027',
      'Eigne dagar i kommunen',
      'Klokka blir stilt',
      'Yrkedagar: 254',
    ]);
    expect(headings('en')).toEqual([
      'Public holidays 2027',
      "The municipality's own days",
      'The clocks change',
      'Working days: 254',
    ]);
    const nn = calendarText(yearCalendar(2027, local), 'nn');
    expect(nn).toContain('Julaften: ope til 12.00');
    expect(nn).toContain('1 t fram');
    expect(nn).toContain('1 t tilbake');
    expect(nn).toContain('Onsdag før påske: stengt');
    const en = calendarText(yearCalendar(2027, local), 'en');
    expect(en).toContain('Julaften: open until 12:00');
    expect(en).toContain('Onsdag før påske: closed');
    expect(en).toContain('1 h forward');
    expect(en).toContain('1 h back');
  });

  it('leaves out what it does not have', () => {
    expect(calendarText(yearCalendar(2027, NO_LOCAL_CALENDAR), 'nb')).not.toContain('Kommunens');
  });
});
