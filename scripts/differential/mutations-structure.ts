import { type Mutation, pickChild, pickElement } from './mutation.ts';
import { element, elements, hasElements, text, type XmlElement } from './tree.ts';

const removeElement: Mutation = (root, { random }) => {
  const found = pickChild(root, random);
  if (!found) return undefined;
  found.parent.children.splice(found.parent.children.indexOf(found.node), 1);
  return root;
};

const repeatElement: Mutation = (root, { random }) => {
  const found = pickChild(root, random);
  if (!found) return undefined;
  found.parent.children.splice(found.parent.children.indexOf(found.node), 0, structuredClone(found.node));
  return root;
};

const copyWithinParent: Mutation = (root, { random }) => {
  const found = pickChild(root, random, (_, parent) => parent.children.length > 1);
  if (!found) return undefined;
  found.parent.children.splice(
    random.below(found.parent.children.length + 1),
    0,
    structuredClone(found.node),
  );
  return root;
};

const swapSiblings: Mutation = (root, { random }) => {
  const found = pickChild(
    root,
    random,
    (_, parent) => parent.children.filter((c) => c.kind === 'element').length > 1,
  );
  if (!found) return undefined;
  const list = found.parent.children;
  const other = random.pick(list.filter((child) => child.kind === 'element' && child !== found.node));
  const [a, b] = [list.indexOf(found.node), list.indexOf(other)];
  [list[a], list[b]] = [other, found.node];
  return root;
};

const moveElement: Mutation = (root, { random }) => {
  const found = pickChild(root, random);
  if (!found) return undefined;
  const inside = new Set(elements(found.node).map(({ node }) => node));
  const target = pickElement(root, random, (node) => !inside.has(node) && hasElements(node))?.node;
  if (!target) return undefined;
  found.parent.children.splice(found.parent.children.indexOf(found.node), 1);
  target.children.splice(random.below(target.children.length + 1), 0, found.node);
  return root;
};

const renameElement: Mutation = (root, { random, elementNames }) => {
  const { node } = pickElement(root, random) ?? { node: root };
  const way = random.below(3);
  if (way === 0) node.name = random.pick(elementNames.filter(({ ns }) => ns === node.ns).concat(node)).name;
  else if (way === 1) node.name = random.chance(0.5) ? node.name.toLowerCase() : `${node.name}x`;
  else node.name = node.name.replace('å', 'a').replace('o', 'ø').slice(0, -1) || 'X';
  return root;
};

const changeNamespace: Mutation = (root, { random, namespaces }) => {
  const { node } = pickElement(root, random) ?? { node: root };
  node.ns = random.pick(['', 'urn:example:other', 'http://www.kith.no/xmlstds/', ...namespaces]);
  return root;
};

/** A whole document of one version under the name of another: every element of the namespace changes. */
const changeNamespaceThroughout: Mutation = (root, { random, namespaces }) => {
  const { node } = pickElement(root, random) ?? { node: root };
  const [from, to] = [node.ns, random.pick(namespaces)];
  for (const each of elements(root)) if (each.node.ns === from) each.node.ns = to;
  return root;
};

const insertKnownElement: Mutation = (root, { random, elementNames }) => {
  const { node } = pickElement(root, random, hasElements) ?? { node: root };
  const related = elementNames.filter(({ ns }) => ns === node.ns);
  const name = random.pick(random.chance(0.7) && related.length > 0 ? related : elementNames);
  const inside = random.chance(0.5) ? [] : [text('true')];
  node.children.splice(random.below(node.children.length + 1), 0, element(name, inside));
  return root;
};

const insertUnknownElement: Mutation = (root, { random }) => {
  const { node } = pickElement(root, random) ?? { node: root };
  const ns = random.pick(['', 'urn:example:other', node.ns]);
  node.children.splice(random.below(node.children.length + 1), 0, element({ ns, name: 'Ukjent' }));
  return root;
};

const insertValidElement: Mutation = (root, { random, makeElement }) => {
  const { node } = pickElement(root, random) ?? { node: root };
  node.children.splice(random.below(node.children.length + 1), 0, makeElement());
  return root;
};

const replaceByValidElement: Mutation = (root, { random, makeElement }) => {
  const found = pickChild(root, random);
  if (!found) return undefined;
  found.parent.children.splice(found.parent.children.indexOf(found.node), 1, makeElement());
  return root;
};

const wrapElement: Mutation = (root, { random }) => {
  const found = pickChild(root, random);
  if (!found) return undefined;
  const around = random.chance(0.5) ? found.parent : found.node;
  found.parent.children.splice(found.parent.children.indexOf(found.node), 1, element(around, [found.node]));
  return root;
};

const unwrapElement: Mutation = (root, { random }) => {
  const found = pickChild(root, random, hasElements);
  if (!found) return undefined;
  found.parent.children.splice(found.parent.children.indexOf(found.node), 1, ...found.node.children);
  return root;
};

const emptyElement: Mutation = (root, { random }) => {
  const found = pickElement(root, random, (node) => node.children.length > 0);
  if (!found) return undefined;
  found.node.children = [];
  return root;
};

const shuffleChildren: Mutation = (root, { random }) => {
  const found = pickElement(root, random, (node) => node.children.length > 2);
  if (!found) return undefined;
  const list = found.node.children;
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [list[i], list[j]] = [list[j] as XmlElement, list[i] as XmlElement];
  }
  return root;
};

const exchangeContent: Mutation = (root, { random }) => {
  const one = pickChild(root, random)?.node;
  const inside = new Set(one ? elements(one).map(({ node }) => node) : []);
  const other = pickChild(
    root,
    random,
    (node) => !inside.has(node) && !elements(node).some((e) => e.node === one),
  )?.node;
  if (!one || !other) return undefined;
  [one.children, other.children] = [other.children, one.children];
  return root;
};

const promoteToRoot: Mutation = (root, { random }) => pickChild(root, random)?.node;

/** Mutations of which elements stand where. */
export const structureMutations: Record<string, Mutation> = {
  'element removed': removeElement,
  'element repeated': repeatElement,
  'element copied to another place': copyWithinParent,
  'siblings swapped': swapSiblings,
  'element moved to another parent': moveElement,
  'element renamed': renameElement,
  'namespace of one element changed': changeNamespace,
  'namespace changed throughout': changeNamespaceThroughout,
  'known element inserted': insertKnownElement,
  'unknown element inserted': insertUnknownElement,
  'valid element inserted': insertValidElement,
  'element replaced by a valid other': replaceByValidElement,
  'element wrapped': wrapElement,
  'element unwrapped': unwrapElement,
  'element emptied': emptyElement,
  'children shuffled': shuffleChildren,
  'content exchanged': exchangeContent,
  'descendant made root': promoteToRoot,
};
