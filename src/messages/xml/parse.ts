import { ParseOption, XmlDocument, XmlParseError } from 'libxml2-wasm';
import type { Element } from './element.ts';
import { decode, detectEncoding, type Encoding } from './encoding.ts';
import { findDoctype } from './prolog.ts';
import { snapshot } from './snapshot.ts';

/** Why a document could not be read. */
export type BreakKind =
  | 'empty'
  | 'too-large'
  | 'doctype'
  | 'encoding-unknown'
  | 'encoding-broken'
  | 'nul'
  | 'depth'
  | 'limits'
  | 'tag-mismatch'
  | 'truncated'
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
  readonly encoding: Encoding;
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
    return { value: use({ document, root: snapshot(document), encoding, source }) };
  } catch (error) {
    if (error instanceof XmlParseError) return { broken: breaks(error), encoding };
    throw error;
  } finally {
    document?.dispose();
  }
}

/** What can be seen without parsing. */
function examine(bytes: Uint8Array, encoding: Encoding): Break | null {
  if (bytes.length === 0) return { kind: 'empty', line: null, column: null };
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

const KINDS: readonly [RegExp, BreakKind][] = [
  [/Document is empty/i, 'empty'],
  [/Char 0x0 |value 0\b|NULL|0x0 out of/i, 'nul'],
  [/Unsupported encoding|encoding name/i, 'encoding-unknown'],
  [/Invalid bytes|encoding|not proper UTF-8|conversion/i, 'encoding-broken'],
  [/Excessive depth/i, 'depth'],
  [/too (long|big|many)|Huge input|XML_PARSE_HUGE|limit|exceeds/i, 'limits'],
  [/tag mismatch/i, 'tag-mismatch'],
  [
    /Premature end|end of data|Couldn't find end|not finished|EndTag: '<\/' not found|Start tag expected/i,
    'truncated',
  ],
  [/Entity|EntityRef|CharRef/i, 'entity'],
  [/Namespace|xmlns|QName/i, 'namespace'],
  [/redefined/i, 'attribute-repeated'],
];

/** Turns libxml2's own words into kinds; its words are not passed on, since they may quote content. */
function breaks(error: XmlParseError): Break[] {
  const found = error.details
    .filter((detail) => detail.level >= 2)
    .slice(0, 20)
    .map(
      (detail): Break => ({
        kind: KINDS.find(([pattern]) => pattern.test(detail.message))?.[1] ?? 'syntax',
        line: detail.line > 0 ? detail.line : null,
        column: detail.col > 0 ? detail.col : null,
      }),
    );
  const seen = new Set<string>();
  const distinct = found.filter((each) => {
    const key = `${each.line}:${each.kind}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return distinct.length > 0 ? distinct : [{ kind: 'syntax', line: null, column: null }];
}
