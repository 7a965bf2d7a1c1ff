import { documentsOf, isAttachment } from '../../../src/messages/read/documents.ts';
import { formatTime } from '../../../src/messages/rendering/values.ts';
import { attribute, type Element, walk } from '../../../src/messages/xml/element.ts';

const plain = (text: string): string => text.replace(/\s+/g, '').toLowerCase();

/** Parts of the head that are said in other words, or only concern machines. */
const TECHNICAL = new Set([
  'MIGversion',
  'RefToParent',
  'RefToConversation',
  'TypeId',
  'MsgType',
  'IssueDate',
  'Ident',
]);

/** Every text and name of a message that a rendering does not show, with the element that has it. */
export function missingFrom(rendered: string, root: Element): string[] {
  const shown = plain(rendered);
  const attached = new Set(
    documentsOf(root)
      .filter(isAttachment)
      .flatMap((document) => [...walk(document)]),
  );
  const missing: string[] = [];
  for (const element of walk(root)) {
    if (attached.has(element) || TECHNICAL.has(element.name) || isHead(element)) continue;
    for (const text of saidBy(element)) {
      const other = formatTime(text) ?? { true: 'Ja', false: 'Nei' }[text];
      if (!shown.includes(plain(text)) && !(other !== undefined && shown.includes(plain(other)))) {
        missing.push(`${element.name}: ${text}`);
      }
    }
  }
  return missing;
}

function saidBy(element: Element): string[] {
  const texts = element.mixed ? element.mixed.filter((part) => typeof part === 'string') : [element.text];
  const name = attribute(element, 'DN') ?? undefined;
  const value = attribute(element, 'V');
  const spoken = value !== null && /^\d{4}-\d\d-\d\d/.test(value) ? [value] : [];
  return [...texts, ...(name === undefined ? [] : [name]), ...spoken]
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** The type is the title, and codes of the head are said as sentences. */
function isHead(element: Element): boolean {
  const parent = element.parent?.name;
  if (element.parent?.parent === null && parent === 'Message') return true;
  if (parent === 'AppRec' || parent === 'OriginalMsgId') return element.name !== 'Id';
  return (
    (parent === 'MsgInfo' && element.children.length === 0) ||
    ['Role', 'ComMethod', 'RoleReceiver'].includes(element.name)
  );
}
