import type Type from 'typebox';
import type { PartnerFileProblem } from './partner-problems.ts';

/**
 * Fields of a value that its schema does not know, each as a warning at its place: most are misspelt, and a misspelt
 * `mode: observe` would deliver what should only be watched. Looks into objects and lists; other schemas end the search.
 */
export function unknownFields(schema: Type.TSchema, value: unknown, place = ''): PartnerFileProblem[] {
  if (Array.isArray(value)) {
    const items = 'items' in schema ? schema.items : undefined;
    if (!isSchema(items)) return [];
    return value.flatMap((item, index) => unknownFields(items, item, `${place}[${index}]`));
  }
  if (!isRecord(value) || !('properties' in schema) || !isRecord(schema.properties)) return [];
  const { properties } = schema;
  return Object.entries(value).flatMap(([name, inner]): PartnerFileProblem[] => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const at = place === '' ? name : `${place}.${name}`;
    if (isSchema(known)) return unknownFields(known, inner, at);
    return [{ place: at, text: 'er et ukjent felt og brukes ikke', severity: 'warning' }];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSchema(value: unknown): value is Type.TSchema {
  return isRecord(value);
}
