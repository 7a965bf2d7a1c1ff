import { describe, expect, test } from 'vitest';
import { anchorOf } from '../../src/episodes/link.ts';
import { clock, Flow, stayOf, staysOf, told } from './flow.ts';

/** A stay from admission to the notice of readiness, receipts within a minute. November 2025: Monday 17th. */
function ready(): { flow: Flow; admission: string; helse: string; notice: string } {
  const flow = new Flow();
  const admission = flow.log('LOG_INNLAGT', '2025-11-17T10:05:00+01:00', '2025-11-17T10:00:00');
  flow.apprec(admission, '2025-11-17T10:06:00+01:00');
  flow.report('INNLEGGELSESRAPPORT', '2025-11-17T12:00:00+01:00');
  const helse = flow.report('HELSEOPPL_SOKNAD', '2025-11-17T14:00:00+01:00');
  flow.apprec(helse, '2025-11-17T14:01:00+01:00');
  const notice = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:00:00+01:00');
  flow.apprec(notice, '2025-11-18T10:01:00+01:00');
  return { flow, admission, helse, notice };
}

describe('states', () => {
  const at = '2025-11-18T10:30:00+01:00';
  const state = (flow: Flow, when: string) => stayOf(flow, when).state;

  test('follow the messages from admission to discharge', () => {
    const { flow } = ready();
    flow.answer('2025-11-18T11:00:00+01:00', 'Vi kan ta imot pasienten i morgen.');
    flow.log('LOG_UTSKREVET', '2025-11-19T12:00:00+01:00');
    expect(state(flow, '2025-11-17T10:05:00+01:00')).toBe('INNLAGT');
    expect(state(flow, '2025-11-17T15:00:00+01:00')).toBe('MELDT');
    expect(state(flow, at)).toBe('UTSKRIVNINGSKLAR');
    expect(state(flow, '2025-11-18T11:00:00+01:00')).toBe('KAN_MOTTA');
    expect(state(flow, '2025-11-19T12:00:00+01:00')).toBe('UTSKREVET');
  });

  test('without an answer the stay is unanswered when the limit has passed, and not at the limit itself', () => {
    const { flow } = ready();
    expect(state(flow, '2025-11-18T13:01:00+01:00')).toBe('UTSKRIVNINGSKLAR');
    expect(state(flow, '2025-11-18T13:01:01+01:00')).toBe('UBESVART');
  });

  test('the latest answer is the state; what cannot be read changes nothing', () => {
    const { flow } = ready();
    flow.answer('2025-11-18T11:00:00+01:00', 'Vi kan ikke ta imot nå');
    flow.answer('2025-11-18T12:00:00+01:00', 'KAN MOTTA fra torsdag');
    flow.answer('2025-11-18T12:30:00+01:00', 'Vi ringer');
    expect(state(flow, '2025-11-18T11:30:00+01:00')).toBe('KAN_IKKE');
    expect(state(flow, '2025-11-18T14:00:00+01:00')).toBe('KAN_MOTTA');
  });

  test('a withdrawal gives AVMELDT and stops the answer clock; a new notice starts over', () => {
    const { flow, notice } = ready();
    flow.log('LOG_AVMELDING', '2025-11-18T11:00:00+01:00');
    expect(state(flow, '2025-11-18T16:00:00+01:00')).toBe('AVMELDT');
    expect(told(clock(stayOf(flow, '2025-11-19T16:00:00+01:00'), 'R-SVAR-3T', notice))?.status).toBe(
      'cancelled',
    );
    flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-19T09:00:00+01:00');
    expect(state(flow, '2025-11-19T09:30:00+01:00')).toBe('UTSKRIVNINGSKLAR');
  });

  test('a cancelled notice of admission cancels the stay; another cancelled notice restores what was before', () => {
    const { flow, admission, notice } = ready();
    flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:20:00+01:00', undefined, { status: 'C', parent: notice });
    expect(state(flow, at)).toBe('MELDT');
    flow.log('LOG_INNLAGT', '2025-11-18T10:25:00+01:00', undefined, { status: 'C', parent: admission });
    expect(state(flow, at)).toBe('KANSELLERT');
    expect(told(clock(stayOf(flow, at), 'R-SVAR-3T', notice))?.status).toBe('cancelled');
  });

  test('a cancelled discharge opens the stay again', () => {
    const { flow } = ready();
    const discharge = flow.log('LOG_UTSKREVET', '2025-11-18T12:00:00+01:00');
    flow.log('LOG_UTSKREVET', '2025-11-18T12:10:00+01:00', undefined, { status: 'C', parent: discharge });
    const stay = stayOf(flow, '2025-11-18T12:30:00+01:00');
    expect([stay.state, stay.dischargedAt, stay.payment]).toEqual(['UTSKRIVNINGSKLAR', null, null]);
  });

  test('a notice that was called faulty in time was not delivered; a breach before that stays', () => {
    const { flow, notice } = ready();
    flow.dialog('DIALOG_AVVIK', '2025-11-18T11:00:00+01:00', 'K', { parent: notice });
    expect(state(flow, '2025-11-18T16:00:00+01:00')).toBe('MELDT');
    const late = ready();
    late.flow.dialog('DIALOG_AVVIK', '2025-11-18T15:00:00+01:00', 'K', { parent: late.notice });
    expect(state(late.flow, '2025-11-18T16:00:00+01:00')).toBe('UBESVART');
  });

  test('death ends any stay', () => {
    const { flow } = ready();
    flow.log('LOG_DOD', '2025-11-18T12:00:00+01:00');
    expect(state(flow, '2025-11-18T12:00:00+01:00')).toBe('DOD');
  });
});

describe('linking', () => {
  test('a report before the notice of admission opens the stay, and the notice joins it', () => {
    const flow = new Flow();
    const report = flow.report('INNLEGGELSESRAPPORT', '2025-11-17T09:00:00+01:00');
    const admission = flow.log('LOG_INNLAGT', '2025-11-17T10:05:00+01:00', '2025-11-17T08:30:00');
    const stay = stayOf(flow, '2025-11-20T10:00:00+01:00');
    expect(stay.anchor.msgId).toBe(report);
    expect(told(clock(stay, 'R-INNL-4T', admission))).toMatchObject({
      status: 'met',
      metAt: '2025-11-17T08:00:00.000Z',
    });
  });

  test('a notice of admission after discharge is another stay', () => {
    const { flow } = ready();
    flow.log('LOG_UTSKREVET', '2025-11-19T12:00:00+01:00');
    flow.log('LOG_INNLAGT', '2025-11-20T08:00:00+01:00');
    const [first, second] = staysOf(flow, '2025-11-21T08:00:00+01:00');
    expect([first?.state, second?.state]).toEqual(['UTSKREVET', 'INNLAGT']);
  });

  test('what is sent after the discharge belongs to the stay that was discharged', () => {
    const { flow } = ready();
    flow.log('LOG_UTSKREVET', '2025-11-19T12:00:00+01:00');
    const late = flow.epikrise('2025-11-25T12:00:00+01:00');
    expect(stayOf(flow, '2025-11-26T00:00:00+01:00').entries.map(({ msgId }) => msgId)).toContain(late);
  });

  test('an epikrise belongs to the kommune that gets a copy', () => {
    const { flow } = ready();
    const { hospital: _, ...doctor } = {
      hospital: 0,
      her: 8300,
      name: 'Legekontor (øvelse)',
      service: { her: 8301, name: 'Lege' },
    };
    const copy = { her: 8200, name: 'Lillevik kommune (øvelse)', service: { her: 8201, name: 'Lege' } };
    const id = flow.epikrise('2025-11-18T12:00:00+01:00', { receiver: doctor, copies: [copy] });
    expect(stayOf(flow, '2025-11-19T00:00:00+01:00').entries.map(({ msgId }) => msgId)).toContain(id);
  });

  test('two stays that turn out to be one keep the id of what came first', () => {
    const flow = new Flow();
    const first = flow.report('HELSEOPPL_SOKNAD', '2025-11-17T09:00:00+01:00');
    const discharge = flow.log('LOG_UTSKREVET', '2025-11-18T12:00:00+01:00');
    flow.log('LOG_INNLAGT', '2025-11-19T08:00:00+01:00', '2025-11-17T08:00:00');
    expect(staysOf(flow, '2025-11-19T12:00:00+01:00')).toHaveLength(2);
    flow.log('LOG_UTSKREVET', '2025-11-18T13:00:00+01:00', undefined, {
      status: 'C',
      parent: discharge,
      receivedAt: '2025-11-19T13:00:00+01:00',
    });
    expect(stayOf(flow, '2025-11-19T13:00:00+01:00').anchor.msgId).toBe(first);
  });

  test('the anchor is the message that came first, whatever was sent first', () => {
    const flow = new Flow();
    flow.log('LOG_INNLAGT', '2025-11-17T10:00:00+01:00', undefined, {
      receivedAt: '2025-11-18T10:00:00+01:00',
    });
    const notice = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-17T12:00:00+01:00');
    for (const at of ['2025-11-17T13:00:00+01:00', '2025-11-19T13:00:00+01:00'])
      expect(stayOf(flow, at).anchor.msgId).toBe(notice);
    expect(() =>
      anchorOf({
        pair: { hospital: 1, kommune: 2 },
        entries: [],
        cancellations: { of: new Map(), target: new Map() },
      }),
    ).toThrow();
  });
});
