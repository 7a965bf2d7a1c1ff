import type { XmlDocument } from 'libxml2-wasm';
import {
  XmlNamedNodeStruct,
  XmlNodeStruct,
  XmlNodeType,
  XmlNsStruct,
  xmlNodeGetContent,
} from 'libxml2-wasm/lib/libxml2.mjs';
import type { Attribute, Element } from './element.ts';

/** The elements of type xsd:anyType, where formatted text may stand. */
const FORMATTED_TEXT = new Set(['TekstNotatInnhold', 'Sporsmal', 'TextResultValue', 'Description']);

interface Draft extends Element {
  readonly children: Element[];
  parent: Element | null;
}

/**
 * Copies the element tree of a parsed document into plain values.
 *
 * It reads libxml2's structs by address: the wrapper objects of the public interface cost four times
 * as much, more than parsing itself. A test compares the copy with a walk through the public interface.
 * Comments and processing instructions are left out; entity references cannot occur without a DOCTYPE.
 */
export function snapshot(document: XmlDocument): Snapshot {
  const reader = new TreeReader();
  const root = reader.read(addressOf(document.root), null, false);
  return { root, elements: reader.elements, overloaded: reader.overloaded };
}

export interface Snapshot {
  root: Element;
  /** Every element, in document order. */
  elements: readonly Element[];
  /** The first element with more attributes than any standard could mean; `null` in every honest document. */
  overloaded: Element | null;
}

/** The standards have no element with more than a dozen attributes. */
const MOST_ATTRIBUTES = 250;

/** The wrapper keeps its struct's address in a field that its typings leave out. */
function addressOf(root: object): number {
  const address: unknown = Reflect.get(root, '_nodePtr');
  if (typeof address !== 'number') throw new Error('libxml2-wasm no longer exposes node addresses');
  return address;
}

class TreeReader {
  overloaded: Element | null = null;
  readonly elements: Element[] = [];
  private readonly namespaces = new Map<number, string>();

  read(address: number, parent: Element | null, formatted: boolean): Element {
    const name = XmlNodeStruct.name_(address);
    const children: Element[] = [];
    const inFormatted = formatted || FORMATTED_TEXT.has(name);
    const element: Draft & { text: string; mixed: readonly (Element | string)[] | null } = {
      name,
      namespace: this.namespaceOf(address),
      attributes: this.attributes(address),
      children,
      text: '',
      mixed: null,
      parent,
      order: this.elements.length,
    };
    this.elements.push(element);
    if (element.attributes.length > MOST_ATTRIBUTES) this.overloaded ??= element;
    const first = XmlNodeStruct.children(address);
    for (let node = first; node; node = XmlNodeStruct.next(node)) {
      if (XmlNodeStruct.type(node) === XmlNodeType.XML_ELEMENT_NODE) {
        children.push(this.read(node, element, inFormatted));
      }
    }
    if (children.length === 0) {
      if (first) element.text = textOf(first);
    } else if (inFormatted) {
      element.mixed = mixedContent(first, children);
      element.text = element.mixed.filter((part) => typeof part === 'string').join('');
    }
    return element;
  }

  private namespaceOf(address: number): string {
    const namespace = XmlNamedNodeStruct.namespace(address);
    if (!namespace) return '';
    let uri = this.namespaces.get(namespace);
    if (uri === undefined) {
      uri = XmlNsStruct.href(namespace);
      this.namespaces.set(namespace, uri);
    }
    return uri;
  }

  private attributes(address: number): Attribute[] {
    const attributes: Attribute[] = [];
    for (let node = XmlNodeStruct.properties(address); node; node = XmlNodeStruct.next(node)) {
      attributes.push({
        name: XmlNodeStruct.name_(node),
        namespace: this.namespaceOf(node),
        value: xmlNodeGetContent(node),
      });
    }
    return attributes;
  }
}

function isText(address: number): boolean {
  const type = XmlNodeStruct.type(address);
  return type === XmlNodeType.XML_TEXT_NODE || type === XmlNodeType.XML_CDATA_SECTION_NODE;
}

function textOf(first: number): string {
  let text = '';
  for (let node = first; node; node = XmlNodeStruct.next(node))
    if (isText(node)) text += xmlNodeGetContent(node);
  return text;
}

function mixedContent(first: number, children: readonly Element[]): (Element | string)[] {
  const parts: (Element | string)[] = [];
  let next = 0;
  for (let node = first; node; node = XmlNodeStruct.next(node)) {
    if (isText(node)) parts.push(xmlNodeGetContent(node));
    else if (XmlNodeStruct.type(node) === XmlNodeType.XML_ELEMENT_NODE) {
      parts.push(children[next]!);
      next += 1;
    }
  }
  return parts;
}
