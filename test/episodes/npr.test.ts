import { expect, test } from 'vitest';
import { nprTimes } from '../../src/episodes/npr.ts';
import { Flow, stayOf } from './flow.ts';

test('the coded times of a stay, without what was cancelled, refused or unclear', () => {
  const flow = new Flow();
  flow.log('LOG_INNLAGT', '2025-11-17T10:05:00+01:00');
  const refused = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T09:00:00+01:00');
  flow.apprec(refused, '2025-11-18T09:01:00+01:00', '2');
  flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:00:00+01:00', '2025-11-18T09:30:00');
  flow.answer('2025-11-18T11:00:00+01:00', 'kan ikke');
  flow.answer('2025-11-18T11:30:00+01:00', 'vi ringer');
  flow.log('LOG_AVMELDING', '2025-11-18T12:00:00+01:00');
  const wrong = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-19T08:00:00+01:00');
  flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-19T08:05:00+01:00', undefined, { status: 'C', parent: wrong });
  flow.answer('2025-11-19T11:00:00+01:00', 'kan ta imot');
  const times = nprTimes(stayOf(flow, '2025-11-20T00:00:00+01:00'));
  expect(times.map(({ type, at }) => `${type} ${at}`)).toEqual([
    '1 2025-11-17T09:05:00.000Z',
    '2 2025-11-18T08:30:00.000Z',
    '3 2025-11-18T09:00:00.000Z',
    '6 2025-11-18T10:00:00.000Z',
    '4 2025-11-18T11:00:00.000Z',
    '7 2025-11-19T10:00:00.000Z',
  ]);
  expect(new Set(times.map(({ hospital, kommune }) => `${hospital}/${kommune}`))).toEqual(
    new Set(['8100/8200']),
  );
});
