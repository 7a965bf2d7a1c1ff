/**
 * A plain copy of one XML element, taken from the parsed document once. Everything after the parser
 * (extraction, rules, code lists, rendering) reads these values, so the parser's memory is freed at once.
 */
export interface Element {
  /** Local name. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: readonly Attribute[];
  readonly children: readonly Element[];
  /** All character data directly inside; empty for an element that has only child elements. */
  readonly text: string;
  /** Text and elements in their order, where the schema allows formatted text (xhtml) and it is used. */
  readonly mixed: readonly (Element | string)[] | null;
  readonly parent: Element | null;
  /** Place among all elements in document order, 0 for the root. */
  readonly order: number;
}

export interface Attribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}

/**
 * Whether an element can be what a standard means below its parent. A vendor's element of the same name in a
 * namespace of its own never is. The head, the receipt and the epikrise are all of one namespace; the
 * payloads mix those of the national components.
 */
export function belongs(candidate: Element, parent: Element): boolean {
  if (candidate.namespace === parent.namespace) return true;
  return isNational(candidate.namespace) && !isOfOnePiece(parent.namespace);
}

const national = new Map<string, boolean>();

/** Namespaces of the national standards (KITH, later Direktoratet for e-helse). */
export function isNational(namespace: string): boolean {
  let known = national.get(namespace);
  if (known === undefined) {
    known = /^http:\/\/(www\.kith|ehelse)\.no\/xmlstds(\/|$)/.test(namespace);
    // Names come from the outside too; the map is not to grow with them.
    if (national.size < 200) national.set(namespace, known);
  }
  return known;
}

const onePiece = /^http:\/\/www\.kith\.no\/xmlstds\/(msghead|apprec|epikrise)\//;

function isOfOnePiece(namespace: string): boolean {
  return onePiece.test(namespace);
}

/** First child with this local name in a namespace of the standards; see `belongs`. */
export function child(element: Element | null | undefined, name: string): Element | null {
  if (!element) return null;
  for (const candidate of element.children) {
    if (candidate.name === name && belongs(candidate, element)) return candidate;
  }
  return null;
}

/** All children with this local name in a namespace of the standards, in document order. */
export function children(element: Element | null | undefined, name: string): Element[] {
  if (!element) return [];
  return element.children.filter((candidate) => candidate.name === name && belongs(candidate, element));
}

/** Follows first children by name; `null` where the way ends. */
export function descend(element: Element | null | undefined, ...names: string[]): Element | null {
  let here: Element | null = element ?? null;
  for (const name of names) here = child(here, name);
  return here;
}

/** All elements at the end of a way, through every branch. */
export function select(element: Element | null | undefined, ...names: string[]): Element[] {
  let here: Element[] = element ? [element] : [];
  for (const name of names) here = here.flatMap((each) => children(each, name));
  return here;
}

/** Value of an attribute without namespace; `null` when it is not there. */
export function attribute(element: Element | null | undefined, name: string): string | null {
  if (!element) return null;
  for (const each of element.attributes) if (each.name === name && each.namespace === '') return each.value;
  return null;
}

/** Trimmed text; `null` when the element is absent or holds only white space. */
export function text(element: Element | null | undefined): string | null {
  if (!element) return null;
  const trimmed = element.text.trim();
  return trimmed === '' ? null : trimmed;
}

/** Trimmed @V, the place where KITH datatypes keep their value; `null` when absent or blank. */
export function value(element: Element | null | undefined): string | null {
  const found = attribute(element, 'V')?.trim();
  return found === undefined || found === '' ? null : found;
}

/** The element and everything below it, in document order. */
export function* walk(element: Element): Generator<Element> {
  const stack: Element[] = [element];
  for (let here = stack.pop(); here; here = stack.pop()) {
    yield here;
    for (let index = here.children.length - 1; index >= 0; index -= 1) stack.push(here.children[index]!);
  }
}
