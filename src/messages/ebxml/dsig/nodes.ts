import { XmlElement, XmlText } from 'libxml2-wasm';
import { NS } from '../names.ts';

/** Child elements in order. */
export function elementsOf(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let node = element.firstChild; node; node = node.next)
    if (node instanceof XmlElement) found.push(node);
  return found;
}

/** Child elements of the XML signature namespace with that name. */
export function signatureChildren(element: XmlElement | null, name: string): XmlElement[] {
  if (!element) return [];
  return elementsOf(element).filter((child) => child.name === name && child.namespaceUri === NS.ds);
}

/** The only child of that name; `null` when there is none or more than one. */
export function onlyChild(element: XmlElement | null, name: string): XmlElement | null {
  const [child, ...more] = signatureChildren(element, name);
  return child && more.length === 0 ? child : null;
}

/**
 * The text of an element that holds nothing but text: a comment inside a digest or certificate makes two
 * readers see two values.
 * @returns `null` when there is anything else inside
 */
export function plainText(element: XmlElement): string | null {
  for (let node = element.firstChild; node; node = node.next) if (!(node instanceof XmlText)) return null;
  return element.content;
}

/** Decodes the base64 of a plain element; `null` when it is not plain, not base64, or empty. */
export function plainBase64(element: XmlElement | null): Buffer | null {
  const text = element && plainText(element);
  if (!text) return null;
  try {
    const bytes = Uint8Array.fromBase64(text, { lastChunkHandling: 'strict' });
    return bytes.length > 0 ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : null;
  } catch {
    return null;
  }
}

/** Value of an attribute without namespace. */
export function attributeOf(element: XmlElement | null, name: string): string | null {
  return element?.attrs.find((each) => each.name === name && each.namespaceUri === '')?.value ?? null;
}
