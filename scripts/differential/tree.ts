import type { Random } from './random.ts';

/** A name that belongs to a namespace; '' is no namespace. */
export interface QName {
  ns: string;
  name: string;
}
export interface XmlAttribute extends QName {
  /** A QName as value (xsi:type) gets its prefix when it is written. */
  value: string | QName;
}
export interface XmlElement extends QName {
  kind: 'element';
  attributes: XmlAttribute[];
  children: XmlNode[];
}
export interface XmlText {
  kind: 'text' | 'cdata' | 'comment' | 'instruction';
  value: string;
}
export type XmlNode = XmlElement | XmlText;

export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const XML = 'http://www.w3.org/XML/1998/namespace';

/** An element with its text or children. */
export function element(name: QName, children: XmlNode[] = [], attributes: XmlAttribute[] = []): XmlElement {
  return { kind: 'element', ns: name.ns, name: name.name, attributes, children };
}

/** A text node. */
export function text(value: string): XmlText {
  return { kind: 'text', value };
}

/** All elements of a tree in document order, the root first, each with its parent. */
export function elements(root: XmlElement): { node: XmlElement; parent?: XmlElement }[] {
  const found: { node: XmlElement; parent?: XmlElement }[] = [{ node: root }];
  for (let i = 0; i < found.length; i++) {
    const parent = found[i]?.node as XmlElement;
    for (const node of parent.children) if (node.kind === 'element') found.push({ node, parent });
  }
  return found;
}

/** True when the element has elements inside. */
export function hasElements(node: XmlElement): boolean {
  return node.children.some((child) => child.kind === 'element');
}

/** How a document writes its namespaces: all prefixes on the root, or a default namespace where it changes. */
export type PrefixStyle = 'root' | 'local';

/** The tree as XML in UTF-8 or ISO-8859-1, with one of the two ways of writing namespaces. */
export function serialise(root: XmlElement, random: Random): Buffer {
  const style: PrefixStyle = random.chance(0.5) ? 'root' : 'local';
  const body = style === 'root' ? writeWithPrefixes(root) : writeWithDefaults(root);
  const latin = random.chance(0.1) && [...body].every((char) => char < 'Ā');
  const encoding = latin ? 'ISO-8859-1' : 'UTF-8';
  return Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>\n${body}\n`, latin ? 'latin1' : 'utf8');
}

function writeWithPrefixes(root: XmlElement): string {
  const prefixes = new Map<string, string>([[XML, 'xml']]);
  const prefixed = ({ ns, name }: QName): string => {
    if (ns === '') return name;
    if (!prefixes.has(ns)) prefixes.set(ns, `n${prefixes.size}`);
    return `${prefixes.get(ns)}:${name}`;
  };
  const body = write(root, prefixed, () => '');
  const declarations = [...prefixes].filter(([ns]) => ns !== XML);
  const written = declarations.map(([ns, prefix]) => ` xmlns:${prefix}="${escapeAttribute(ns)}"`).join('');
  return body.replace(/^<[^\s/>]+/, (start) => start + written);
}

function writeWithDefaults(root: XmlElement): string {
  const prefixes = new Map<string, string>([[XML, 'xml']]);
  const local = ({ name }: QName): string => name;
  const attributeName = ({ ns, name }: QName): string => {
    if (ns === '') return name;
    if (!prefixes.has(ns)) prefixes.set(ns, `a${prefixes.size}`);
    return `${prefixes.get(ns)}:${name}`;
  };
  const declare = (node: XmlElement, parent: XmlElement | undefined): string => {
    let out = node.ns === (parent?.ns ?? '') ? '' : ` xmlns="${escapeAttribute(node.ns)}"`;
    const used = new Set(
      node.attributes.flatMap((a) => [a.ns, typeof a.value === 'string' ? '' : a.value.ns]),
    );
    for (const ns of used) {
      if (ns === '' || ns === XML) continue;
      attributeName({ ns, name: '' });
      out += ` xmlns:${prefixes.get(ns)}="${escapeAttribute(ns)}"`;
    }
    return out;
  };
  return write(root, local, declare, attributeName);
}

function write(
  node: XmlElement,
  name: (qname: QName) => string,
  declare: (node: XmlElement, parent: XmlElement | undefined) => string,
  attributeName: (qname: QName) => string = name,
  parent?: XmlElement,
): string {
  const tag = name(node);
  const attributes = node.attributes.map((attribute) => {
    const { value } = attribute;
    return ` ${attributeName(attribute)}="${escapeAttribute(typeof value === 'string' ? value : attributeName(value))}"`;
  });
  const start = `<${tag}${declare(node, parent)}${attributes.join('')}`;
  if (node.children.length === 0) return `${start}/>`;
  const inside = node.children.map((child) =>
    child.kind === 'element' ? write(child, name, declare, attributeName, node) : writeText(child),
  );
  return `${start}>${inside.join('')}</${tag}>`;
}

function writeText({ kind, value }: XmlText): string {
  if (kind === 'cdata') return `<![CDATA[${value.replaceAll(']]>', '')}]]>`;
  if (kind === 'comment') return `<!--${value}-->`;
  if (kind === 'instruction') return `<?${value}?>`;
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

function escapeAttribute(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}
