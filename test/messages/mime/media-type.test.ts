import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Headers } from '../../../src/messages/mime/headers.ts';
import { mediaTypeOf, parseMediaType } from '../../../src/messages/mime/media-type.ts';

const parameters = (value: string) => Object.fromEntries(parseMediaType(value).parameters);

describe('a Content-Type', () => {
  it.each([
    ['text/xml', {}],
    ['text/xml; charset=utf-8', { charset: 'utf-8' }],
    ['text/xml;charset="utf-8";', { charset: 'utf-8' }],
    [
      'multipart/related; boundary="=-m/5aQ==" ; type="text/xml"',
      { boundary: '=-m/5aQ==', type: 'text/xml' },
    ],
    ['multipart/related;boundary=----=_Part_1;start=<a@b>', { boundary: '----=_Part_1', start: '<a@b>' }],
    ['multipart/related; boundary="a;b=c"; type="text/xml"', { boundary: 'a;b=c', type: 'text/xml' }],
    ['text/xml (a comment; charset=x); Charset = "u\\"8"', { charset: 'u"8' }],
    ['application/pkcs7-mime; smime-type=enveloped-data;', { 'smime-type': 'enveloped-data' }],
  ])('%s', (value, expected) => {
    expect(parameters(value)).toEqual(expected);
  });

  it('compares type and parameter names without regard to case, but keeps the values', () => {
    const { type, parameters: found } = parseMediaType('Multipart/RELATED; Boundary=AbC');
    expect(type).toBe('multipart/related');
    expect(found.get('boundary')).toBe('AbC');
  });

  it.each(['', 'text', 'text/xml charset=utf-8', 'text/xml; charset', 'text/xml; a="b', 'text/xml (a'])(
    'is refused when it cannot be read: %j',
    (value) => {
      expect(() => parseMediaType(value)).toThrow('content-type-malformed');
    },
  );

  it('is refused when a parameter stands twice, since two readers could choose differently', () => {
    expect(() => parseMediaType('multipart/related; boundary=a; boundary=b')).toThrow(
      'content-type-malformed',
    );
  });

  it('is refused when the field stands twice', () => {
    const field = { name: 'Content-Type', value: 'text/xml' };
    expect(() => mediaTypeOf(new Headers([field, field]))).toThrow('content-type-repeated');
    expect(mediaTypeOf(new Headers([]))).toBeNull();
  });

  it('gives back any value that was quoted as RFC 2045 says', () => {
    const value = fc.string({
      unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
    });
    fc.assert(
      fc.property(value, (text) => {
        const written = `multipart/related; boundary="${text.replace(/["\\]/g, '\\$&')}"`;
        expect(parseMediaType(written).parameters.get('boundary')).toBe(text);
      }),
    );
  });
});
