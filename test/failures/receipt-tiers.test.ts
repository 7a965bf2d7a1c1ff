import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingReceipt, receiptTiers } from '../../src/failures/receipt-tiers.ts';

const minutes = (count: number) => count * 60;
const hours = (count: number) => count * 3600;

describe('a receipt that is missing', () => {
  it.each([
    ['LOG_INNLAGT', hours(2)],
    ['LOG_UTSKRIVNINGSKLAR', hours(1.5)],
    ['LOG_UTSKREVET', hours(4)],
    [null, hours(4)],
  ])('for %s escalates after %i s: four hours, or half of the deadline that it carries', (type, escalate) => {
    expect(receiptTiers(type)).toEqual({ warn: minutes(30), escalate, giveUp: hours(96) });
    expect(missingReceipt(type, escalate - 1)).toBe('MV-3301');
    expect(missingReceipt(type, escalate)).toBe('MV-3302');
  });

  it('is no matter before 30 minutes, and at an end after 96 hours', () => {
    expect(missingReceipt('LOG_INNLAGT', minutes(30) - 1)).toBeNull();
    expect(missingReceipt('LOG_INNLAGT', minutes(30))).toBe('MV-3301');
    expect(missingReceipt('LOG_INNLAGT', hours(96) - 1)).toBe('MV-3302');
    expect(missingReceipt('LOG_INNLAGT', hours(96))).toBe('MV-3303');
  });

  it('only ever becomes more serious', () => {
    const rank = [null, 'MV-3301', 'MV-3302', 'MV-3303'];
    const time = fc.integer({ min: 0, max: hours(200) });
    fc.assert(
      fc.property(
        fc.constantFrom('LOG_INNLAGT', 'LOG_UTSKRIVNINGSKLAR', null),
        time,
        time,
        (type, one, other) => {
          const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
          expect(rank.indexOf(missingReceipt(type, later))).toBeGreaterThanOrEqual(
            rank.indexOf(missingReceipt(type, sooner)),
          );
        },
      ),
    );
  });
});
