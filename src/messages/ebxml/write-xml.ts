import type { Node } from '../build/xml.ts';

/** Characters that XML 1.0 has no room for. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * Writes a document in UTF-8 on one line. Unlike what people read, an envelope has no white space of its own:
 * all of it would be signed, and some gateways write it anew.
 */
export function writeCompact(root: Node): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${element(root)}`, 'utf8');
}

function element({ name, attributes, content }: Node): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(value, /[&<>"\t\n\r]/g)}"`,
  );
  const inner = content.map((each) => (typeof each === 'string' ? escaped(each, /[&<>\r]/g) : element(each)));
  const start = `<${name}${written.join('')}`;
  return inner.length === 0 ? `${start}/>` : `${start}>${inner.join('')}</${name}>`;
}

function escaped(text: string, pattern: RegExp): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(pattern, (character) => ESCAPES[character] ?? character);
}
