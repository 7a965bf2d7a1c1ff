import { describe, expect, it } from 'vitest';
import { tiersOf } from '../../src/agreement/tiers.ts';
import { rule } from './helpers.ts';

const sent = Temporal.Instant.from('2025-09-05T11:00Z');

function tiers(carried: string | null, options = {}): string[] {
  const times = tiersOf(
    rule('R-APPREC-TIDLIG', options),
    sent,
    carried === null ? null : Temporal.Instant.from(carried),
  );
  return times.map(({ name, severity, at }) => `${name} ${severity} ${at.toString()}`);
}

describe('a missing receipt', () => {
  it('is told of after 30 minutes, escalated after four hours and counts as refused after 96', () => {
    expect(tiers(null)).toEqual([
      'warn info 2025-09-05T11:30:00Z',
      'escalate warning 2025-09-05T15:00:00Z',
      'hard deviation 2025-09-09T11:00:00Z',
    ]);
  });

  it('is escalated at half of the deadline that the message carries, when that is sooner', () => {
    expect(tiers('2025-09-05T14:00Z')[1]).toBe('escalate warning 2025-09-05T12:30:00Z');
    expect(tiers('2025-09-06T11:00Z')[1]).toBe('escalate warning 2025-09-05T15:00:00Z');
  });

  it('is never escalated before it was sent', () => {
    expect(tiers('2025-09-04T14:00Z')[1]).toBe('escalate warning 2025-09-05T11:00:00Z');
  });

  it('is told of when the pair has agreed to be told', () => {
    expect(tiers(null, { limits: { 'R-APPREC-TIDLIG': '45 min' } })[0]).toBe(
      'warn info 2025-09-05T11:45:00Z',
    );
  });

  it('has steps only in a rule with steps', () => {
    expect(tiersOf(rule('R-APPREC-96T'), sent, null)).toEqual([]);
  });
});
