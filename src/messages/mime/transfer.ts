import { MimeFault } from './fault.ts';

/** Content-Transfer-Encoding (RFC 2045 6); `null` where the field is absent, which means 7bit. */
export type TransferEncoding = '7bit' | '8bit' | 'binary' | 'base64' | 'quoted-printable';

const KNOWN: readonly string[] = ['7bit', '8bit', 'binary', 'base64', 'quoted-printable'];

/**
 * Reads the field; a trailing comment or semicolon, as some mail libraries write it, is dropped.
 * @throws MimeFault `transfer-encoding-unknown`
 */
export function parseTransferEncoding(value: string | null): TransferEncoding | null {
  if (value === null) return null;
  const name = value
    .replace(/[;(].*$/s, '')
    .replaceAll('"', '')
    .trim()
    .toLowerCase();
  if (!KNOWN.includes(name)) throw new MimeFault('transfer-encoding-unknown');
  return name as TransferEncoding;
}

/**
 * Undoes a transfer encoding. 7bit, 8bit and binary give back the very same memory.
 * @throws MimeFault `transfer-encoding-broken` for anything that is not what the encoding allows
 */
export function decodeTransfer(raw: Buffer, encoding: TransferEncoding | null): Buffer {
  if (encoding === 'base64') return decodeBase64(raw);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(raw);
  return raw;
}

/** White space is skipped; a foreign character, wrong padding or stray bits are a fault, never skipped. */
function decodeBase64(raw: Buffer): Buffer {
  try {
    const bytes = Uint8Array.fromBase64(raw.toString('latin1'), { lastChunkHandling: 'strict' });
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch {
    throw new MimeFault('transfer-encoding-broken');
  }
}

const HEX = new Map(
  [...'0123456789ABCDEFabcdef'].map((digit) => [digit.charCodeAt(0), Number.parseInt(digit, 16)]),
);

function decodeQuotedPrintable(raw: Buffer): Buffer {
  const out = Buffer.allocUnsafe(raw.length);
  let length = 0;
  for (let index = 0; index < raw.length; index += 1) {
    const here = raw[index]!;
    if (here === 0x20 || here === 0x09) {
      const end = endOfSpace(raw, index);
      // White space at the end of a line was added on the way (RFC 2045 6.7 rule 3).
      if (!endsLine(raw, end)) length += raw.copy(out, length, index, end);
      index = end - 1;
    } else if (here === 0x3d) {
      const softBreak = lineBreakAfter(raw, index + 1);
      if (softBreak > 0) {
        index = softBreak - 1;
        continue;
      }
      const high = HEX.get(raw[index + 1] ?? 0);
      const low = HEX.get(raw[index + 2] ?? 0);
      if (high === undefined || low === undefined) throw new MimeFault('transfer-encoding-broken');
      out[length] = high * 16 + low;
      length += 1;
      index += 2;
    } else {
      out[length] = here;
      length += 1;
    }
  }
  return out.subarray(0, length);
}

function endOfSpace(raw: Buffer, from: number): number {
  let index = from;
  while (raw[index] === 0x20 || raw[index] === 0x09) index += 1;
  return index;
}

function endsLine(raw: Buffer, at: number): boolean {
  return at >= raw.length || raw[at] === 10 || (raw[at] === 13 && raw[at + 1] === 10);
}

/** Offset after a line break that may follow white space; 0 when there is none. The end of the content counts. */
function lineBreakAfter(raw: Buffer, from: number): number {
  const index = endOfSpace(raw, from);
  if (index >= raw.length) return raw.length;
  if (raw[index] === 13 && raw[index + 1] === 10) return index + 2;
  return raw[index] === 10 ? index + 1 : 0;
}

/** Base64 in lines of 76 characters with CRLF between them, none at the end (RFC 2045 6.8). */
export function encodeBase64(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return text.replace(/.{76}(?=.)/g, '$&\r\n');
}
