/** How the bytes of a document are to be read. */
export interface Encoding {
  /** Name as declared or found from the byte order mark, upper case; `UTF-8` when nothing says otherwise. */
  name: string;
  /** The XML declaration's own word, `null` when it is silent. */
  declared: string | null;
  byteOrderMark: boolean;
}

const DECLARATION = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/;

/**
 * Finds the encoding the way the XML recommendation (appendix F) does: the byte order mark first,
 * then the pattern of the first bytes, then the declaration. Looks at the first 400 bytes only.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    return { name: 'UTF-32', declared: null, byteOrderMark: true };
  }
  if (a === 0xef && b === 0xbb && c === 0xbf) return found('UTF-8', true, bytes.subarray(3), 'utf-8');
  if (a === 0xff && b === 0xfe) return found('UTF-16LE', true, bytes.subarray(2), 'utf-16le');
  if (a === 0xfe && b === 0xff) return found('UTF-16BE', true, bytes.subarray(2), 'utf-16be');
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return found('UTF-16LE', false, bytes, 'utf-16le');
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return found('UTF-16BE', false, bytes, 'utf-16be');
  const declared = declaredIn(bytes, 'latin1');
  return { name: (declared ?? 'UTF-8').toUpperCase(), declared, byteOrderMark: false };
}

function found(name: string, byteOrderMark: boolean, rest: Uint8Array, decoder: string): Encoding {
  return { name, declared: declaredIn(rest, decoder), byteOrderMark };
}

function declaredIn(bytes: Uint8Array, decoder: string): string | null {
  const head = new TextDecoder(decoder).decode(bytes.subarray(0, 400));
  return DECLARATION.exec(head)?.[1] ?? null;
}

/**
 * The whole document as text, for positions and for showing a source line. A damaged byte becomes
 * U+FFFD; an encoding that the platform does not know is read as Latin-1, which keeps every offset.
 */
export function decode(bytes: Uint8Array, encoding: Encoding = detectEncoding(bytes)): string {
  try {
    return new TextDecoder(encoding.name).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
