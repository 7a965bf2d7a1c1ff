import { describe, expect, it } from 'vitest';
import { weighRevocation } from '../../../src/messages/ebxml/dsig/revocation.ts';

describe('an answer about revocation', () => {
  it('lets a good certificate through and refuses a revoked one, whenever it was revoked', () => {
    expect(weighRevocation({ state: 'good' })).toEqual({ action: 'proceed' });
    expect(weighRevocation({ state: 'revoked', since: null })).toEqual({ action: 'refuse' });
    expect(weighRevocation({ state: 'revoked', since: new Date('2030-01-01') })).toEqual({
      action: 'refuse',
    });
  });

  it('that does not come parks the message and never refuses it: the sender is not to blame', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 50].map((attempts) =>
      weighRevocation({ state: 'unreachable', why: 'timeout' }, attempts),
    );
    expect(waits).toEqual(
      [30, 60, 120, 240, 480, 900, 900, 900].map((retryAfterSeconds) => ({
        action: 'park',
        retryAfterSeconds,
        why: 'timeout',
      })),
    );
  });
});
