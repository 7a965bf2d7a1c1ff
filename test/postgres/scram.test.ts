import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { randomPassword, scramVerifier } from '../../src/postgres/scram.ts';

describe('the verifier of a password', () => {
  it('is that of the example in RFC 7677: the exchange printed there can be completed with it', async () => {
    const verifier = await scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
    const [, storedKey = '', serverKey = ''] =
      /^SCRAM-SHA-256\$4096:W22ZaJ0SNY7soEsUEjb6gQ==\$(.+):(.+)$/.exec(verifier) ?? [];
    const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
    const authMessage = [
      'n=user,r=rOprNGfwEbeRWgbNEkqO',
      `r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`,
      `c=biws,r=${nonce}`,
    ].join(',');
    const sign = (key: string) =>
      createHmac('sha256', Buffer.from(key, 'base64')).update(authMessage).digest();
    expect(sign(serverKey).toString('base64')).toBe('6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');

    const proof = Buffer.from('dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=', 'base64');
    const clientKey = proof.map((byte, i) => byte ^ (sign(storedKey)[i] ?? 0));
    expect(createHash('sha256').update(clientKey).digest('base64')).toBe(storedKey);
  });

  it('is another one each time, so that equal passwords cannot be seen to be equal', async () => {
    expect(await scramVerifier('pencil')).not.toBe(await scramVerifier('pencil'));
  });
});

describe('a random password', () => {
  it('has 256 bits and needs no escaping in a URL or in SQL', () => {
    const passwords = new Set(Array.from({ length: 1000 }, randomPassword));
    expect(passwords.size).toBe(1000);
    for (const password of passwords) expect(password).toMatch(/^[\w-]{43}$/);
  });
});
