import type { Attribute, Element } from '../messages/xml/element.ts';
import { pathOf } from '../messages/xml/path.ts';
import { locate, type Positions } from '../messages/xml/positions.ts';
import type { Place } from './catalogue/definition.ts';

/** What a finding points at. */
export interface Target {
  element: Element;
  attribute?: Attribute['name'] | null;
  /** Point at the text inside, not at the tag. */
  text?: boolean;
  /** A child that should have been there: it is named in the path, its parent gives line and column. */
  missing?: string;
}

/** Longest path shown; a deeper one keeps its end. */
const LONGEST = 400;

/** Turns targets into line, column and named path; the source is read only when something is found. */
export function placer(source: () => string): (target: Target) => Place {
  let positions: Positions | undefined;
  return (target) => {
    positions ??= locate(source());
    const { element, attribute, text, missing } = target;
    const position = attribute
      ? positions.ofAttribute(element, attribute)
      : text
        ? positions.ofText(element)
        : positions.ofElement(element);
    const path = pathOf(element, attribute ?? undefined) + (missing ? `/${missing}` : '');
    return { line: position?.line ?? null, column: position?.column ?? null, path: shorten(path) };
  };
}

function shorten(path: string): string {
  return path.length <= LONGEST ? path : `…${path.slice(-LONGEST)}`;
}
