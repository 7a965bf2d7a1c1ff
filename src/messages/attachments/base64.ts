/**
 * The first decoded bytes of base64 text, without decoding the rest.
 * @param length how many bytes are wanted
 */
export function decodeHead(base64: string, length: number): Uint8Array {
  let digits = '';
  const wanted = Math.ceil(length / 3) * 4;
  for (let offset = 0; offset < base64.length && digits.length < wanted; offset += 1024) {
    digits += base64.slice(offset, offset + 1024).replace(/\s+/g, '');
  }
  return Buffer.from(digits.slice(0, wanted), 'base64').subarray(0, length);
}
