import { XMLBuilder } from 'fast-xml-parser';

/** One element to be written. Absent children (`null`, `undefined`, `false`) are left out. */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  content: readonly (Node | string)[];
}

type Content = Node | string | null | undefined | false | readonly Content[];

/** An element with attributes and content, in the order given. */
export function el(
  name: string,
  attributes: Record<string, string | null | undefined>,
  ...content: Content[]
): Node {
  const given = Object.entries(attributes).filter((each): each is [string, string] => each[1] != null);
  return { name, attributes: Object.fromEntries(given), content: flatten(content) };
}

/** A leaf with text; nothing when there is no text. */
export function leaf(name: string, text: string | number | null | undefined): Node | null {
  return text === null || text === undefined || text === '' ? null : el(name, {}, String(text));
}

/** A KITH coded value: code, name, and the list when the datatype is CV. */
export function coded(name: string, code: string, display: string | null, list?: string | number): Node {
  return el(name, { V: code, DN: display, S: list === undefined ? undefined : oid(list) });
}

/** OID of a code list in Volven. */
export function oid(list: string | number): string {
  return typeof list === 'number' || /^\d+$/.test(list) ? `2.16.578.1.12.4.1.1.${list}` : list;
}

function flatten(content: readonly Content[]): (Node | string)[] {
  return content.flatMap((each) => {
    if (each === null || each === undefined || each === false) return [];
    if (Array.isArray(each)) return flatten(each);
    return [each as Node | string];
  });
}

const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
  // Otherwise V="true" would be written as a bare V.
  suppressBooleanAttributes: false,
  format: true,
});

/** The whole document in UTF-8 with its declaration. */
export function writeXml(root: Node): Uint8Array {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${builder.build([ordered(root)])}`, 'utf8');
}

function ordered(node: Node): Record<string, unknown> {
  return {
    [node.name]: node.content.map((each) =>
      typeof each === 'string' ? { '#text': printable(each) } : ordered(each),
    ),
    ':@': Object.fromEntries(
      Object.entries(node.attributes).map(([name, value]) => [
        `@${name}`,
        printable(value).replace(/[\t\n\r]+/g, ' '),
      ]),
    ),
  };
}

/** XML 1.0 has no room for most control characters, for lone surrogates, and for U+FFFE and U+FFFF. */
function printable(text: string): string {
  let clean = '';
  for (const character of text.toWellFormed().replace(/\r\n?/g, '\n')) {
    const code = character.codePointAt(0) ?? 0;
    const allowed = code >= 32 ? code !== 0xfffe && code !== 0xffff : code === 9 || code === 10;
    if (allowed) clean += character;
  }
  return clean;
}
