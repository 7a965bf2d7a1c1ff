import type { Random } from './random.ts';
import { elements, type QName, type XmlElement } from './tree.ts';
import type { SchemaModel } from './xsd-model.ts';

/** What a mutation may draw on. */
export interface MutationContext {
  random: Random;
  model: SchemaModel;
  /** Every element name of the schemas, with its namespace. */
  elementNames: readonly QName[];
  /** Every attribute name of the schemas, with its namespace. */
  attributeNames: readonly QName[];
  /** Every named type, the built-in ones included. */
  typeNames: readonly QName[];
  namespaces: readonly string[];
  /** Makes a valid element for a random global declaration. */
  makeElement: () => XmlElement;
}

/**
 * Changes one thing in a document, in place.
 *
 * @returns the root afterwards, or undefined where the document has nothing to change in this way.
 */
export type Mutation = (root: XmlElement, context: MutationContext) => XmlElement | undefined;

/** Gathers the vocabulary of the schemas for the mutations. */
export function mutationContext(
  model: SchemaModel,
  random: Random,
  makeElement: () => XmlElement,
  vocabulary = readVocabulary(model),
): MutationContext {
  return { random, model, makeElement, ...vocabulary };
}

export type Vocabulary = Pick<
  MutationContext,
  'elementNames' | 'attributeNames' | 'typeNames' | 'namespaces'
>;

/** Every name that the schemas declare, each once. */
export function readVocabulary(model: SchemaModel): Vocabulary {
  const names = (keys: Iterable<string>): QName[] =>
    [...new Set(keys)].map((text) => {
      const [ns, name] = text.slice(1).split('}') as [string, string];
      return { ns, name };
    });
  const local = [...model.places].map((place) => {
    const [ns, path] = place.slice(1).split('}') as [string, string];
    return `{${ns}}${path.split('/').at(-1)}`;
  });
  const attributes = [...model.types.values()].flatMap((type) =>
    type.attributes.map(({ ns, name }) => `{${ns}}${name}`),
  );
  const groups = [...model.attributeGroups.values()].flatMap((group) =>
    group.attributes.map(({ name }) => `{}${name}`),
  );
  const builtIn = [
    'string',
    'token',
    'boolean',
    'date',
    'dateTime',
    'integer',
    'int',
    'anyType',
    'anySimpleType',
    'double',
  ];
  const xs = 'http://www.w3.org/2001/XMLSchema';
  return {
    elementNames: names([...model.elements.keys(), ...local]),
    attributeNames: names([...attributes, ...groups, ...model.attributes.keys()]),
    typeNames: [...names(model.types.keys()), ...builtIn.map((name) => ({ ns: xs, name }))],
    namespaces: [...new Set([...model.elements.keys()].map((text) => text.slice(1).split('}')[0] ?? ''))],
  };
}

/** A random element below the root that passes the test. */
export function pickElement(
  root: XmlElement,
  random: Random,
  test: (node: XmlElement, parent: XmlElement | undefined) => boolean = () => true,
): { node: XmlElement; parent?: XmlElement } | undefined {
  const fitting = elements(root).filter(({ node, parent }) => test(node, parent));
  return fitting.length > 0 ? random.pick(fitting) : undefined;
}

/** A random element that has a parent, with it. */
export function pickChild(
  root: XmlElement,
  random: Random,
  test: (node: XmlElement, parent: XmlElement) => boolean = () => true,
): { node: XmlElement; parent: XmlElement } | undefined {
  const found = pickElement(root, random, (node, parent) => parent !== undefined && test(node, parent));
  return found?.parent ? { node: found.node, parent: found.parent } : undefined;
}
