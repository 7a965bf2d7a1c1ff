import { describe, expect, test } from 'vitest';
import { clock, Flow, stayOf, told } from './flow.ts';

const later = '2025-12-24T12:00:00+01:00';

describe('evidence of receipt', () => {
  const flow = new Flow();
  const notice = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:00:00+01:00');
  flow.apprec(notice, '2025-11-18T12:00:00+01:00');
  const at = (when: string) => told(clock(stayOf(flow, when), 'R-SVAR-3T', notice));

  test('the send time counts until the receipt has come', () => {
    expect(at('2025-11-18T11:59:59+01:00')).toMatchObject({
      evidence: 'sent',
      due: '2025-11-18T12:00:00.000Z',
    });
  });

  test("the receipt's arrival counts from then on", () => {
    expect(at('2025-11-18T12:00:00+01:00')).toMatchObject({
      evidence: 'apprec',
      due: '2025-11-18T14:00:00.000Z',
    });
  });

  test('a send time more than five minutes ahead of us gives way to our own time', () => {
    const skewed = new Flow();
    const id = skewed.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:00:00+01:00', undefined, {
      receivedAt: '2025-11-18T09:00:00+01:00',
    });
    expect(told(clock(stayOf(skewed, later), 'R-SVAR-3T', id))?.due).toBe('2025-11-18T11:00:00.000Z');
  });

  test('a message that was refused starts nothing and ends nothing', () => {
    const refused = new Flow();
    const admission = refused.log('LOG_INNLAGT', '2025-11-17T10:00:00+01:00');
    const id = refused.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:00:00+01:00');
    const report = refused.report('INNLEGGELSESRAPPORT', '2025-11-17T11:00:00+01:00');
    refused.apprec(id, '2025-11-18T10:01:00+01:00', '2');
    refused.apprec(report, '2025-11-17T11:01:00+01:00', '2', 'HF');
    const stay = stayOf(refused, later);
    expect(clock(stay, 'R-SVAR-3T', id)).toBeUndefined();
    expect(clock(stay, 'R-INNL-4T', admission)?.status).toBe('breached');
  });

  test('a receipt from somebody else than the other party counts for nothing', () => {
    const foreign = new Flow();
    const id = foreign.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:00:00+01:00');
    foreign.apprec(id, '2025-11-18T10:05:00+01:00', '1', 'HF');
    expect(clock(stayOf(foreign, later), 'R-SVAR-3T', id)?.evidence).toBe('sent');
  });

  test('a breach is withdrawn when a receipt shows that the limit was kept', () => {
    const late = new Flow();
    const id = late.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:00:00+01:00');
    late.answer('2025-11-18T13:30:00+01:00', 'kan ta imot');
    const status = (when: string) => clock(stayOf(late, when), 'R-SVAR-3T', id)?.status;
    expect(status('2025-11-18T13:10:00+01:00')).toBe('breached');
    expect(status('2025-11-18T13:30:00+01:00')).toBe('met-late');
    late.apprec(id, '2025-11-18T14:00:00+01:00');
    expect(status('2025-11-18T14:00:00+01:00')).toBe('met');
  });
});

describe('R-SVAR-3T', () => {
  const notice = (flow: Flow) => flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:00:00+01:00');
  const status = (flow: Flow, id: string) => clock(stayOf(flow, later), 'R-SVAR-3T', id)?.status;

  test('an answer at the limit is in time', () => {
    const flow = new Flow();
    const id = notice(flow);
    flow.answer('2025-11-18T13:00:00+01:00', 'uklart');
    expect(status(flow, id)).toBe('met');
  });

  test('a report that the notice was faulty stops the clock, but never undoes a breach', () => {
    const inTime = new Flow();
    const a = notice(inTime);
    inTime.dialog('DIALOG_AVVIK', '2025-11-18T12:00:00+01:00', 'K', { parent: a });
    expect(status(inTime, a)).toBe('cancelled');
    const late = new Flow();
    const b = notice(late);
    late.dialog('DIALOG_AVVIK', '2025-11-18T13:30:00+01:00', 'K', { parent: b });
    expect(status(late, b)).toBe('breached');
  });

  test('an answer to another notice is no answer to this one', () => {
    const flow = new Flow();
    const a = notice(flow);
    const b = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:30:00+01:00');
    flow.answer('2025-11-18T11:00:00+01:00', 'kan motta', { parent: b });
    expect([status(flow, a), status(flow, b)]).toEqual(['breached', 'met']);
  });
});

describe('R-HELSE-24T', () => {
  test('runs from the admission and is closed by a receipt only', () => {
    const flow = new Flow();
    const admission = flow.log('LOG_INNLAGT', '2025-11-17T12:00:00+01:00', '2025-11-17T10:00:00');
    const helse = flow.report('HELSEOPPL_SOKNAD', '2025-11-18T09:00:00+01:00');
    const at = (when: string) => told(clock(stayOf(flow, when), 'R-HELSE-24T', admission));
    expect(at('2025-11-18T10:00:00+01:00')).toMatchObject({
      status: 'pending',
      due: '2025-11-18T09:00:00.000Z',
    });
    expect(at('2025-11-18T10:00:01+01:00')?.status).toBe('breached');
    flow.apprec(helse, '2025-11-18T11:00:00+01:00');
    expect(at('2025-11-18T11:00:00+01:00')).toMatchObject({
      status: 'met-late',
      metAt: '2025-11-18T10:00:00.000Z',
    });
  });
});

describe('receipts and dialogue', () => {
  test('every message waits 96 hours for its receipt, a negative one too is a receipt', () => {
    const flow = new Flow();
    const admission = flow.log('LOG_INNLAGT', '2026-03-27T10:00:00+01:00');
    const at = (when: string) => told(clock(stayOf(flow, when), 'R-APPREC-96T', admission));
    expect(at('2026-03-28T10:00:00+01:00')).toMatchObject({
      status: 'pending',
      due: '2026-03-31T09:00:00.000Z',
    });
    expect(at('2026-03-31T11:00:01+02:00')?.status).toBe('breached');
    flow.apprec(admission, '2026-04-01T10:00:00+02:00', '2');
    expect(at('2026-04-01T10:00:00+02:00')).toMatchObject({
      status: 'met-late',
      metAt: '2026-04-01T08:00:00.000Z',
    });
  });

  test('a request has five working days, and each reply closes the one that it names', () => {
    const flow = new Flow();
    flow.log('LOG_INNLAGT', '2025-11-17T09:00:00+01:00');
    const first = flow.dialog('DIALOG_FORESPORSEL', '2025-11-17T10:00:00+01:00', 'HF');
    const second = flow.dialog('DIALOG_FORESPORSEL', '2025-11-17T11:00:00+01:00', 'HF');
    flow.dialog('DIALOG_SVAR', '2025-11-18T11:00:00+01:00', 'K', { parent: second });
    const stay = stayOf(flow, '2025-11-20T11:00:00+01:00');
    expect(told(clock(stay, 'R-DIALOG', first))).toMatchObject({
      status: 'pending',
      due: '2025-11-24T23:00:00.000Z',
    });
    expect(clock(stay, 'R-DIALOG', first)?.responsible).toBe('K');
    expect(clock(stay, 'R-DIALOG', second)?.status).toBe('met');
  });

  test('a reply without a reference closes the oldest request that is open', () => {
    const flow = new Flow();
    flow.log('LOG_INNLAGT', '2025-11-17T09:00:00+01:00');
    const first = flow.dialog('DIALOG_FORESPORSEL', '2025-11-17T10:00:00+01:00', 'K');
    const second = flow.dialog('DIALOG_FORESPORSEL', '2025-11-17T11:00:00+01:00', 'K');
    flow.dialog('DIALOG_SVAR', '2025-11-18T11:00:00+01:00', 'HF');
    const stay = stayOf(flow, '2025-11-20T11:00:00+01:00');
    expect([clock(stay, 'R-DIALOG', first)?.status, clock(stay, 'R-DIALOG', second)?.status]).toEqual([
      'met',
      'pending',
    ]);
  });

  test('a report of a fault is to be followed up on the next working day', () => {
    const flow = new Flow();
    const admission = flow.log('LOG_INNLAGT', '2025-11-14T09:00:00+01:00');
    const fault = flow.dialog('DIALOG_AVVIK', '2025-11-14T10:00:00+01:00', 'K', { parent: admission });
    expect(told(clock(stayOf(flow, '2025-11-15T10:00:00+01:00'), 'R-AVVIK-UU', fault))).toMatchObject({
      status: 'pending',
      due: '2025-11-17T23:00:00.000Z',
    });
  });
});

describe('discharge', () => {
  const discharged = (epikriseAt: string | null) => {
    const flow = new Flow();
    flow.log('LOG_INNLAGT', '2025-11-17T09:00:00+01:00');
    const id = flow.log('LOG_UTSKREVET', '2025-11-19T13:00:00+01:00', '2025-11-19T12:00:00');
    if (epikriseAt !== null) flow.epikrise(epikriseAt);
    return told(clock(stayOf(flow, later), 'R-EPIKRISE', id));
  };

  test('an epikrise at the time of discharge is in time, a later one is late, none is a breach', () => {
    expect(discharged('2025-11-19T12:00:00+01:00')).toMatchObject({
      status: 'met',
      due: '2025-11-19T11:00:00.000Z',
    });
    expect(discharged('2025-11-19T12:00:01+01:00')?.status).toBe('met-late');
    expect(discharged(null)?.status).toBe('breached');
  });

  test('readmission is watched for 48 hours across the change of clocks', () => {
    const flow = new Flow();
    flow.log('LOG_INNLAGT', '2026-10-20T09:00:00+02:00');
    const id = flow.log('LOG_UTSKREVET', '2026-10-24T12:00:00+02:00');
    expect(told(clock(stayOf(flow, '2026-10-24T13:00:00+02:00'), 'R-REINN-48T', id))).toMatchObject({
      status: 'pending',
      due: '2026-10-26T10:00:00.000Z',
    });
  });
});
