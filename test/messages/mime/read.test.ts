import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MimeFault } from '../../../src/messages/mime/fault.ts';
import { Headers } from '../../../src/messages/mime/headers.ts';
import { DEFAULT_LIMITS } from '../../../src/messages/mime/limits.ts';
import { readEntity, readEntityFile } from '../../../src/messages/mime/read.ts';
import { writeRelated } from '../../../src/messages/mime/write.ts';

const eml = (...lines: string[]) => Buffer.from(lines.join('\r\n'), 'latin1');
const RELATED = 'Content-Type: multipart/related; boundary="B"; start="<root>"';
const entity = (contentType: string, body: Buffer) =>
  readEntity(new Headers([{ name: 'content-type', value: contentType }]), body);

describe('a multipart entity', () => {
  it('is cut at its delimiters, and the line break before a delimiter is not content', () => {
    const read = readEntityFile(
      eml(
        RELATED,
        '',
        'preamble',
        '--B',
        'Content-ID: <root>',
        '',
        'one',
        '',
        '--B',
        '',
        'two',
        '--B--',
        'epilogue',
      ),
    );
    expect(read.parts.map((part) => part.content.toString())).toEqual(['one\r\n', 'two']);
    expect(read.root).toBe(read.parts[0]);
  });

  it('takes the part that start names as root, wherever it stands', () => {
    const read = readEntityFile(
      eml(RELATED, '', '--B', '', 'x', '--B', 'Content-Id: root', '', 'soap', '--B--'),
    );
    expect(read.root.content.toString()).toBe('soap');
  });

  it('takes the first part as root when start is missing', () => {
    const read = entity('multipart/related; boundary=B', eml('--B', '', 'soap', '--B', '', 'x', '--B--'));
    expect(read.root.content.toString()).toBe('soap');
  });

  it('does not take a longer line, or one in the middle of a line, for a delimiter', () => {
    const read = entity('multipart/mixed; boundary=B', eml('--B', '', '--Bx', 'a --B', '--B- -', '--B--'));
    expect(read.parts[0]!.content.toString()).toBe('--Bx\r\na --B\r\n--B- -');
  });

  it('allows white space after a delimiter, and bare LF', () => {
    const read = entity('multipart/mixed; boundary=B', Buffer.from('--B \t\n\na\n--B\n\nb\n--B-- '));
    expect(read.parts.map((part) => part.content.toString())).toEqual(['a', 'b']);
  });

  it('may have parts without headers, content or both', () => {
    const read = entity('multipart/mixed; boundary=B', eml('--B', '', '', '--B', 'A: 1', '--B', '--B--'));
    expect(read.parts.map((part) => part.content.length)).toEqual([0, 0, 0]);
    expect(read.parts[1]!.headers.get('A')).toBe('1');
  });

  it.each([
    ['has no boundary', 'multipart/related', eml('--B', '', 'a', '--B--'), 'boundary-missing'],
    [
      'never shows its boundary',
      'multipart/related; boundary=C',
      eml('--B', '', 'a', '--B--'),
      'boundary-not-found',
    ],
    ['shows only its end', 'multipart/related; boundary=B', eml('--B--'), 'boundary-not-found'],
    ['was cut off', 'multipart/related; boundary=B', eml('--B', '', 'a'), 'truncated'],
    [
      'was cut off in its last delimiter',
      'multipart/related; boundary=B',
      eml('--B', '', 'a', '--B'),
      'truncated',
    ],
    [
      'has a start that leads nowhere',
      'multipart/related; boundary=B; start=x',
      eml('--B', '', 'a', '--B--'),
      'start-not-found',
    ],
  ])('is refused when it %s', (_, contentType, body, kind) => {
    expect(() => entity(contentType, body)).toThrow(new MimeFault(kind as 'truncated'));
  });

  it('is refused when start names two parts', () => {
    const body = eml('--B', 'Content-ID: <r>', '', 'a', '--B', 'Content-ID: <r>', '', 'b', '--B--');
    expect(() => entity('multipart/related; boundary=B; start="<r>"', body)).toThrow('start-not-found');
  });

  it('is refused when it has more parts or bytes than the limits allow', () => {
    const headers = new Headers([{ name: 'content-type', value: 'multipart/mixed; boundary=B' }]);
    const body = eml('--B', '', 'a', '--B', '', 'b', '--B--');
    expect(() => readEntity(headers, body, { ...DEFAULT_LIMITS, parts: 1 })).toThrow('too-many-parts');
    expect(() => readEntity(headers, body, { ...DEFAULT_LIMITS, total: 10 })).toThrow('too-large');
    expect(() => readEntityFile(body, { ...DEFAULT_LIMITS, total: 10 })).toThrow('too-large');
  });

  it('shows parts as views of the bytes received', () => {
    const body = eml('--B', '', 'payload', '--B--');
    expect(entity('multipart/mixed; boundary=B', body).parts[0]!.content.buffer).toBe(body.buffer);
  });
});

describe('a single part', () => {
  it('is its own root, with the transfer encoding of the mail undone', () => {
    const read = readEntityFile(
      eml('Content-Type: text/xml', 'Content-Transfer-Encoding: base64', '', 'PGEvPg=='),
    );
    expect(read.multipart).toBe(false);
    expect(read.root.content.toString()).toBe('<a/>');
  });
});

describe('writing and reading again', () => {
  const part = fc.record({
    transferEncoding: fc.constantFrom('base64' as const, '8bit' as const, 'binary' as const),
    content: fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .string({ unit: fc.constantFrom('-', '=', '_', 't', '\r', '\n', '\r\n--=_t'), maxLength: 30 })
        .map((text) => Buffer.from(text)),
    ),
  });

  it('gives every part byte for byte, whatever it contains', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const outgoing = parts.map((each, index) => ({
          ...each,
          contentId: `p${index}@x`,
          contentType: 'text/xml',
        }));
        const written = writeRelated(outgoing, 't');
        const read = entity(written.contentType, written.body);
        expect(read.parts.map((each) => each.contentId)).toEqual(outgoing.map((each) => each.contentId));
        for (const [index, each] of read.parts.entries()) {
          expect(each.content.equals(Buffer.from(parts[index]!.content))).toBe(true);
        }
        expect(read.root).toBe(read.parts[0]);
      }),
    );
  });

  it('refuses a Content-ID that could break out of its header', () => {
    const bad = {
      contentId: 'a>\r\nX: y',
      contentType: 'text/xml',
      transferEncoding: '8bit',
      content: Buffer.alloc(0),
    } as const;
    expect(() => writeRelated([bad], 't')).toThrow(RangeError);
  });
});

describe('any bytes at all', () => {
  it('are read or refused with a MimeFault, never anything else', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '--B',
        '--B--',
        '\r\n',
        '\n',
        'Content-Type: ',
        'multipart/related; boundary=B',
        ': ',
        '=',
        ' ',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          readEntityFile(Buffer.from(`${RELATED}\r\n${pieces.join('')}`, 'latin1'));
        } catch (error) {
          expect(error).toBeInstanceOf(MimeFault);
        }
      }),
      { numRuns: 500 },
    );
  });
});
