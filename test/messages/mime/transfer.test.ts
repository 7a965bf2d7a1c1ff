import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTransfer, encodeBase64, parseTransferEncoding } from '../../../src/messages/mime/transfer.ts';

const decode = (text: string, encoding: Parameters<typeof decodeTransfer>[1]) =>
  decodeTransfer(Buffer.from(text, 'latin1'), encoding).toString('latin1');

describe('a transfer encoding', () => {
  it.each([
    ['BASE64', 'base64'],
    ['8bit ', '8bit'],
    ['"base64"', 'base64'],
    ['quoted-printable (comment)', 'quoted-printable'],
    [null, null],
  ])('%j is read as %j', (written, expected) => {
    expect(parseTransferEncoding(written)).toBe(expected);
  });

  it('that nobody knows is refused', () => {
    expect(() => parseTransferEncoding('uuencode')).toThrow('transfer-encoding-unknown');
    expect(() => parseTransferEncoding('')).toThrow('transfer-encoding-unknown');
  });

  it('that changes nothing gives back the same memory', () => {
    const raw = Buffer.from([0, 255, 13, 10]);
    for (const encoding of [null, '7bit', '8bit', 'binary'] as const)
      expect(decodeTransfer(raw, encoding)).toBe(raw);
  });
});

describe('base64', () => {
  it('is written in lines of 76 characters and read back whole', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const text = encodeBase64(bytes);
        for (const line of text.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
        expect(text.endsWith('\r\n')).toBe(false);
        expect(decodeTransfer(Buffer.from(text), 'base64').equals(bytes)).toBe(true);
      }),
    );
  });

  it('may be broken into lines anywhere', () => {
    expect(decode('QU\r\nJD\n RA=\t=\r\n\r\n', 'base64')).toBe('ABCD');
  });

  it.each(['QUJD*', 'QUI', 'QUJD=', 'QQ==QQ==', 'QUJ-'])('is refused where it is broken: %s', (text) => {
    expect(() => decode(text, 'base64')).toThrow('transfer-encoding-broken');
  });
});

describe('quoted-printable', () => {
  it.each([
    ['abc', 'abc'],
    ['=C3=A6', 'Ã¦'],
    ['=c3=a6', 'Ã¦'],
    ['one=\r\ntwo', 'onetwo'],
    ['one= \t\ntwo', 'onetwo'],
    ['kept \tinside', 'kept \tinside'],
    ['dropped  \r\nat the end\t', 'dropped\r\nat the end'],
    ['last=', 'last'],
    ['=3D=20\r\n', '= \r\n'],
  ])('%j is read as %j', (written, expected) => {
    expect(decode(written, 'quoted-printable')).toBe(expected);
  });

  it.each(['=4', '=GG', 'a=b'])('is refused where it is broken: %s', (text) => {
    expect(() => decode(text, 'quoted-printable')).toThrow('transfer-encoding-broken');
  });
});
