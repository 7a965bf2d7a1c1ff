/** One ASN.1 value (X.690). */
export interface Asn1 {
  /** The identifier octet: class, constructed bit and number; numbers above 30 are not needed here. */
  tag: number;
  /** Content octets; of an indefinite length value without its end mark. */
  content: Buffer;
  /** Inner values of a constructed one. */
  children: Asn1[];
  /** The whole value as it stood, header included. */
  whole: Buffer;
}

export const TAG = {
  integer: 0x02,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context0Primitive: 0x80,
  context3: 0xa3,
} as const;

/** Thrown for bytes that are not what they should be; carries nothing of them. */
export class Asn1Error extends Error {
  override readonly name = 'Asn1Error';
}

const DEEPEST = 32;
const CONSTRUCTED = 0x20;

/**
 * Reads one value with everything in it. DER and BER are read, also the indefinite lengths and the chopped strings
 * that stream-writing CMS libraries make.
 * @throws Asn1Error
 */
export function readAsn1(bytes: Buffer): Asn1 {
  return readValue(bytes, 0, 0).value;
}

function readValue(bytes: Buffer, start: number, depth: number): { value: Asn1; end: number } {
  if (depth > DEEPEST) throw new Asn1Error('ASN.1: too deep');
  const tag = byteAt(bytes, start);
  if ((tag & 0x1f) === 0x1f) throw new Asn1Error('ASN.1: tag');
  const { length, offset } = readLength(bytes, start + 1);
  const constructed = (tag & CONSTRUCTED) !== 0;
  if (length === null) {
    if (!constructed) throw new Asn1Error('ASN.1: length');
    return readIndefinite(bytes, start, offset, tag, depth);
  }
  const end = offset + length;
  if (end > bytes.length) throw new Asn1Error('ASN.1: truncated');
  const content = bytes.subarray(offset, end);
  const children = constructed ? readChildren(content, depth + 1) : [];
  return { value: { tag, content, children, whole: bytes.subarray(start, end) }, end };
}

function readChildren(content: Buffer, depth: number): Asn1[] {
  const children: Asn1[] = [];
  let offset = 0;
  while (offset < content.length) {
    const { value, end } = readValue(content, offset, depth);
    children.push(value);
    offset = end;
  }
  return children;
}

function readIndefinite(bytes: Buffer, start: number, from: number, tag: number, depth: number) {
  const children: Asn1[] = [];
  let offset = from;
  while (byteAt(bytes, offset) !== 0 || byteAt(bytes, offset + 1) !== 0) {
    const { value, end } = readValue(bytes, offset, depth + 1);
    children.push(value);
    offset = end;
  }
  const value: Asn1 = {
    tag,
    content: bytes.subarray(from, offset),
    children,
    whole: bytes.subarray(start, offset + 2),
  };
  return { value, end: offset + 2 };
}

/** @returns a length of `null` for the indefinite form */
function readLength(bytes: Buffer, at: number): { length: number | null; offset: number } {
  const first = byteAt(bytes, at);
  if (first < 0x80) return { length: first, offset: at + 1 };
  if (first === 0x80) return { length: null, offset: at + 1 };
  const count = first & 0x7f;
  if (count > 4) throw new Asn1Error('ASN.1: length');
  let length = 0;
  for (let index = 1; index <= count; index += 1) length = length * 256 + byteAt(bytes, at + index);
  return { length, offset: at + 1 + count };
}

function byteAt(bytes: Buffer, offset: number): number {
  const byte = bytes[offset];
  if (byte === undefined) throw new Asn1Error('ASN.1: truncated');
  return byte;
}

/** The octets of a string, put together again where it was chopped. */
export function octetsOf(value: Asn1): Buffer {
  if ((value.tag & CONSTRUCTED) === 0) return value.content;
  return Buffer.concat(value.children.map(octetsOf));
}

/** An object identifier in dots. */
export function oidOf(value: Asn1 | undefined): string {
  if (value?.tag !== TAG.oid || value.content.length === 0) throw new Asn1Error('ASN.1: object identifier');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of value.content) {
    arc = arc * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(arc)) throw new Asn1Error('ASN.1: object identifier');
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const first = arcs[0]!;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...arcs.slice(1)].join('.');
}

/** Writes a value in DER from its contents. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOctets(content.length), content]);
}

/** Writes an object identifier. */
export function derOid(dotted: string): Buffer {
  const [top, second, ...rest] = dotted.split('.').map(Number);
  const arcs = [(top ?? 0) * 40 + (second ?? 0), ...rest];
  return der(TAG.oid, Buffer.from(arcs.flatMap(base128)));
}

function base128(arc: number): number[] {
  const octets = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    octets.unshift((rest % 128) + 128);
  return octets;
}

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Buffer.from([0x80 + octets.length, ...octets]);
}
