import type { Element } from '../xml/element.ts';

export type { Element } from '../xml/element.ts';

/** First child of that namespace and name: an envelope is never read by local names alone. */
export function childIn(element: Element | null, namespace: string, name: string): Element | null {
  return element?.children.find((child) => child.name === name && child.namespace === namespace) ?? null;
}

/** All children of that namespace and name, in document order. */
export function childrenIn(element: Element | null, namespace: string, name: string): Element[] {
  return element?.children.filter((child) => child.name === name && child.namespace === namespace) ?? [];
}

/**
 * Value of an attribute of that namespace. The ebMS schema qualifies its attributes, but some gateways leave
 * the prefix out; the unqualified one is read where the qualified one is absent.
 */
export function attributeIn(element: Element | null, namespace: string, name: string): string | null {
  const found = element?.attributes.filter((attribute) => attribute.name === name) ?? [];
  const exact = found.find((attribute) => attribute.namespace === namespace);
  return (exact ?? found.find((attribute) => attribute.namespace === ''))?.value ?? null;
}

/** Trimmed text; `null` when the element is absent or has only white space. */
export function trimmed(element: Element | null): string | null {
  const text = element?.text.trim() ?? '';
  return text === '' ? null : text;
}
