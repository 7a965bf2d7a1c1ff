import { type Mutation, type MutationContext, pickElement } from './mutation.ts';
import { hasElements, type QName, text, type XmlAttribute, type XmlElement, XSI } from './tree.ts';
import { EDGE_TEXTS } from './values.ts';
import { key } from './xsd-model.ts';

const isLeaf = (node: XmlElement): boolean => !hasElements(node) && node.children.length > 0;

function pickLeaf(root: XmlElement, { random }: MutationContext): XmlElement | undefined {
  return pickElement(root, random, isLeaf)?.node;
}

function leafText(node: XmlElement): string {
  return node.children.map((child) => (child.kind === 'element' ? '' : child.value)).join('');
}

/** Almost the same text: one character more, less, other, or in the other case. */
function nearMiss(value: string, { random }: MutationContext): string {
  const at = random.below(value.length + 1);
  // Doubling keeps to short texts, so that no number grows past what every processor takes.
  const way = random.below(value.length < 5 ? 5 : 4);
  if (way === 0) return value.slice(0, at) + random.pick([...'09.-:TZ+ aåE']) + value.slice(at);
  if (way === 1) return value.slice(0, at) + value.slice(at + 1);
  if (way === 2) return value.slice(0, at) + random.pick([...'09.-:TZ+ aåE']) + value.slice(at + 1);
  if (way === 3) return value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase();
  return `${value}${value}`;
}

const textToEdge: Mutation = (root, context) => {
  const leaf = pickLeaf(root, context);
  if (!leaf) return undefined;
  leaf.children = [text(context.random.pick(EDGE_TEXTS))];
  return root;
};

const textNearMiss: Mutation = (root, context) => {
  const leaf = pickLeaf(root, context);
  if (!leaf) return undefined;
  leaf.children = [text(nearMiss(leafText(leaf), context))];
  return root;
};

const textPadded: Mutation = (root, context) => {
  const leaf = pickLeaf(root, context);
  if (!leaf) return undefined;
  const space = context.random.pick([' ', '\n  ', '\t', '\r', '\u00a0']);
  leaf.children = [text(space + leafText(leaf) + space)];
  return root;
};

const textWrittenOtherwise: Mutation = (root, context) => {
  const leaf = pickLeaf(root, context);
  if (!leaf) return undefined;
  const value = leafText(leaf);
  const half = context.random.below(value.length + 1);
  const between = context.random.pick(['comment', 'instruction'] as const);
  leaf.children = context.random.chance(0.5)
    ? [{ kind: 'cdata', value }]
    : [text(value.slice(0, half)), { kind: between, value: 'merk' }, text(value.slice(half))];
  return root;
};

const textInserted: Mutation = (root, { random }) => {
  const { node } = pickElement(root, random) ?? { node: root };
  const value = random.pick(['tekst', '.', ' ', '\n', '\u00a0', '0']);
  node.children.splice(random.below(node.children.length + 1), 0, text(value));
  return root;
};

const commentInserted: Mutation = (root, { random }) => {
  const { node } = pickElement(root, random) ?? { node: root };
  const kind = random.pick(['comment', 'instruction'] as const);
  node.children.splice(random.below(node.children.length + 1), 0, { kind, value: 'merk' });
  return root;
};

function pickAttribute(
  root: XmlElement,
  { random }: MutationContext,
): [XmlElement, XmlAttribute] | undefined {
  const found = pickElement(root, random, (node) => node.attributes.some((a) => a.ns !== XSI));
  if (!found) return undefined;
  return [found.node, random.pick(found.node.attributes.filter((a) => a.ns !== XSI))];
}

/** Sets an attribute, in the place of one with the same name. */
function setAttribute(node: XmlElement, attribute: XmlAttribute): void {
  node.attributes = node.attributes.filter((a) => a.ns !== attribute.ns || a.name !== attribute.name);
  node.attributes.push(attribute);
}

const attributeRemoved: Mutation = (root, context) => {
  const found = pickAttribute(root, context);
  if (!found) return undefined;
  found[0].attributes = found[0].attributes.filter((attribute) => attribute !== found[1]);
  return root;
};

const attributeToEdge: Mutation = (root, context) => {
  const found = pickAttribute(root, context);
  if (!found) return undefined;
  found[1].value = context.random.pick(EDGE_TEXTS);
  return root;
};

const attributeNearMiss: Mutation = (root, context) => {
  const found = pickAttribute(root, context);
  if (!found || typeof found[1].value !== 'string') return undefined;
  found[1].value = nearMiss(found[1].value, context);
  return root;
};

const attributeRenamed: Mutation = (root, context) => {
  const found = pickAttribute(root, context);
  if (!found) return undefined;
  const [node, attribute] = found;
  const { random, attributeNames, namespaces } = context;
  const way = random.below(3);
  node.attributes = node.attributes.filter((other) => other !== attribute);
  if (way === 0) setAttribute(node, { ...attribute, ...random.pick(attributeNames) });
  else if (way === 1) setAttribute(node, { ...attribute, name: attribute.name.toLowerCase() });
  else
    setAttribute(node, {
      ...attribute,
      ns: attribute.ns === '' ? random.pick([node.ns, ...namespaces]) : '',
    });
  return root;
};

const attributeAdded: Mutation = (root, { random, attributeNames }) => {
  const { node } = pickElement(root, random) ?? { node: root };
  // Not xml:id, which a parser checks by itself whatever the schemas say.
  const xml = { ns: 'http://www.w3.org/XML/1998/namespace', name: random.pick(['lang', 'space', 'base']) };
  const unknown = { ns: random.pick(['', 'urn:example:other', node.ns]), name: 'ukjent' };
  const { ns, name } = random.pick([random.pick(attributeNames), random.pick(attributeNames), unknown, xml]);
  const value = random.pick(['1', 'no', 'default', 'B64', '1.2']);
  setAttribute(node, { ns, name, value });
  return root;
};

/** KITH's coded values and quantities differ only in which of these attributes they have. */
const codeAttributeAdded: Mutation = (root, { random }) => {
  const found = pickElement(root, random, (node) => !hasElements(node) && node.attributes.some(isCodePart));
  if (!found) return undefined;
  const [name, value] = random.pick([
    ['V', '1'],
    ['S', '2.16.578.1.12.4.1.1.9121'],
    ['DN', 'navn'],
    ['OT', 'tekst'],
    ['U', 'mg'],
  ] as const);
  setAttribute(found.node, { ns: '', name, value });
  return root;
};

const isCodePart = ({ ns, name }: XmlAttribute): boolean =>
  ns === '' && ['V', 'S', 'DN', 'OT', 'U'].includes(name);

const typeStated: Mutation = (root, { random, typeNames }) => {
  const { node } = pickElement(root, random) ?? { node: root };
  const related = typeNames.filter(({ ns }) => ns.includes('kith.no') || ns.includes('XMLSchema'));
  const value = random.chance(0.1)
    ? { ns: node.ns, name: `${node.name}Type` }
    : random.pick([...typeNames, ...related]);
  setAttribute(node, { ns: XSI, name: 'type', value });
  return root;
};

const nilStated: Mutation = (root, { random }) => {
  const { node } = pickElement(root, random) ?? { node: root };
  setAttribute(node, {
    ns: XSI,
    name: random.pick(['nil', 'nil', 'ukjent']),
    value: random.pick(['true', 'false', '1', 'x']),
  });
  return root;
};

const numberAt = (value: string): boolean => /^\d[\d.]*$/.test(value);

/** Object identifiers, where a careless pattern shows. */
const oidBroken: Mutation = (root, { random }) => {
  const found = pickElement(root, random, (node) =>
    node.attributes.some((a) => a.name === 'S' && a.ns === ''),
  );
  const attribute = found?.node.attributes.find((a) => a.name === 'S');
  if (!attribute || typeof attribute.value !== 'string' || !numberAt(attribute.value)) return undefined;
  const { value } = attribute;
  const at = random.below(value.length + 1);
  attribute.value =
    value.slice(0, at) + random.pick(['.', '..', ' ', '\t', '٣', 'x', '-', '0']) + value.slice(at);
  return root;
};

/** Texts that look like a date, a number or a truth value: those are the ones with a data type to break. */
const looksTyped = (value: string): boolean => /^([-+]?[\d.][\dTZ:.+-]*|true|false)$/.test(value);

const datatypeBroken: Mutation = (root, { random }) => {
  const leaf = pickElement(root, random, (node) => isLeaf(node) && looksTyped(leafText(node)))?.node;
  const holder = pickElement(root, random, (node) => node.attributes.some(isTypedValue))?.node;
  if (holder && (!leaf || random.chance(0.3))) {
    random.pick(holder.attributes.filter(isTypedValue)).value = random.pick(EDGE_TEXTS);
    return root;
  }
  if (!leaf) return undefined;
  leaf.children = [text(random.pick(EDGE_TEXTS))];
  return root;
};

const isTypedValue = ({ value }: XmlAttribute): boolean => typeof value === 'string' && looksTyped(value);

/** Values that the schemas fix or list: another of those, or almost the right one. */
const fixedOrListedBroken: Mutation = (root, context) => {
  const { random, model } = context;
  const isBound = ({ ns, name }: QName): boolean => model.bound.has(key({ ns, name }));
  const found = pickElement(root, random, (node) => isBound(node) || node.attributes.some(isBound))?.node;
  if (!found) return undefined;
  const attribute = found.attributes.find(isBound);
  const old = attribute && typeof attribute.value === 'string' ? attribute.value : leafText(found);
  const value = random.pick([
    random.pick([...model.bound.values()].flat()),
    nearMiss(old, context),
    ` ${old}`,
  ]);
  if (attribute) attribute.value = value;
  else found.children = [text(value)];
  return root;
};

/** Mutations of texts, attributes and what the instance says about its own types. */
export const valueMutations: Record<string, Mutation> = {
  'text replaced by an edge value': textToEdge,
  'text almost the same': textNearMiss,
  'text padded with space': textPadded,
  'text as CDATA or with a comment in it': textWrittenOtherwise,
  'text inserted': textInserted,
  'comment or instruction inserted': commentInserted,
  'attribute removed': attributeRemoved,
  'attribute replaced by an edge value': attributeToEdge,
  'attribute almost the same': attributeNearMiss,
  'attribute renamed': attributeRenamed,
  'attribute added': attributeAdded,
  'attribute of a coded value added': codeAttributeAdded,
  'xsi:type stated': typeStated,
  'xsi:nil or unknown xsi attribute stated': nilStated,
  'object identifier broken': oidBroken,
  'data type broken': datatypeBroken,
  'fixed or listed value broken': fixedOrListedBroken,
};
