import type { Random } from './random.ts';
import { element, type QName, text, type XmlElement, type XmlNode, XSI } from './tree.ts';
import { validText } from './values.ts';
import {
  type AttributeUse,
  type ElementDeclaration,
  key,
  type Particle,
  type SchemaModel,
  type TypeDefinition,
  XS,
} from './xsd-model.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';
const OTHER = 'urn:example:other';
/** Deeper than this only what must be there is written. */
const DEPTH = 12;

/** How one instance is made. */
export interface InstancePlan {
  random: Random;
  /** The roots that a strict wildcard (MsgHead's Content) may take. */
  payloads: readonly QName[];
  /** An element that is written wherever it may be, however lean the document (MsgHead's Content). */
  always?: string;
  /** Receives the place of every element declaration used. */
  covered?: Set<string>;
}

/**
 * Makes random documents that are valid by the model, so that elements which no sample has occur too.
 * The amount of optional content differs from document to document.
 */
export class InstanceMaker {
  readonly #model: SchemaModel;
  readonly #plan: InstancePlan;
  readonly #random: Random;
  /** The chance that an optional part is written. */
  readonly #optional: number;
  /** Elements left before only what must be there is written. */
  #budget: number;

  constructor(model: SchemaModel, plan: InstancePlan) {
    this.#model = model;
    this.#plan = plan;
    this.#random = plan.random;
    this.#optional = plan.random.pick([0.1, 0.3, 0.5, 0.8]);
    this.#budget = plan.random.pick([40, 100, 250]);
  }

  /** A document with this global element as root. */
  document(root: QName): XmlElement {
    const declaration = this.#model.elements.get(key(root));
    if (!declaration) throw new Error(`no global element ${key(root)}`);
    return this.#element(declaration, 0);
  }

  #element(use: ElementDeclaration, depth: number): XmlElement {
    const declaration = use.ref ? this.#global(use.ref) : use;
    this.#plan.covered?.add(use.place).add(declaration.place);
    this.#budget -= 1;
    const node = element(declaration);
    if (declaration.fixed !== undefined) {
      node.children = this.#random.chance(0.9) ? [text(declaration.fixed)] : [];
      return node;
    }
    this.#fill(node, declaration.type, depth, declaration.impossibleChildren);
    return node;
  }

  #global(name: QName): ElementDeclaration {
    const declaration = this.#model.elements.get(key(name));
    if (!declaration) throw new Error(`no global element ${key(name)}`);
    return declaration;
  }

  #fill(
    node: XmlElement,
    type: QName | TypeDefinition | undefined,
    depth: number,
    without: string[] = [],
  ): void {
    if (!type || ('ns' in type && type.ns === XS && type.name === 'anyType')) {
      node.children = this.#anything(depth);
      return;
    }
    const definition = 'ns' in type ? this.#model.types.get(key(type)) : type;
    if (!definition || definition.kind === 'simple') {
      node.children = textNodes(validText(this.#model, type, this.#random));
      return;
    }
    const base = definition.base;
    if (base && definition.extends) this.#fill(node, base, depth);
    if (definition.content) {
      const children = this.#particle(definition.content, depth, without);
      node.children.push(...(definition.mixed ? this.#mix(children) : children));
    } else if (definition.mixed && node.children.length === 0) {
      node.children = textNodes(validText(this.#model, undefined, this.#random));
    }
    this.#attributes(node, definition);
  }

  #attributes(node: XmlElement, group: Pick<TypeDefinition, 'attributes' | 'attributeGroups'>): void {
    for (const use of group.attributes) {
      const global = use.ns === '' ? undefined : this.#model.attributes.get(key(use));
      if (!use.required && !this.#random.chance(0.6)) continue;
      node.attributes.push({ ns: use.ns, name: use.name, value: this.#attributeValue(use, global) });
    }
    for (const name of group.attributeGroups) {
      const named = this.#model.attributeGroups.get(key(name));
      if (named) this.#attributes(node, named);
    }
  }

  #attributeValue(use: AttributeUse, global: AttributeUse | undefined): string {
    const fixed = use.fixed ?? global?.fixed;
    return fixed ?? validText(this.#model, use.type ?? global?.type, this.#random);
  }

  #particle(particle: Particle, depth: number, without: string[]): XmlNode[] {
    const made: XmlNode[] = [];
    for (let count = this.#occurrences(particle, depth); count > 0; count--) {
      const { term } = particle;
      if (term.kind === 'element') {
        if (particle.min === 0 && without.includes(term.declaration.name)) continue;
        made.push(this.#element(term.declaration, depth + 1));
      } else if (term.kind === 'sequence') {
        for (const part of term.particles) made.push(...this.#particle(part, depth, without));
      } else if (term.kind === 'choice') {
        const wanted = term.particles.find((part) => this.#isAlways(part));
        made.push(...this.#particle(wanted ?? this.#random.pick(term.particles), depth, without));
      } else if (term.kind === 'any') made.push(...this.#wildcard(term.strict, term.namespace, depth));
    }
    return made;
  }

  #isAlways({ term }: Particle): boolean {
    return term.kind === 'element' && term.declaration.name === this.#plan.always;
  }

  #occurrences(particle: Particle, depth: number): number {
    const { min, max, term } = particle;
    const shallow = depth <= DEPTH;
    if (shallow && this.#isAlways(particle)) return 1;
    // Content is nearly always filled, however much the head above it has used up.
    if (shallow && term.kind === 'any' && term.strict && min === 0)
      return this.#random.pick([0, 1, 1, 1, 1, 1, 1, 2]);
    if (!shallow || this.#budget <= 0) return min;
    if (min === 0 && !this.#random.chance(this.#optional)) return 0;
    const few = this.#random.pick([1, 1, 1, 2, 3]);
    return Math.max(min, Math.min(max, few));
  }

  #wildcard(strict: boolean, namespace: string, depth: number): XmlNode[] {
    // Only the signature schema says ##other, and it means: not of the signature's own namespace.
    const fits = ({ ns }: QName): boolean => namespace !== '##other' || !ns.includes('xmldsig');
    if (strict) {
      const payloads = this.#plan.payloads.filter(fits);
      return [this.#element(this.#global(this.#random.pick(payloads)), depth + 1)];
    }
    const one = this.#anything(depth).find((node) => node.kind === 'element' && fits(node));
    return [one ?? element({ ns: OTHER, name: 'Note' }, [text('n')])];
  }

  /** What anyType and lax wildcards take: text, XHTML, unknown elements, and now and then a known element or type. */
  #anything(depth: number): XmlNode[] {
    const p = (inside: string): XmlElement => element({ ns: XHTML, name: 'p' }, [text(inside)]);
    const choice = this.#random.below(depth > DEPTH ? 4 : 7);
    if (choice === 0) return textNodes(validText(this.#model, undefined, this.#random));
    if (choice === 1) return [element({ ns: XHTML, name: 'div' }, [p('Avsnitt en'), text(' og '), p('to')])];
    if (choice === 2) return [p('Bare et avsnitt')];
    if (choice === 3) return [element({ ns: OTHER, name: 'Note' }, [text('n')])];
    if (choice === 4) return [this.#element(this.#global(this.#random.pick(this.#plan.payloads)), depth + 1)];
    return [this.#typed(depth)];
  }

  /** An unknown element that says by xsi:type what it contains; the only place where some data types can stand. */
  #typed(depth: number): XmlElement {
    const [name, type] = this.#random.pick([...this.#model.types].filter(([, { abstract }]) => !abstract));
    const [ns, local] = name.slice(1).split('}') as [string, string];
    const node = element({ ns: OTHER, name: 'Note' });
    this.#fill(node, type, depth);
    node.attributes.push({ ns: XSI, name: 'type', value: { ns, name: local } });
    return node;
  }

  #mix(children: XmlNode[]): XmlNode[] {
    return children.flatMap((child) => (this.#random.chance(0.2) ? [text('tekst'), child] : [child]));
  }
}

function textNodes(value: string): XmlNode[] {
  return value === '' ? [] : [text(value)];
}
