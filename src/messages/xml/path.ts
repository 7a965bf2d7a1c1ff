import type { Element } from './element.ts';

/**
 * Named path of an element, such as `/MsgHead/Document[1]/RefDoc/Content`. A number stands where
 * the element has siblings of the same name, and on elements that the standards let repeat.
 * @param attributeName adds `/@name`
 */
export function pathOf(element: Element, attributeName?: string): string {
  const steps: string[] = [];
  for (let here: Element | null = element; here; here = here.parent) steps.push(step(here));
  return `/${steps.reverse().join('/')}${attributeName ? `/@${attributeName}` : ''}`;
}

/** Names that are numbered even when they stand alone, since a second one is common. */
const ALWAYS_NUMBERED = new Set(['Document']);

function step(element: Element): string {
  const parent = element.parent;
  if (!parent) return element.name;
  let before = 0;
  let after = false;
  let passed = false;
  for (const sibling of parent.children) {
    if (sibling === element) passed = true;
    else if (sibling.name === element.name) {
      if (!passed) before += 1;
      else {
        after = true;
        break;
      }
    }
  }
  const numbered = before > 0 || after || ALWAYS_NUMBERED.has(element.name);
  return numbered ? `${element.name}[${before + 1}]` : element.name;
}

/**
 * Finds what a libxml2 node path (a path of `*`, `*[2]`, `p1:Name[1]` and `@V` steps) points at.
 * Such a path counts all element siblings where the step is `*`, and equally named ones otherwise.
 * @returns `null` when the path leads nowhere
 */
export function resolveNodePath(
  root: Element,
  nodePath: string,
): { element: Element; attribute: string | null } | null {
  const steps = nodePath.split('/').slice(1);
  if (steps.length === 0) return null;
  let here: Element = root;
  for (const [depth, raw] of steps.entries()) {
    if (raw.startsWith('@')) return { element: here, attribute: localName(raw.slice(1)) };
    if (depth === 0) continue;
    const parsed = /^(.*?)(?:\[(\d+)\])?$/.exec(raw);
    const name = parsed?.[1] ?? '*';
    const position = Number(parsed?.[2] ?? 1);
    if (name.endsWith('()')) return { element: here, attribute: null };
    const candidates: readonly Element[] =
      name === '*' ? here.children : here.children.filter((each) => each.name === localName(name));
    const next = candidates[position - 1];
    if (!next) return { element: here, attribute: null };
    here = next;
  }
  return { element: here, attribute: null };
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1);
}
