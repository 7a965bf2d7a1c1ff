import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideReceipt, foreignReceipt, receiptState } from '../../src/delivery/receipts.ts';
import type { AppRecState, DeliveryState } from '../../src/ledger/tables.ts';

const deliveryStates: DeliveryState[] = [
  'pending',
  'delivered',
  'failed',
  'held',
  'unrouted',
  'observed',
  'closed',
];
const receipt = (status: string | null) => ({ status, codes: [] });
const first = (state: DeliveryState, status: string) =>
  decideReceipt({ state, apprec: 'none' }, receipt(status));
const later = (apprec: AppRecState, status: string) =>
  decideReceipt({ state: 'delivered', apprec }, receipt(status));

describe('the status of a receipt (8258)', () => {
  it('is OK, rejected, or OK with a fault in a part', () => {
    expect(['1', '2', '3'].map(receiptState)).toEqual(['ok', 'rejected', 'part']);
  });

  it('says nothing when it is not on the list', () => {
    expect([null, '', '0', '4', 'OK', '1 '].map(receiptState)).toEqual([null, null, null, null, null, null]);
  });
});

describe('the first receipt', () => {
  it('stands, whatever it says', () => {
    expect(['1', '2', '3'].map((status) => first('delivered', status))).toEqual(
      ['ok', 'rejected', 'part'].map((apprec) => ({
        event: 'apprec.received',
        applied: 'matched',
        apprec,
        confirmsDelivery: false,
      })),
    );
  });

  it('confirms a delivery whose answer was lost, or that we had given up or held back', () => {
    const confirmed = deliveryStates.filter((state) => first(state, '1').confirmsDelivery);
    expect(confirmed).toEqual(['pending', 'failed', 'held']);
  });

  it('confirms also when it rejects: the receiver has the message', () => {
    expect(first('pending', '2')).toMatchObject({ apprec: 'rejected', confirmsDelivery: true });
  });
});

describe('a later receipt', () => {
  it('that says the same is a repetition and changes nothing', () => {
    expect([later('ok', '1'), later('rejected', '2'), later('part', '3')]).toEqual(
      Array(3).fill({
        event: 'apprec.repeated',
        applied: 'repeated',
        apprec: null,
        confirmsDelivery: false,
      }),
    );
  });

  it('that says something else is kept, but the first one stands', () => {
    for (const [had, status] of [
      ['ok', '2'],
      ['ok', '3'],
      ['rejected', '1'],
      ['rejected', '3'],
      ['part', '1'],
      ['part', '2'],
    ] as const) {
      expect(later(had, status)).toEqual({
        event: 'apprec.contradicting',
        applied: 'contradicting',
        apprec: null,
        confirmsDelivery: false,
      });
    }
  });
});

describe('a receipt that counts for nothing', () => {
  it('is one with a status outside the list', () => {
    expect(first('pending', '7')).toMatchObject({ apprec: null, confirmsDelivery: false });
  });

  it('is one from somebody who was no receiver', () => {
    expect(foreignReceipt).toMatchObject({
      event: 'apprec.foreign',
      applied: 'foreign',
      apprec: null,
      confirmsDelivery: false,
    });
  });
});

it('in any row of receipts, the first one with a valid status decides for good', () => {
  const statuses = fc.array(fc.constantFrom('1', '2', '3', '9', null), { maxLength: 8 });
  fc.assert(
    fc.property(statuses, fc.constantFrom(...deliveryStates), (row, state) => {
      let apprec: AppRecState = 'none';
      for (const status of row) apprec = decideReceipt({ state, apprec }, receipt(status)).apprec ?? apprec;
      const deciding = row.find((status) => receiptState(status) !== null);
      expect(apprec).toBe(deciding === undefined ? 'none' : receiptState(deciding));
    }),
  );
});
