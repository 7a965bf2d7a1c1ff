import type { ErrorDetail } from 'libxml2-wasm';
import type { Element } from '../../messages/xml/element.ts';
import { resolveNodePath } from '../../messages/xml/path.ts';
import type { Target } from '../places.ts';
import { describeType } from './types.ts';

/** A schema error in the terms of the catalogue. */
export interface SchemaBreach {
  code: `MV-11${number}`;
  target: Target;
  parameters: Record<string, string>;
}

interface Pattern {
  code: SchemaBreach['code'];
  match: RegExp;
  parameters?: (groups: Record<string, string | undefined>, element: Element) => Record<string, string>;
  text?: boolean;
}

const FACETS: Readonly<Record<string, string>> = {
  pattern: 'format (mønster)',
  enumeration: 'tillatte verdier',
  length: 'lengde',
  minLength: 'minste lengde',
  maxLength: 'største lengde',
  minInclusive: 'minste verdi',
  maxInclusive: 'største verdi',
  minExclusive: 'minste verdi',
  maxExclusive: 'største verdi',
  totalDigits: 'antall siffer',
  fractionDigits: 'antall desimaler',
};

/**
 * libxml2's sentences by their shape. Values are never taken from them, only names that the schema
 * itself defines, so that nothing a patient's message says comes out in an error text.
 */
const PATTERNS: readonly Pattern[] = [
  {
    code: 'MV-1101',
    match: /This element is not expected\.(?: Expected is (?:one of )?\( (?<expected>.*?) \)\.)?/,
    parameters: ({ expected }) => ({ expected: names(expected) || 'ingenting mer' }),
  },
  {
    code: 'MV-1102',
    match: /Missing child element\(s\)\.(?: Expected is (?:one of )?\( (?<expected>.*?) \)\.)?/,
    parameters: ({ expected }) => ({ expected: names(expected) || 'flere elementer' }),
  },
  {
    code: 'MV-1109',
    match: /No matching global (?:element )?declaration available/,
  },
  {
    code: 'MV-1110',
    match: /does not match the fixed value constraint '(?<fixed>.*?)'/,
    parameters: ({ fixed }) => ({ fixed: fixed ?? '' }),
    text: true,
  },
  {
    code: 'MV-1106',
    match: /\[facet '(?<facet>\w+)'\]/,
    parameters: ({ facet }) => ({ facet: FACETS[facet ?? ''] ?? 'verdien' }),
    text: true,
  },
  {
    code: 'MV-1103',
    match: /is not a valid value of the (?:local )?(?:atomic|list|union)? ?type(?: '(?<type>[^']*)')?/,
    parameters: ({ type }, element) => ({ type: describeType(type ?? null, element) }),
    text: true,
  },
  {
    code: 'MV-1105',
    match: /The attribute '(?<attribute>[^']*)' is required but missing/,
    parameters: ({ attribute }) => ({ attribute: clark(attribute ?? '') }),
  },
  {
    code: 'MV-1104',
    match: /The attribute '(?<attribute>[^']*)' is not allowed/,
    parameters: ({ attribute }) => ({ attribute: clark(attribute ?? '') }),
  },
  {
    code: 'MV-1107',
    match: /Character content (?:other than whitespace )?is not allowed/,
    text: true,
  },
  { code: 'MV-1108', match: /Element content is not allowed/ },
];

/**
 * Turns libxml2's schema errors into breaches with a place in the document.
 * A value that breaks a facet is reported by libxml2 a second time as a wrong type: the second is dropped.
 */
export function translateSchemaErrors(details: readonly ErrorDetail[], root: Element): SchemaBreach[] {
  const breaches: SchemaBreach[] = [];
  let facetAt: string | undefined;
  for (const detail of details) {
    const breach = translate(detail, root);
    if (breach.code === 'MV-1106') facetAt = detail.xpath;
    else if (breach.code === 'MV-1103' && detail.xpath !== undefined && detail.xpath === facetAt) continue;
    breaches.push(breach);
  }
  return breaches;
}

function translate(detail: ErrorDetail, root: Element): SchemaBreach {
  const found = resolveNodePath(root, detail.xpath ?? '') ?? { element: root, attribute: null };
  // libxml2 reports a faulty attribute at its element and names the attribute in the sentence.
  const attribute = found.attribute ?? attributeNamed(detail.message);
  const element = shortName(found.element.name);
  for (const pattern of PATTERNS) {
    const match = pattern.match.exec(detail.message);
    if (!match) continue;
    return {
      code: pattern.code,
      target: { element: found.element, attribute, text: pattern.text ?? false },
      parameters: {
        element,
        place: attribute ? `attributten ${shortName(attribute)} på ${element}` : element,
        ...pattern.parameters?.(match.groups ?? {}, found.element),
      },
    };
  }
  return { code: 'MV-1119', target: { element: found.element, attribute }, parameters: { element } };
}

/** The attribute that libxml2's sentence is about; its name stands in the document, or the path would not. */
function attributeNamed(message: string): string | null {
  const named = /^Element '[^']*', attribute '([^']*)'/.exec(message)?.[1];
  return named === undefined ? null : named.slice(named.indexOf('}') + 1);
}

/** `{ns}A, {ns}B` → `A, B`; wildcards are said in words. */
function names(list: string | undefined): string {
  if (!list) return '';
  return list
    .split(', ')
    .map((name) =>
      name.startsWith('##') || name.endsWith('}*') || name === '*' ? 'et vilkårlig element' : clark(name),
    )
    .join(', ');
}

function clark(name: string): string {
  return shortName(name.slice(name.indexOf('}') + 1));
}

/** Names come from the document too; a name that long is no name. */
function shortName(name: string): string {
  return name.length <= 80 ? name : `${name.slice(0, 80)}…`;
}
