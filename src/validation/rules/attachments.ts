import { decodeHead } from '../../messages/attachments/base64.ts';
import { type FileKind, fileKind, kindsOfMime } from '../../messages/attachments/kinds.ts';
import { contentOf, decodedSize, documentsOf, isAttachment } from '../../messages/read/documents.ts';
import { NAMESPACES } from '../../messages/standards.ts';
import { child, descend, type Element, text, value } from '../../messages/xml/element.ts';
import { perMessage } from './per-message.ts';
import type { Breach, Rule, RuleContext } from './rule.ts';

/** Largest message that passes by mail (HIS 1036 3.2). */
const MAIL_LIMIT = 10 * 1024 * 1024;

const HEAD = { kinds: ['msghead'] } as const;

interface Enclosed {
  reference: Element;
  container: Element | null;
  mimeType: string | null;
  compressed: boolean;
}

const enclosed = perMessage(({ root }): Enclosed[] =>
  documentsOf(root)
    .filter(isAttachment)
    .flatMap((document) => {
      const reference = child(document, 'RefDoc');
      const content = contentOf(document);
      if (!reference) return [];
      return {
        reference,
        container: content?.namespace === NAMESPACES.base64 ? content : null,
        mimeType: text(child(reference, 'MimeType')),
        compressed: value(child(reference, 'Compression')) !== null,
      };
    }),
);

function each(context: RuleContext, broken: (attachment: Enclosed) => Breach | null): Breach[] {
  return enclosed(context).flatMap((attachment) => broken(attachment) ?? []);
}

function kindOf({ container }: Enclosed): FileKind | null {
  return container ? fileKind(decodeHead(container.text, 96)) : null;
}

/** Base64 inside base64: what comes out is base64 of a known kind of file. */
function innerKind({ container }: Enclosed): FileKind | null {
  if (!container) return null;
  const outer = Buffer.from(decodeHead(container.text, 240)).toString('latin1');
  return /^[A-Za-z0-9+/\s]{40,}={0,2}\s*$/.test(outer) ? fileKind(decodeHead(outer, 96)) : null;
}

/** Attachments in the hodemelding (HIS 1036:2011). */
export const attachmentRules: readonly Rule[] = [
  {
    code: 'MV-1801',
    appliesTo: HEAD,
    check: (context) =>
      each(context, ({ reference, container }) => {
        const type = child(reference, 'MsgType');
        return container && type && value(type) !== 'A' ? { element: type, attribute: 'V' } : null;
      }),
  },
  {
    code: 'MV-1802',
    appliesTo: HEAD,
    check: (context) =>
      each(context, ({ reference, container, mimeType }) =>
        container && mimeType === null ? { element: reference, missing: 'MimeType' } : null,
      ),
  },
  {
    code: 'MV-1803',
    appliesTo: HEAD,
    check: (context) =>
      each(context, ({ reference, container }) =>
        container && text(child(reference, 'Description')) === null
          ? { element: reference, missing: 'Description' }
          : null,
      ),
  },
  {
    code: 'MV-1804',
    appliesTo: HEAD,
    check: (context) =>
      each(context, ({ container }) =>
        container && decodedSize(container.text) === 0 ? { element: container } : null,
      ),
  },
  {
    code: 'MV-1805',
    appliesTo: HEAD,
    check: (context) =>
      each(context, (attachment) => {
        const { container, mimeType, compressed } = attachment;
        if (!container || compressed || mimeType === null || decodedSize(container.text) === 0) return null;
        const wanted = kindsOfMime(mimeType);
        const kind = kindOf(attachment);
        if (!wanted || (kind !== null && wanted.includes(kind)) || innerKind(attachment)) return null;
        const parameters = { mimeType: mimeType.slice(0, 80), found: kind ?? 'et ukjent format' };
        return { element: container, parameters };
      }),
  },
  {
    code: 'MV-1806',
    appliesTo: { types: ['DIALOG_HELSEFAGLIG'] },
    check: (context) =>
      each(context, ({ reference, container, mimeType }) => {
        if (!container || mimeType === null) return null;
        const kinds = kindsOfMime(mimeType) ?? [];
        const allowed = kinds.some((kind) => kind === 'pdf' || kind === 'jpeg' || kind === 'png');
        return allowed ? null : { element: child(reference, 'MimeType') ?? reference };
      }),
  },
  {
    code: 'MV-1807',
    appliesTo: {},
    check: ({ root, size }) =>
      size > MAIL_LIMIT ? [{ element: root, parameters: { size: Math.round(size / 1024 / 1024) } }] : [],
  },
  {
    code: 'MV-1808',
    appliesTo: HEAD,
    check: (context) =>
      each(context, (attachment) => {
        const { container } = attachment;
        return container && innerKind(attachment) ? { element: container } : null;
      }),
  },
  {
    code: 'MV-1809',
    appliesTo: HEAD,
    check: (context) =>
      each(context, (attachment) => {
        const { container } = attachment;
        return container && kindOf(attachment) === 'program' ? { element: container } : null;
      }),
  },
  {
    code: 'MV-1811',
    appliesTo: HEAD,
    check: ({ root }) =>
      documentsOf(root).flatMap((document) => {
        const reference = descend(document, 'RefDoc', 'FileReference');
        return reference ? [{ element: reference }] : [];
      }),
  },
];
