import type { Attachment } from '../message.ts';
import { NAMESPACES } from '../standards.ts';
import { child, children, descend, type Element, text, value } from '../xml/element.ts';

const known = new WeakMap<Element, Element[]>();

/** All Document elements of a MsgHead, also those inside PatientReport, in document order. */
export function documentsOf(root: Element): readonly Element[] {
  let documents = known.get(root);
  if (!documents) {
    documents = findDocuments(root);
    known.set(root, documents);
  }
  return documents;
}

function findDocuments(root: Element): Element[] {
  return root.children
    .filter((each) => each.namespace === root.namespace)
    .flatMap((each) =>
      each.name === 'Document' ? [each] : each.name === 'PatientReport' ? children(each, 'Document') : [],
    );
}

/** RefDoc/Content's element, the payload or the base64 container. */
export function contentOf(document: Element): Element | null {
  return descend(document, 'RefDoc', 'Content')?.children[0] ?? null;
}

/** The professional content: the first document that is an XML instance and no container. */
export function payloadOf(root: Element): Element | null {
  const contents = documentsOf(root).map((document) => ({
    type: value(descend(document, 'RefDoc', 'MsgType')),
    content: contentOf(document),
  }));
  const candidates = contents.filter(
    ({ content }) => content !== null && content.namespace !== NAMESPACES.base64,
  );
  return (
    (candidates.find(({ type }) => type === 'XML') ?? candidates.find(({ type }) => type !== 'A'))?.content ??
    null
  );
}

/** Whether a Document is an attachment or a reference to one, and not the professional content. */
export function isAttachment(document: Element): boolean {
  const type = value(descend(document, 'RefDoc', 'MsgType'));
  if (type === 'A' || type === 'REF') return true;
  return (
    contentOf(document)?.namespace === NAMESPACES.base64 ||
    descend(document, 'RefDoc', 'FileReference') !== null
  );
}

export function readAttachments(root: Element): Attachment[] {
  return documentsOf(root)
    .filter(isAttachment)
    .map((document) => {
      const reference = child(document, 'RefDoc');
      const content = contentOf(document);
      return {
        id: text(child(reference, 'Id')),
        mimeType: text(child(reference, 'MimeType')),
        description: text(child(reference, 'Description')) ?? text(child(document, 'ContentDescription')),
        size: content?.namespace === NAMESPACES.base64 ? decodedSize(content.text) : null,
      };
    });
}

/** Size of base64 text once decoded, without decoding it. */
export function decodedSize(base64: string): number {
  let digits = 0;
  for (let index = 0; index < base64.length; index += 1) {
    const unit = base64.charCodeAt(index);
    if (unit > 32 && unit !== 61) digits += 1;
  }
  return Math.floor((digits * 3) / 4);
}
