import { walk } from '../xml/element.ts';
import { attributeIn, childIn, childrenIn, type Element } from './elements.ts';
import { ACTOR, NS } from './names.ts';

/** How an envelope is built, for the checks: what stands where, how often, and for whom. */
export interface Shape {
  root: Element;
  header: Element | null;
  body: Element | null;
  headerBlocks: Block[];
  bodyBlocks: Block[];
  /** All elements of the document. */
  elements: number;
  /** Elements of a kind anywhere in the document, at their right place or not. */
  count: Record<CountedElement, number>;
  /** Elements that carry a SOAP actor although they are no block of the header. */
  actorsElsewhere: Element[];
  /** Elements that the ebMS XPath transform takes out of the signature (actor next or nextMSH). */
  outsideSignature: Element[];
}

export type CountedElement = 'Header' | 'Body' | 'MessageHeader' | 'Manifest' | 'Signature' | 'SignedInfo';

export interface Block {
  element: Element;
  name: string;
  namespace: string;
  /** As written; `null` when absent. */
  mustUnderstand: string | null;
  actor: string | null;
}

const COUNTED: readonly (readonly [namespace: string, name: CountedElement])[] = [
  [NS.soap, 'Header'],
  [NS.soap, 'Body'],
  [NS.eb, 'MessageHeader'],
  [NS.eb, 'Manifest'],
  [NS.ds, 'Signature'],
  [NS.ds, 'SignedInfo'],
];

/** Surveys an envelope once. */
export function surveyEnvelope(root: Element): Shape {
  const header = childIn(root, NS.soap, 'Header');
  const body = childIn(root, NS.soap, 'Body');
  const shape: Shape = {
    root,
    header,
    body,
    headerBlocks: header?.children.map(blockOf) ?? [],
    bodyBlocks: body?.children.map(blockOf) ?? [],
    elements: 0,
    count: { Header: 0, Body: 0, MessageHeader: 0, Manifest: 0, Signature: 0, SignedInfo: 0 },
    actorsElsewhere: [],
    outsideSignature: [],
  };
  for (const element of walk(root)) {
    shape.elements += 1;
    const counted = COUNTED.find(
      ([namespace, name]) => element.name === name && element.namespace === namespace,
    );
    if (counted) shape.count[counted[1]] += 1;
    const actor = attributeIn(element, NS.soap, 'actor');
    if (actor === null) continue;
    if (element.parent !== header || header === null) shape.actorsElsewhere.push(element);
    if (actor === ACTOR.next || actor === ACTOR.nextMsh) shape.outsideSignature.push(element);
  }
  return shape;
}

/** The blocks of that name in the SOAP header or body. */
export function blocksOf(blocks: readonly Block[], namespace: string, name: string): Block[] {
  return blocks.filter((block) => block.name === name && block.namespace === namespace);
}

/** The one ds:Signature at its right place; `null` when there is none there, or several anywhere. */
export function onlySignature(shape: Shape): Element | null {
  const [signature, ...more] = childrenIn(shape.header, NS.ds, 'Signature');
  return signature && more.length === 0 && shape.count.Signature === 1 ? signature : null;
}

function blockOf(element: Element): Block {
  return {
    element,
    name: element.name,
    namespace: element.namespace,
    mustUnderstand: attributeIn(element, NS.soap, 'mustUnderstand'),
    actor: attributeIn(element, NS.soap, 'actor'),
  };
}
