import { describe, expect, test } from 'vitest';
import { text } from '../../../src/messages/xml/element.ts';
import { decode, detectEncoding } from '../../../src/messages/xml/encoding.ts';
import { withDocument } from '../../../src/messages/xml/parse.ts';

const declared = (encoding: string, content = 'æøå Ærfugl'): string =>
  `<?xml version="1.0" encoding="${encoding}"?><a>${content}</a>`;

function read(bytes: Uint8Array): string | null {
  const result = withDocument(bytes, ({ root }) => text(root));
  return 'value' in result ? result.value : null;
}

describe('the encoding that a document declares is honoured', () => {
  test.for<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(declared('UTF-8'))],
    ['UTF-8 without a declaration', Buffer.from('<a>æøå Ærfugl</a>')],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${declared('utf-8')}`)],
    ['ISO-8859-1', Buffer.from(declared('ISO-8859-1'), 'latin1')],
    ['windows-1252', Buffer.from(declared('windows-1252'), 'latin1')],
    ['UTF-16 little endian', Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le').swap16()],
    ['UTF-16 without a byte order mark', Buffer.from(declared('UTF-16'), 'utf16le')],
  ])('%s', ([, bytes]) => {
    expect(read(bytes)).toBe('æøå Ærfugl');
    expect(decode(bytes)).toContain('æøå Ærfugl');
  });

  test('ISO-8859-15 has the euro sign where ISO-8859-1 has ¤', () => {
    const bytes = Buffer.from(declared('ISO-8859-15', '\u00A4'), 'latin1');
    expect(read(bytes)).toBe('€');
    expect(decode(bytes)).toContain('€');
  });
});

test('the byte order mark goes before the declaration', () => {
  expect(detectEncoding(Buffer.from(`\uFEFF${declared('ISO-8859-1')}`))).toEqual({
    name: 'UTF-8',
    declared: 'ISO-8859-1',
    byteOrderMark: true,
  });
});

test.for(['UTF-7', 'UTF-32', 'EBCDIC-CP-NO', 'x-ukjent'])('%s is refused and not guessed at', (encoding) => {
  const result = withDocument(Buffer.from(declared(encoding, 'abc')), () => null);
  expect(result).toMatchObject({ broken: [{ kind: 'encoding-unknown' }] });
});

test('a UTF-32 byte order mark is not taken for UTF-16', () => {
  expect(detectEncoding(Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0])).name).toBe('UTF-32');
});
