import type { Element as DomElement } from '@xmldom/xmldom';
import type { QName } from './tree.ts';
import {
  type AttributeUse,
  type ElementDeclaration,
  key,
  type Particle,
  type SchemaModel,
  type TypeDefinition,
} from './xsd-model.ts';

/**
 * Reads XSD documents into one model. Knows the part of XML Schema that the official schemas use;
 * throws on anything else rather than leaving it out in silence.
 */
export function readSchemas(schemas: DomElement[]): SchemaModel {
  const model: SchemaModel = {
    elements: new Map(),
    types: new Map(),
    attributes: new Map(),
    attributeGroups: new Map(),
    places: new Set(),
    bound: new Map(),
  };
  for (const schema of schemas) new Reader(schema, model).read();
  return model;
}

class Reader {
  readonly #schema: DomElement;
  readonly #model: SchemaModel;
  readonly #ns: string;
  readonly #qualified: boolean;

  constructor(schema: DomElement, model: SchemaModel) {
    this.#schema = schema;
    this.#model = model;
    this.#ns = schema.getAttribute('targetNamespace') ?? '';
    this.#qualified = schema.getAttribute('elementFormDefault') === 'qualified';
  }

  read(): void {
    const model = this.#model;
    for (const child of parts(this.#schema)) {
      const name = { ns: this.#ns, name: child.getAttribute('name') ?? '' };
      const tag = child.localName;
      if (tag === 'element') model.elements.set(key(name), this.#element(child, '', true));
      else if (tag === 'complexType') model.types.set(key(name), this.#complexType(child, key(name)));
      else if (tag === 'simpleType') model.types.set(key(name), this.#simpleType(child));
      else if (tag === 'attribute') model.attributes.set(key(name), this.#attribute(child, true));
      else if (tag === 'attributeGroup') {
        const group = emptyType('complex');
        this.#attributes(child, group);
        model.attributeGroups.set(key(name), group);
      } else if (tag !== 'import' && tag !== 'include') throw new Error(`xs:${tag} is not known`);
    }
  }

  #element(node: DomElement, parent: string, global = false): ElementDeclaration {
    const ref = this.#qname(node.getAttribute('ref'));
    const name = ref ?? {
      ns: global || this.#qualified ? this.#ns : '',
      name: node.getAttribute('name') ?? '',
    };
    const place = global ? key(name) : `${parent}/${name.name}`;
    const declaration: ElementDeclaration = { ...name, impossibleChildren: [], place };
    this.#model.places.add(place);
    if (ref) declaration.ref = ref;
    const type = this.#qname(node.getAttribute('type'));
    if (type) declaration.type = type;
    const fixed = node.getAttribute('fixed');
    if (fixed !== null) declaration.fixed = fixed;
    this.#bind(declaration, declaration.fixed, []);
    for (const child of parts(node)) {
      if (child.localName === 'complexType') declaration.type = this.#complexType(child, place);
      else if (child.localName === 'simpleType') declaration.type = this.#simpleType(child);
      else if (child.localName === 'key') declaration.impossibleChildren.push(keySelector(child));
      else throw new Error(`xs:${child.localName} in an element is not known`);
    }
    return declaration;
  }

  #complexType(node: DomElement, place: string): TypeDefinition {
    const type = emptyType('complex');
    type.mixed = node.getAttribute('mixed') === 'true';
    type.abstract = node.getAttribute('abstract') === 'true';
    this.#content(node, type, place);
    return type;
  }

  #content(node: DomElement, type: TypeDefinition, place: string): void {
    for (const child of parts(node)) {
      const tag = child.localName ?? '';
      if (tag === 'sequence' || tag === 'choice') type.content = this.#particle(child, place);
      else if (tag === 'simpleContent' || tag === 'complexContent') {
        if (child.getAttribute('mixed') === 'true') type.mixed = true;
        for (const derivation of parts(child)) {
          const base = this.#qname(derivation.getAttribute('base'));
          if (base) type.base = base;
          type.extends = derivation.localName === 'extension';
          this.#content(derivation, type, place);
        }
      } else if (tag !== 'attribute' && tag !== 'attributeGroup')
        throw new Error(`xs:${tag} in a type is not known`);
    }
    this.#attributes(node, type);
  }

  #attributes(node: DomElement, into: Pick<TypeDefinition, 'attributes' | 'attributeGroups'>): void {
    for (const child of parts(node)) {
      const ref = this.#qname(child.getAttribute('ref'));
      if (child.localName === 'attribute') into.attributes.push(this.#attribute(child, false));
      else if (child.localName === 'attributeGroup' && ref) into.attributeGroups.push(ref);
    }
  }

  #attribute(node: DomElement, global: boolean): AttributeUse {
    const ref = this.#qname(node.getAttribute('ref'));
    const name = ref ?? { ns: global ? this.#ns : '', name: node.getAttribute('name') ?? '' };
    const use: AttributeUse = { ...name, required: node.getAttribute('use') === 'required' };
    const type = this.#qname(node.getAttribute('type'));
    if (type) use.type = type;
    for (const child of parts(node)) use.type = this.#simpleType(child);
    const fixed = node.getAttribute('fixed');
    if (fixed !== null) use.fixed = fixed;
    this.#bind(use, use.fixed, use.type && 'enumerations' in use.type ? use.type.enumerations : []);
    return use;
  }

  #bind(name: QName, fixed: string | undefined, listed: string[]): void {
    const values = fixed === undefined ? listed : [fixed, ...listed];
    if (values.length === 0) return;
    this.#model.bound.set(key(name), [...(this.#model.bound.get(key(name)) ?? []), ...values]);
  }

  #simpleType(node: DomElement): TypeDefinition {
    const type = emptyType('simple');
    for (const child of parts(node)) {
      if (child.localName === 'union') {
        const members = (child.getAttribute('memberTypes') ?? '').split(/\s+/).filter(Boolean);
        type.union = members.map((member) => this.#qname(member) as QName);
        continue;
      }
      if (child.localName !== 'restriction')
        throw new Error(`xs:${child.localName} in a simple type is not known`);
      const base = this.#qname(child.getAttribute('base'));
      if (base) type.base = base;
      for (const facet of parts(child)) {
        const value = facet.getAttribute('value') ?? '';
        if (facet.localName === 'enumeration') type.enumerations.push(value);
        else if (facet.localName === 'pattern') type.patterns.push(value);
        else throw new Error(`the facet ${facet.localName} is not known`);
      }
    }
    return type;
  }

  #particle(node: DomElement, place: string): Particle {
    const max = node.getAttribute('maxOccurs') ?? '1';
    return {
      min: Number(node.getAttribute('minOccurs') ?? '1'),
      max: max === 'unbounded' ? Number.POSITIVE_INFINITY : Number(max),
      term: this.#term(node, place),
    };
  }

  #term(node: DomElement, place: string): Particle['term'] {
    const tag = node.localName ?? '';
    if (tag === 'element') return { kind: 'element', declaration: this.#element(node, place) };
    if (tag === 'sequence' || tag === 'choice') {
      return { kind: tag, particles: parts(node).map((child) => this.#particle(child, place)) };
    }
    if (tag !== 'any') throw new Error(`xs:${tag} in a content model is not known`);
    const strict = (node.getAttribute('processContents') ?? 'strict') === 'strict';
    return { kind: 'any', namespace: node.getAttribute('namespace') ?? '##any', strict };
  }

  #qname(text: string | null): QName | undefined {
    if (!text) return undefined;
    const [prefix, name] = text.includes(':') ? (text.split(':') as [string, string]) : ['', text];
    return { ns: this.#schema.lookupNamespaceURI(prefix) ?? '', name };
  }
}

function emptyType(kind: TypeDefinition['kind']): TypeDefinition {
  return {
    kind,
    mixed: false,
    abstract: false,
    extends: false,
    attributes: [],
    attributeGroups: [],
    enumerations: [],
    patterns: [],
    union: [],
  };
}

function parts(node: DomElement): DomElement[] {
  return [...node.childNodes].filter(
    (child): child is DomElement =>
      child.nodeType === child.ELEMENT_NODE && (child as DomElement).localName !== 'annotation',
  );
}

function keySelector(node: DomElement): string {
  const selector = parts(node).find((part) => part.localName === 'selector');
  return (selector?.getAttribute('xpath') ?? '').replace(/^.*:/, '');
}
