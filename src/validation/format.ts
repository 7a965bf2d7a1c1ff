import { contentOf, documentsOf, isAttachment } from '../messages/read/documents.ts';
import { isWithdrawnPlo2, NAMESPACES, STANDARDS, standardOf } from '../messages/standards.ts';
import type { Element } from '../messages/xml/element.ts';

/** Why a document is of no format that Meldingsvakt reads, and which element says so. */
export interface UnknownFormat {
  code: 'MV-1111' | 'MV-1112' | 'MV-1113' | 'MV-1114';
  element: Element;
  parameters: Record<string, string>;
}

/**
 * Looks at the root, and in a hodemelding at the content, for formats that are not supported (T10).
 * @returns nothing when every part is known; a hodemelding without content is not a matter of format
 */
export function unknownFormats(root: Element): UnknownFormat[] {
  if (root.namespace === NAMESPACES.msgHead && root.name === 'MsgHead') {
    return documentsOf(root)
      .filter((document) => !isAttachment(document))
      .flatMap((document) => {
        const content = contentOf(document);
        return content && content.namespace !== NAMESPACES.base64 && standardOf(content)?.kind !== 'head'
          ? [describe(content)]
          : [];
      });
  }
  const standard = standardOf(root);
  if (standard === null) return [describe(root)];
  return standard.kind === 'head'
    ? [{ code: 'MV-1113', element: root, parameters: { element: root.name } }]
    : [];
}

const ROOTS = new Map([
  ...STANDARDS.filter((each) => each.root !== 'Message').map((each) => [each.root, each.name] as const),
  ['MsgHead', 'hodemelding'] as const,
]);

function describe(element: Element): UnknownFormat {
  const parameters = { element: limit(element.name), namespace: limit(element.namespace) || '(intet)' };
  if (isWithdrawnPlo2(element.namespace)) return { code: 'MV-1112', element, parameters };
  const older = olderStandard(element);
  if (older) return { code: 'MV-1114', element, parameters: { ...parameters, standard: older } };
  return { code: 'MV-1111', element, parameters };
}

/** A root of a known name in a namespace of the same family, only of another date. */
function olderStandard(element: Element): string | null {
  const named = ROOTS.get(element.name);
  if (named && element.namespace.startsWith('http://www.kith.no/xmlstds/')) return named;
  if (element.name !== 'Message') return null;
  if (element.namespace.startsWith('http://www.kith.no/xmlstds/epikrise')) return 'Epikrise';
  if (element.namespace.startsWith('http://www.kith.no/xmlstds/henvisning')) return 'Henvisning';
  return null;
}

function limit(name: string): string {
  return name.length <= 120 ? name : `${name.slice(0, 120)}…`;
}
