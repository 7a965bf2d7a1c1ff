import { InstanceMaker } from './instance.ts';
import { type Mutation, mutationContext, readVocabulary, type Vocabulary } from './mutation.ts';
import { structureMutations } from './mutations-structure.ts';
import { valueMutations } from './mutations-values.ts';
import type { Sample } from './official.ts';
import { Random } from './random.ts';
import { type QName, serialise, type XmlElement } from './tree.ts';
import type { SchemaModel } from './xsd-model.ts';

export const mutations: Record<string, Mutation> = { ...structureMutations, ...valueMutations };

/** One document of a run. */
export interface Case {
  number: number;
  /** The document type that it started from. */
  type: string;
  origin: 'sample' | 'generated';
  /** What was done to it, in order; empty for a document left as it was. */
  mutations: string[];
  xml: Buffer;
}

const MSGHEAD = 'http://www.kith.no/xmlstds/msghead/2006-05-24';

/** The roots that MsgHead's Content carries in life. */
const PAYLOADS = new Set([
  'Pasientlogistikk',
  'Innleggelsesrapport',
  'HelseopplysningerVedSoknad',
  'Konsultasjon',
  'OrienteringOmTjenestetilbud',
  'OverforingMedisinskeOpplysninger',
  'TverrfagligEpikrise',
  'MeldingFravar',
  'Dialogmelding',
  'Henvisning',
  'Base64Container',
]);

/** Makes the cases of one run; case n is the same document whatever else was made before it. */
export class CaseMaker {
  readonly #model: SchemaModel;
  readonly #samples: readonly Sample[];
  readonly #seed: number;
  readonly #vocabulary: Vocabulary;
  readonly #globals: QName[];
  readonly #payloads: QName[];
  readonly #roots: QName[];
  /** Places of the element declarations that a generated document has used. */
  readonly covered = new Set<string>();

  constructor(model: SchemaModel, samples: readonly Sample[], seed: number) {
    this.#model = model;
    this.#samples = samples;
    this.#seed = seed;
    this.#vocabulary = readVocabulary(model);
    this.#globals = [...model.elements.values()].map(({ ns, name }) => ({ ns, name }));
    this.#payloads = this.#globals.filter(({ name }) => PAYLOADS.has(name));
    const standAlone = this.#globals.filter(({ name }) => name === 'AppRec' || name === 'Message');
    this.#roots = [
      ...this.#payloads.map(() => ({ ns: MSGHEAD, name: 'MsgHead' })),
      ...standAlone,
      ...standAlone,
    ];
  }

  /** The share of the schemas' element declarations that generated documents have used so far. */
  coverage(): { used: number; declared: number } {
    return { used: this.covered.size, declared: this.#model.places.size };
  }

  make(number: number): Case {
    const random = new Random(this.#seed, number);
    const fromSample = random.chance(0.4);
    let root = fromSample ? structuredClone(random.pick(this.#samples).root) : this.#generate(random);
    const type = typeOf(root);
    const done: string[] = [];
    const context = mutationContext(this.#model, random, () => this.#part(random), this.#vocabulary);
    const names = Object.keys(mutations);
    for (let left = random.pick([0, 1, 1, 1, 1, 1, 1, 1, 2, 3]); left > 0; left--) {
      const name = random.pick(names);
      const changed = mutations[name]?.(root, context);
      if (!changed) continue;
      root = changed;
      done.push(name);
    }
    const origin = fromSample ? 'sample' : 'generated';
    return { number, type, origin, mutations: done, xml: serialise(root, random) };
  }

  #generate(random: Random): XmlElement {
    // Mostly one payload per message, as in life; now and then any global element at all.
    const payloads = random.chance(0.85) ? [random.pick(this.#payloads)] : this.#globals;
    const root = random.chance(0.9) ? random.pick(this.#roots) : random.pick(this.#globals);
    const plan = { random, payloads, covered: this.covered };
    return new InstanceMaker(
      this.#model,
      random.chance(0.8) ? { ...plan, always: 'Content' } : plan,
    ).document(root);
  }

  #part(random: Random): XmlElement {
    return new InstanceMaker(this.#model, { random, payloads: this.#payloads }).document(
      random.pick(this.#globals),
    );
  }
}

/** The name of a document's type: its root, or for MsgHead the first payload, with the date of the version. */
export function typeOf(root: XmlElement): string {
  const payload = root.name === 'MsgHead' ? findContent(root) : undefined;
  const named = payload ?? root;
  const label = `${named.name} ${named.ns.split('/').at(-1)}`;
  const known =
    PAYLOADS.has(named.name) ||
    named.name === 'AppRec' ||
    named.name === 'Message' ||
    named.name === 'MsgHead';
  if (root.name !== 'MsgHead') return known ? label : '(a component as root)';
  if (!payload) return 'MsgHead without Content';
  return `MsgHead with ${known ? label : 'a component'}`;
}

function findContent(node: XmlElement): XmlElement | undefined {
  for (const child of node.children) {
    if (child.kind !== 'element') continue;
    const first =
      child.name === 'Content' ? child.children.find((inside) => inside.kind === 'element') : undefined;
    const found = first ?? findContent(child);
    if (found) return found;
  }
  return undefined;
}
