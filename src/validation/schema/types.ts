import type { Element } from '../../messages/xml/element.ts';

/** The schema's simple types, said as a person would. */
const TYPES: Readonly<Record<string, string>> = {
  'xs:dateTime': 'dato og klokkeslett (ÅÅÅÅ-MM-DDTtt:mm:ss)',
  'xs:date': 'en dato (ÅÅÅÅ-MM-DD)',
  'xs:time': 'et klokkeslett (tt:mm:ss)',
  'xs:gYear': 'et årstall (ÅÅÅÅ)',
  'xs:gYearMonth': 'år og måned (ÅÅÅÅ-MM)',
  'xs:boolean': 'true eller false',
  'xs:integer': 'et heltall',
  'xs:int': 'et heltall',
  'xs:nonNegativeInteger': 'et heltall som ikke er negativt',
  'xs:positiveInteger': 'et heltall større enn null',
  'xs:decimal': 'et desimaltall (med punktum)',
  'xs:double': 'et tall (med punktum)',
  'xs:float': 'et tall (med punktum)',
  'xs:base64Binary': 'base64-kodede data',
  'xs:anyURI': 'en adresse (URI)',
  'xs:ID': 'en identifikator som er et gyldig XML-navn',
  'xs:NMTOKEN': 'ett ord uten mellomrom',
};

/** The KITH datatypes that restrict a simple type (HIS 80117). */
const KITH_TYPES: Readonly<Record<string, string>> = {
  oid: 'en OID (tall skilt med punktum)',
  INT: 'et heltall',
  REAL: 'et tall (med punktum)',
  BL: 'true eller false',
};

/** Elements and attributes whose type is a union without a name of its own. */
const BY_ELEMENT: Readonly<Record<string, string>> = {
  OidRef: 'en OID (tall skilt med punktum)',
};

/**
 * @param type libxml2's name of the type, `null` when the schema gives it none
 * @returns Norwegian words; the type's own name when there are no words for it
 */
export function describeType(type: string | null, element: Element): string {
  if (type !== null) {
    const known = TYPES[type];
    if (known) return known;
    const local = type.slice(Math.max(type.indexOf('}'), type.indexOf(':')) + 1);
    return KITH_TYPES[local] ?? `av typen ${local}`;
  }
  const known = BY_ELEMENT[element.name];
  if (known) return known;
  return 'en dato, et tidspunkt eller en annen verdi som standarden tillater her';
}
