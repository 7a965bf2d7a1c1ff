import { ParseOption, XmlDocument, XmlParseError } from 'libxml2-wasm';
import type { Element } from './element.ts';
import { decode, detectEncoding, type Encoding } from './encoding.ts';
import { findDoctype } from './prolog.ts';
import { snapshot } from './snapshot.ts';

/** Why a document could not be read. */
export type BreakKind =
  | 'empty'
  | 'not-xml'
  | 'too-large'
  | 'doctype'
  | 'encoding-unknown'
  | 'encoding-broken'
  | 'nul'
  | 'depth'
  | 'limits'
  | 'tag-mismatch'
  | 'truncated'
  | 'extra-content'
  | 'declaration'
  | 'entity'
  | 'namespace'
  | 'attribute-repeated'
  | 'syntax'
  | 'reader-stopped';

export interface Break {
  kind: BreakKind;
  line: number | null;
  column: number | null;
}

export interface Parsed {
  readonly document: XmlDocument;
  readonly root: Element;
  /** Every element, in document order. */
  readonly elements: readonly Element[];
  /** See `Snapshot.overloaded`. */
  readonly overloaded: Element | null;
  readonly encoding: Encoding;
  /** Number of bytes as received. */
  readonly size: number;
  /** The document as text, decoded when first asked for. */
  source(): string;
}

/** More than any gateway lets through (50 MB); the reader's memory would not hold much more. */
export const MAX_BYTES = 64 * 1024 * 1024;

/** libxml2 holds back texts over 10 MB unless told that they are expected (a large attachment). */
const LARGE = 10_000_000;

const OPTIONS = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_BIG_LINES;

/** Encodings that the standards and their systems use; others are not decoded at all. */
const READABLE =
  /^(UTF-?8|UTF-?16(LE|BE)?|US-ASCII|ASCII|ISO-8859-(1|2|3|4|5|6|7|8|9|10|13|14|15|16)|ISO8859-1|LATIN1|(WINDOWS|CP)-?125\d)$/i;

/**
 * Parses one document, hands it over, and frees it again whatever happens.
 * @param bytes the document exactly as received
 * @param use works with the document; must not keep `document` after it returns
 * @returns what `use` returned, or why the document cannot be read
 */
export function withDocument<T>(
  bytes: Uint8Array,
  use: (parsed: Parsed) => T,
): { value: T } | { broken: Break[]; encoding: Encoding } {
  const encoding = detectEncoding(bytes);
  const early = examine(bytes, encoding);
  if (early) return { broken: [early], encoding };
  let document: XmlDocument | null = null;
  try {
    document = XmlDocument.fromBuffer(bytes, {
      option: bytes.length > LARGE ? OPTIONS | ParseOption.XML_PARSE_HUGE : OPTIONS,
    });
    if (document.dtd) return { broken: [{ kind: 'doctype', line: 1, column: 1 }], encoding };
    let text: string | undefined;
    const source = (): string => {
      text ??= decode(bytes, encoding);
      return text;
    };
    return { value: use({ document, ...snapshot(document), encoding, size: bytes.length, source }) };
  } catch (error) {
    if (error instanceof XmlParseError) return { broken: breaks(error, decode(bytes, encoding)), encoding };
    throw error;
  } finally {
    document?.dispose();
  }
}

/** What can be seen without parsing. */
function examine(bytes: Uint8Array, encoding: Encoding): Break | null {
  if (isBlank(bytes)) return { kind: 'empty', line: null, column: null };
  if (bytes.length > MAX_BYTES) return { kind: 'too-large', line: null, column: null };
  if (!READABLE.test(encoding.name)) return { kind: 'encoding-unknown', line: 1, column: 1 };
  const wide = encoding.name.startsWith('UTF-16');
  if (!wide && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('<!DOCTYPE') < 0)
    return null;
  const source = decode(bytes, encoding);
  const offset = findDoctype(source);
  if (offset === null) return null;
  const before = source.slice(0, offset).split(/\r\n|\r|\n/);
  return { kind: 'doctype', line: before.length, column: before[before.length - 1]!.length + 1 };
}

/** Nothing, or only white space and byte order marks. */
function isBlank(bytes: Uint8Array): boolean {
  return bytes.length <= 4096 && bytes.every((byte) => BLANK.has(byte));
}

const BLANK = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff]);

/** libxml2's sentences by their beginning, since their ends hold names from the document. */
const KINDS: readonly [RegExp, BreakKind][] = [
  [/^Start tag expected|^Document is empty/, 'not-xml'],
  [/^Opening and ending tag mismatch/, 'tag-mismatch'],
  [/^(Invalid character: Char 0x0 |PCDATA invalid Char value 0\b|Input is not proper.*NUL)/, 'nul'],
  [/^Unsupported encoding/, 'encoding-unknown'],
  [
    /^Invalid bytes in character encoding|^Input is not proper UTF-8|^encoder error|conversion failed/,
    'encoding-broken',
  ],
  [/^Excessive depth/, 'depth'],
  [/too (long|big|many)|Huge input|XML_PARSE_HUGE|length exceeds/, 'limits'],
  [/^Premature end|^EndTag: '<\/' not found|not finished|not terminated/, 'truncated'],
  [/^Extra content at the end/, 'extra-content'],
  [/^XML declaration allowed only|^Malformed declaration/, 'declaration'],
  [/^Entity '|^xmlParseEntityRef|^EntityRef|^xmlParseCharRef|^CharRef|^Detected an entity/, 'entity'],
  [/^Namespace|^xmlns|^Failed to parse QName|^StartTag: .*namespace/, 'namespace'],
  [/^Attribute .* redefined/, 'attribute-repeated'],
];

/**
 * Turns libxml2's own words into kinds; its words are not passed on, since they may quote content.
 * One fault often gives several errors at the same spot: the first is kept.
 */
function breaks(error: XmlParseError, source: string): Break[] {
  const found = new Map<string, Break>();
  for (const { level, message, line, col } of error.details.slice(0, 50)) {
    const spot = `${line}:${col}`;
    if (level < 2 || found.has(spot)) continue;
    const kind = KINDS.find(([pattern]) => pattern.test(message))?.[1] ?? 'syntax';
    found.set(spot, {
      kind: kind === 'syntax' && isEnd(source, line, col) ? 'truncated' : kind,
      line: line > 0 ? line : null,
      column: col > 0 ? col : null,
    });
  }
  return found.size > 0 ? [...found.values()] : [{ kind: 'syntax', line: null, column: null }];
}

/** Whether a fault was found where the document stops: then the rest of it is what is missing. */
function isEnd(source: string, line: number, column: number): boolean {
  const lines = source.trimEnd().split('\n');
  return line >= lines.length && column >= lines[lines.length - 1]!.length;
}
