import type { QName } from './tree.ts';

export const XS = 'http://www.w3.org/2001/XMLSchema';

/** A part of a content model: what may stand, and how often. */
export interface Particle {
  min: number;
  /** Infinity for unbounded. */
  max: number;
  term: ElementTerm | GroupTerm | AnyTerm;
}
export interface ElementTerm {
  kind: 'element';
  declaration: ElementDeclaration;
}
export interface GroupTerm {
  kind: 'sequence' | 'choice';
  particles: Particle[];
}
export interface AnyTerm {
  kind: 'any';
  /** Namespace rule as the schema writes it: ##any or ##other. */
  namespace: string;
  strict: boolean;
}
export interface ElementDeclaration extends QName {
  /** Set where the element's content is described once and referred to. */
  ref?: QName;
  type?: QName | TypeDefinition;
  fixed?: string;
  /** Children that an identity constraint makes impossible, since it asks for an attribute that they cannot have. */
  impossibleChildren: string[];
  /** Where it is declared, for the count of what the instances cover. */
  place: string;
}
export interface AttributeUse extends QName {
  required: boolean;
  type?: QName | TypeDefinition;
  fixed?: string;
}
export interface TypeDefinition {
  kind: 'simple' | 'complex';
  mixed: boolean;
  abstract: boolean;
  /** The type that this one restricts or extends; for simple content the type of the text. */
  base?: QName;
  extends: boolean;
  content?: Particle;
  attributes: AttributeUse[];
  attributeGroups: QName[];
  enumerations: string[];
  patterns: string[];
  union: QName[];
}

/** What a set of XSD files declares. Keys are written `{namespace}name`. */
export interface SchemaModel {
  elements: Map<string, ElementDeclaration>;
  types: Map<string, TypeDefinition>;
  attributes: Map<string, AttributeUse>;
  attributeGroups: Map<string, Pick<TypeDefinition, 'attributes' | 'attributeGroups'>>;
  /** The place of every element declaration. */
  places: Set<string>;
  /** The values that the schemas fix or list for an element or attribute, by its name. */
  bound: Map<string, string[]>;
}

export const key = ({ ns, name }: QName): string => `{${ns}}${name}`;
