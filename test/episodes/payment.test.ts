import { describe, expect, test } from 'vitest';
import type { PlacedDecision } from '../../src/episodes/project.ts';
import { Flow, staysOf } from './flow.ts';

interface Case {
  notice?: string;
  answer?: [at: string, text: string];
  epikrise?: string | null;
  helse?: string | null;
  discharge: string;
  readmission?: string;
  more?(flow: Flow): void;
  decisions?: PlacedDecision[];
}

const later = '2027-12-31T12:00:00+01:00';

/** Notice Tuesday 18 November 2025 at 10, discharge when the case says; what a case leaves out is as it should be. */
function payment(given: Case) {
  const { notice = '2025-11-18T10:00:00+01:00', epikrise = given.discharge } = given;
  const day = notice.slice(0, 10);
  const { helse = `${day}T07:00:00+01:00` } = given;
  const flow = new Flow();
  const admission = flow.log('LOG_INNLAGT', `${day}T06:00:00+01:00`);
  if (helse !== null) flow.report('HELSEOPPL_SOKNAD', helse);
  flow.log('LOG_UTSKRIVNINGSKLAR', notice);
  if (given.answer) flow.answer(...given.answer);
  if (epikrise !== null) flow.epikrise(epikrise);
  given.more?.(flow);
  flow.log('LOG_UTSKREVET', given.discharge);
  if (given.readmission) flow.log('LOG_INNLAGT', given.readmission);
  const decisions = given.decisions?.map((decision) => ({
    ...decision,
    messageId: `00000000-${admission.slice(9)}`,
  }));
  const found = staysOf(flow, later, decisions)[0]?.payment;
  if (found == null) throw new Error('no payment');
  const { days, firstDay, lastDay, disputed, reasons } = found;
  return { days, firstDay, lastDay, disputed, reasons };
}

const friday = '2025-11-21T12:00:00+01:00';
const cannot: [string, string] = ['2025-11-18T11:00:00+01:00', 'kan ikke'];
const three = { days: 3, firstDay: '2025-11-18', lastDay: '2025-11-20' };
const nothing = { days: 0, firstDay: null, lastDay: null, disputed: false };

describe('the duty to pay', () => {
  test('a kommune that cannot pays from the day of the notice to the day before it takes over', () => {
    expect(payment({ answer: cannot, discharge: friday })).toEqual({
      ...three,
      disputed: false,
      reasons: ['kan-ikke'],
    });
  });

  test('so does one that does not answer, and a late yes does not take it back', () => {
    const answer: [string, string] = ['2025-11-19T09:00:00+01:00', 'kan motta'];
    expect(payment({ answer, discharge: friday })).toEqual({
      ...three,
      disputed: false,
      reasons: ['ubesvart'],
    });
  });

  test('a limit that passes after the weekend gives a duty from the Friday of the notice', () => {
    const found = payment({ notice: '2026-11-20T14:30:00+01:00', discharge: '2026-11-23T15:00:00+01:00' });
    expect(found).toEqual({
      days: 3,
      firstDay: '2026-11-20',
      lastDay: '2026-11-22',
      disputed: false,
      reasons: ['ubesvart'],
    });
  });

  test('a kommune that can pays nothing', () => {
    expect(payment({ answer: ['2025-11-18T11:00:00+01:00', 'kan ta imot'], discharge: friday })).toEqual({
      ...nothing,
      reasons: ['kan'],
    });
  });

  test('a take-over on the day of the notice costs nothing', () => {
    expect(payment({ answer: cannot, discharge: '2025-11-18T14:00:00+01:00' })).toEqual({
      ...nothing,
      reasons: ['kan-ikke'],
    });
  });

  test('without an epikrise by the discharge, or without helseopplysninger, there is no duty', () => {
    expect(payment({ answer: cannot, discharge: friday, epikrise: null })).toEqual({
      ...nothing,
      reasons: ['kan-ikke', 'mangler-epikrise'],
    });
    expect(payment({ answer: cannot, discharge: friday, epikrise: '2025-11-21T12:00:01+01:00' }).days).toBe(
      0,
    );
    expect(payment({ answer: cannot, discharge: friday, helse: null })).toEqual({
      ...nothing,
      reasons: ['kan-ikke', 'mangler-helseopplysninger'],
    });
  });

  test('a withdrawal ends the days; a new notice begins again', () => {
    const more = (flow: Flow) => {
      flow.log('LOG_AVMELDING', '2025-11-20T10:00:00+01:00');
      flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-24T10:00:00+01:00');
    };
    expect(payment({ answer: cannot, more, discharge: '2025-11-26T12:00:00+01:00' })).toMatchObject({
      days: 4,
      firstDay: '2025-11-18',
      lastDay: '2025-11-25',
      reasons: ['kan-ikke', 'ubesvart'],
    });
  });
});

describe('what is disputed keeps its days', () => {
  test('a notice outside the window', () => {
    const found = payment({ notice: '2025-11-18T16:00:00+01:00', discharge: friday });
    expect(found).toEqual({ ...three, disputed: true, reasons: ['ubesvart', 'varsel-utenfor-vindu'] });
  });

  test('readmission within 48 hours, until a person has decided', () => {
    const readmission = '2025-11-23T12:00:00+01:00';
    const given = { answer: cannot, discharge: friday, readmission };
    expect(payment(given)).toEqual({ ...three, disputed: true, reasons: ['kan-ikke', 'reinnleggelse-48t'] });
    expect(payment({ ...given, readmission: '2025-11-23T12:00:01+01:00' }).disputed).toBe(false);
    const decided = (value: boolean): PlacedDecision[] => [
      { messageId: '', kind: 'same-problem', value, decidedAt: Date.parse(friday) },
    ];
    expect(payment({ ...given, decisions: decided(true) })).toMatchObject(nothing);
    expect(payment({ ...given, decisions: decided(false) })).toMatchObject({ ...three, disputed: false });
  });

  test('helseopplysninger on a later day than the notice', () => {
    const found = payment({ answer: cannot, discharge: friday, helse: '2025-11-19T08:00:00+01:00' });
    expect(found).toEqual({ ...three, disputed: true, reasons: ['kan-ikke', 'sen-helseopplysninger'] });
  });
});
