import type { Coded } from '../message.ts';
import { attribute, type Element, value } from '../xml/element.ts';

/** A KITH CS or CV: code in @V, list in @S, name in @DN. */
export function readCoded(element: Element | null): Coded | null {
  if (!element) return null;
  return {
    code: value(element),
    list: attribute(element, 'S')?.trim() || null,
    name: attribute(element, 'DN')?.trim() || null,
  };
}
