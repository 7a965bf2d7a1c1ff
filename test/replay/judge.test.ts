import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppRecState, DeliveryState } from '../../src/ledger/tables.ts';
import { type Candidate, judge, staleHours, type Target } from '../../src/replay/judge.ts';

const now = new Date('2026-11-20T12:00:00Z');
const target: Target = { her: 8200, endpoint: { protocol: 'http', url: 'http://127.0.0.1:1/inn' } };
const options = { now, force: false, downUntil: null };

const candidate = (
  state: DeliveryState,
  apprec: AppRecState = 'none',
  more: Partial<Candidate> = {},
): Candidate => ({
  verdict: 'accepted',
  receivedAt: new Date('2026-11-20T11:00:00Z'),
  delivery: { state, apprec },
  ...more,
});

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

describe('whether a copy is sent again', () => {
  it.each([
    ['failed', 'none', 'send'],
    ['delivered', 'none', 'send'],
    ['delivered', 'rejected', 'send'],
    ['unrouted', 'none', 'send'],
    ['held', 'none', 'send'],
    ['delivered', 'ok', 'MV-3203'],
    ['delivered', 'part', 'MV-3203'],
    ['closed', 'none', 'MV-3204'],
    ['pending', 'none', 'MV-3205'],
    ['observed', 'none', 'MV-3201'],
    ['observed', 'rejected', 'MV-3201'],
  ] as const)('%s with receipt %s: %s', (state, apprec, expected) => {
    const judgement = judge(candidate(state, apprec), target, options);
    expect(judgement.kind === 'send' ? 'send' : judgement.code).toBe(expected);
  });

  it('goes to the endpoint that is in force now', () => {
    expect(judge(candidate('failed'), target, options)).toEqual({ kind: 'send', endpoint: 8200 });
  });

  it('goes over ebXML as well as over plain HTTP', () => {
    const ebms: Target = { her: 8200, endpoint: { protocol: 'ebms', url: 'http://127.0.0.1:1/ebms' } };
    expect(judge(candidate('failed'), ebms, options).kind).toBe('send');
  });

  it.each([
    ['nobody', null, 'MV-3206'],
    ['a party that is only watched', { her: 1, endpoint: { protocol: 'none' } }, 'MV-3201'],
  ] as const)('is not sent to %s', (_what, where, code) => {
    expect(judge(candidate('failed'), where, { ...options, force: true })).toEqual({ kind: 'refused', code });
  });

  it('is refused from one instant past 96 hours on', () => {
    const at = (receivedAt: Date) => judge(candidate('failed', 'none', { receivedAt }), target, options).kind;
    expect(at(hoursAgo(staleHours))).toBe('send');
    expect(at(new Date(hoursAgo(staleHours).getTime() - 1))).toBe('refused');
  });

  it('waits for the end of an announced downtime, but only what would be sent at all', () => {
    const downUntil = new Date('2026-11-20T14:00:00Z');
    expect(judge(candidate('failed'), target, { ...options, downUntil })).toEqual({
      kind: 'held',
      code: 'MV-3208',
      until: downUntil,
    });
    expect(judge(candidate('delivered', 'ok'), target, { ...options, downUntil }).kind).toBe('refused');
  });

  it('never depends on force for what is watched, rejected, under way or without a receiver', () => {
    const states = fc.constantFrom<DeliveryState>('observed', 'pending');
    const receipts = fc.constantFrom<AppRecState>('none', 'ok', 'part', 'rejected');
    fc.assert(
      fc.property(states, receipts, fc.boolean(), (state, apprec, force) => {
        expect(judge(candidate(state, apprec), target, { ...options, force }).kind).toBe('refused');
      }),
    );
    for (const force of [true, false]) {
      const refused = { verdict: 'rejected', delivery: null } as const;
      expect(judge(candidate('failed', 'none', refused), target, { ...options, force }).kind).toBe('refused');
      expect(judge(candidate('failed', 'none', { delivery: null }), target, { ...options, force })).toEqual({
        kind: 'refused',
        code: 'MV-3206',
      });
    }
  });

  it('with force sends everything else', () => {
    const states = fc.constantFrom<DeliveryState>('failed', 'delivered', 'unrouted', 'held', 'closed');
    const receipts = fc.constantFrom<AppRecState>('none', 'ok', 'part', 'rejected');
    fc.assert(
      fc.property(states, receipts, fc.integer({ min: 0, max: 100_000 }), (state, apprec, hours) => {
        const old = { receivedAt: hoursAgo(hours) };
        expect(judge(candidate(state, apprec, old), target, { ...options, force: true }).kind).toBe('send');
      }),
    );
  });
});
