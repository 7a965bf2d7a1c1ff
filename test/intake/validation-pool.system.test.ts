import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createValidationPool, type ValidationPool } from '../../src/intake/validation-pool.ts';
import { createLog } from '../../src/log.ts';
import { innlagt } from '../helpers/messages.ts';

const now = new Date('2026-11-20T12:00:00Z');
let pool: ValidationPool;
beforeAll(async () => {
  pool = await createValidationPool(readConfig({}, { MELDINGSVAKT_MODE: 'test' }), createLog('fatal'));
});
afterAll(() => pool.close());

const large = (bytes: Buffer) =>
  Buffer.from(bytes.toString().replace('</MsgHead>', `<!--${'x'.repeat(400_000)}--></MsgHead>`));

describe('the validation pool', () => {
  it('comes to the same verdict on a large message, in a thread, as on a small one', async () => {
    const message = innlagt();
    const here = await pool.validate(message, now);
    const there = await pool.validate(large(message), now);
    expect(there).toEqual(here);
    expect(here.verdict).toBe('accepted');
  });

  it('proves several large messages at once', async () => {
    const verdicts = await Promise.all(Array.from({ length: 6 }, () => pool.validate(large(innlagt()), now)));
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(Array(6).fill('accepted'));
  });
});
