import { DOMParser, type Element as DomElement, type Node as DomNode } from '@xmldom/xmldom';
import { text, type XmlElement, type XmlNode } from './tree.ts';

const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** The text of an XML file in the encoding that its declaration names (UTF-8 without one). */
export function decode(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml[^>]*encoding=["']([^"']+)/.exec(head)?.[1] ?? 'utf-8';
  return new TextDecoder(declared).decode(bytes);
}

/** The root element of a trusted XML file as a DOM. */
export function parseDom(bytes: Uint8Array): DomElement {
  const root = new DOMParser().parseFromString(decode(bytes), 'text/xml').documentElement;
  if (!root) throw new Error('no root element');
  return root;
}

/** A trusted XML file as a tree that can be changed and written again. */
export function readTree(bytes: Uint8Array): XmlElement {
  return convertElement(parseDom(bytes));
}

function convertElement(dom: DomElement): XmlElement {
  return {
    kind: 'element',
    ns: dom.namespaceURI ?? '',
    name: dom.localName ?? dom.nodeName,
    attributes: [...dom.attributes]
      .filter((attribute) => attribute.namespaceURI !== XMLNS)
      .map((attribute) => ({
        ns: attribute.namespaceURI ?? '',
        name: attribute.localName ?? attribute.name,
        value: attribute.value,
      })),
    children: [...dom.childNodes].flatMap(convert),
  };
}

function convert(dom: DomNode): XmlNode[] {
  if (dom.nodeType === dom.ELEMENT_NODE) return [convertElement(dom as DomElement)];
  if (dom.nodeType === dom.TEXT_NODE || dom.nodeType === dom.CDATA_SECTION_NODE)
    return [text(dom.nodeValue ?? '')];
  return [];
}
