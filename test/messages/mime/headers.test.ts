import { describe, expect, it } from 'vitest';
import { MimeFault } from '../../../src/messages/mime/fault.ts';
import { Headers, readHeaders } from '../../../src/messages/mime/headers.ts';
import { DEFAULT_LIMITS } from '../../../src/messages/mime/limits.ts';

const read = (text: string, limits = DEFAULT_LIMITS) => readHeaders(Buffer.from(text, 'latin1'), limits);

describe('a block of headers', () => {
  it('ends at the empty line, whatever the line ends are', () => {
    for (const end of ['\r\n', '\n']) {
      const text = ['A: 1', 'B: 2', '', 'body'].join(end);
      const { headers, bodyStart } = read(text);
      expect(headers.get('a')).toBe('1');
      expect(text.slice(bodyStart)).toBe('body');
    }
  });

  it('joins folded lines and keeps the white space that folded them', () => {
    const { headers } = read(
      'Content-Type: multipart/related;\r\n\tboundary="x";\r\n type="text/xml"\r\n\r\n',
    );
    expect(headers.get('content-type')).toBe('multipart/related;\tboundary="x"; type="text/xml"');
  });

  it('may be the whole input, with no body after it', () => {
    expect(read('A: 1').bodyStart).toBe(4);
    expect(read('A: 1').headers.get('A')).toBe('1');
  });

  it('tells an empty field from a missing one', () => {
    const { headers } = read('From:\r\n\r\n');
    expect(headers.get('From')).toBe('');
    expect(headers.get('To')).toBeNull();
  });

  it('keeps every field of a name that repeats', () => {
    expect(read('Received: a\nReceived: b\n\n').headers.all('received')).toEqual(['a', 'b']);
  });

  it('steps over the separator line of an mbox file', () => {
    expect(read('From someone Mon Jan  1\nTo: x\n\n').headers.fields).toEqual([{ name: 'To', value: 'x' }]);
  });

  it('refuses a line that is no field', () => {
    expect(() => read('A: 1\nno colon here\n\n')).toThrow(MimeFault);
    expect(() => read(' starts folded\n\n')).toThrow(MimeFault);
    expect(() => read('Bad name: 1\n\n')).toThrow(MimeFault);
  });

  it('refuses more fields or bytes than the limits allow', () => {
    expect(() => read('A: 1\n'.repeat(4), { ...DEFAULT_LIMITS, headerFields: 3 })).toThrow(
      'too-many-headers',
    );
    expect(() => read(`A: ${'x'.repeat(200)}\n\n`, { ...DEFAULT_LIMITS, headerBytes: 100 })).toThrow(
      'too-large',
    );
    expect(() => read('A: 1\n'.repeat(30), { ...DEFAULT_LIMITS, headerBytes: 100 })).toThrow('too-large');
  });

  it('can be made from the headers of an HTTP request', () => {
    const headers = Headers.fromRecord({ soapaction: '"ebXML"', 'x-a': ['1', '2'], none: undefined });
    expect(headers.get('SOAPAction')).toBe('"ebXML"');
    expect(headers.all('X-A')).toEqual(['1', '2']);
    expect(headers.get('none')).toBeNull();
  });
});
