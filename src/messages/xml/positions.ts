import type { Attribute, Element } from './element.ts';

/** 1-based line and column; columns count UTF-16 units, as editors do. */
export interface Position {
  line: number;
  column: number;
}

/** Knows where every element of a well-formed document starts. Built only when there is something to point at. */
export interface Positions {
  ofElement(element: Element): Position | null;
  ofAttribute(element: Element, attribute: string): Position | null;
  /** Where the element's text starts; the start tag when it has none. */
  ofText(element: Element): Position | null;
}

/**
 * Finds the start tags of a document that libxml2 has already found well-formed and free of a DOCTYPE,
 * so that only comments, CDATA sections and processing instructions have to be stepped over.
 * The n-th start tag is the n-th element in document order.
 */
export function locate(source: string): Positions {
  const starts = startTags(source);
  const lines = lineStarts(source);
  const attributes = new Map<number, Map<Attribute['name'], number>>();
  const at = (offset: number): Position => {
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lines[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - lines[low]! + 1 };
  };
  const startOf = (element: Element): number | undefined => starts[element.order];
  return {
    ofElement(element) {
      const start = startOf(element);
      return start === undefined ? null : at(start);
    },
    ofAttribute(element, attribute) {
      const start = startOf(element);
      if (start === undefined) return null;
      let offsets = attributes.get(start);
      if (!offsets) {
        offsets = attributeStarts(source, start);
        attributes.set(start, offsets);
      }
      return at(offsets.get(attribute) ?? start);
    },
    ofText(element) {
      const start = startOf(element);
      if (start === undefined) return null;
      let offset = tagEnd(source, start) + 1;
      while (offset < source.length && /\s/.test(source[offset]!)) offset += 1;
      return at(source[offset] === '<' && !source.startsWith('<![CDATA[', offset) ? start : offset);
    },
  };
}

function startTags(source: string): number[] {
  const found: number[] = [];
  let offset = source.indexOf('<');
  while (offset >= 0) {
    let end: number;
    if (source.startsWith('<!--', offset)) end = after(source, '-->', offset + 4);
    else if (source.startsWith('<![CDATA[', offset)) end = after(source, ']]>', offset + 9);
    else if (source[offset + 1] === '?') end = after(source, '?>', offset + 2);
    else if (source[offset + 1] === '/') end = after(source, '>', offset + 2);
    else {
      found.push(offset);
      end = tagEnd(source, offset) + 1;
    }
    offset = source.indexOf('<', end);
  }
  return found;
}

function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found + mark.length;
}

/** Offset of the `>` that ends a start tag; a `>` inside quotes does not. */
function tagEnd(source: string, start: number): number {
  let quote = '';
  for (let offset = start + 1; offset < source.length; offset += 1) {
    const here = source[offset]!;
    if (quote) {
      if (here === quote) quote = '';
    } else if (here === '"' || here === "'") quote = here;
    else if (here === '>') return offset;
  }
  return source.length;
}

function attributeStarts(source: string, start: number): Map<Attribute['name'], number> {
  const found = new Map<Attribute['name'], number>();
  const tag = source.slice(start, tagEnd(source, start));
  for (const match of tag.matchAll(/\s([^\s=/>]+)\s*=\s*(?:"[^"]*"|'[^']*')/g)) {
    const qualified = match[1]!;
    const name = qualified.slice(qualified.indexOf(':') + 1);
    if (!qualified.startsWith('xmlns') && !found.has(name)) found.set(name, start + match.index + 1);
  }
  return found;
}

/** Lines end with LF, CRLF or a lone CR (the oldest KITH samples have only CR). */
function lineStarts(source: string): number[] {
  const starts = [0];
  for (let offset = 0; offset < source.length; offset += 1) {
    const unit = source.charCodeAt(offset);
    if (unit === 10) starts.push(offset + 1);
    else if (unit === 13 && source.charCodeAt(offset + 1) !== 10) starts.push(offset + 1);
  }
  return starts;
}
