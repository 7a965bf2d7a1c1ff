import type { Message } from '../../messages/message.ts';
import { payloadOf } from '../../messages/read/documents.ts';
import { standardOf } from '../../messages/standards.ts';
import { child, type Element, isNational } from '../../messages/xml/element.ts';
import type { RuleContext } from './rule.ts';

/** Gathers what rules look at; elements are sorted by name once, so that no rule walks the document again. */
export function contextOf(
  root: Element,
  message: Message,
  settings: Pick<RuleContext, 'elements' | 'now' | 'production' | 'encoding' | 'size'>,
): RuleContext {
  const payload = message.kind === 'msghead' ? payloadOf(root) : root;
  const byName = new Map<string, Element[]>();
  for (const element of settings.elements) {
    if (!isNational(element.namespace)) continue;
    const known = byName.get(element.name);
    if (known) known.push(element);
    else byName.set(element.name, [element]);
  }
  return {
    root,
    message,
    payload,
    standard: payload ? standardOf(payload) : null,
    info: message.kind === 'msghead' ? child(root, 'MsgInfo') : null,
    ...settings,
    all: (name) => byName.get(name) ?? [],
  };
}
