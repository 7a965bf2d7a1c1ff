import { type XmlDocument, XmlElement, XmlError, XmlXPath } from 'libxml2-wasm';
import { ACTOR, NS } from '../names.ts';

/** Compiled once; the memory they take in the parser is freed with the process. */
const SIGNATURE = XmlXPath.compile('/s:Envelope/s:Header/d:Signature', { s: NS.soap, d: NS.ds });
const FOR_NEXT_NODE = `@s:actor="${ACTOR.nextMsh}" or @s:actor="${ACTOR.next}"`;
/** Topmost elements only: the ones inside go with them. */
const EXCLUDED = XmlXPath.compile(`//*[${FOR_NEXT_NODE}][not(ancestor::*[${FOR_NEXT_NODE}])]`, {
  s: NS.soap,
});

/** The first ds:Signature in the SOAP header. */
export function findSignature(document: XmlDocument): XmlElement | null {
  return document.get(SIGNATURE) as XmlElement | null;
}

/**
 * Does what the ebMS XPath transform does: takes out everything meant for the next node. Removing an element
 * and leaving it out of the node-set come to the same in canonical form, and this way is much faster.
 * @returns `false` when that would be the whole document
 */
export function removeNextNodeBlocks(document: XmlDocument): boolean {
  const excluded = document.find(EXCLUDED) as XmlElement[];
  if (excluded.some((each) => each.isSameNode(document.root))) return false;
  for (const each of excluded) each.remove();
  return true;
}

/**
 * Canonical XML 1.0 without comments, of the whole document or of one element with what it inherits.
 * @returns `null` where there is no canonical form, such as with a relative namespace name
 */
export function canonicalBytes(node: XmlDocument | XmlElement): Buffer | null {
  try {
    // A node-set of one element is decided by address; asking for the element itself would wrap every node.
    const text =
      node instanceof XmlElement
        ? node.doc.canonicalizeToString({ nodeSet: new Set([node]) })
        : node.canonicalizeToString();
    return Buffer.from(text, 'utf8');
  } catch (error) {
    if (error instanceof XmlError) return null;
    throw error;
  }
}
