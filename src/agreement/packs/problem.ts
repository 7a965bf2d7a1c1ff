import type { TSchema } from 'typebox';
import Value from 'typebox/value';
import type { Text } from '../text.ts';
import { lookOf } from './patterns.ts';

/** One thing wrong in a file that somebody wrote: where, and what, in words they can act on. */
export interface Problem {
  /** `rules/R-INNL-4T/limit`; empty for the file itself. */
  path: string;
  text: Text;
}

type SchemaError = ReturnType<typeof Value.Errors>[number];

/** JSON Pointer to a readable path. */
function readable(pointer: string): string {
  return pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : String(values);
}

/** What each schema keyword means to a person; the rest is told as a wrong form. */
function textOf(error: SchemaError): Text {
  const { keyword, params } = error as { keyword: string; params: Record<string, unknown> };
  switch (keyword) {
    case 'required': {
      const names = listed(params.requiredProperties);
      return { nb: `mangler ${names}`, nn: `manglar ${names}`, en: `lacks ${names}` };
    }
    case 'additionalProperties': {
      const names = listed(params.additionalProperties);
      return {
        nb: `har et ukjent felt: ${names}`,
        nn: `har eit ukjent felt: ${names}`,
        en: `has an unknown field: ${names}`,
      };
    }
    case 'enum': {
      const values = listed(params.allowedValues);
      return {
        nb: `må være en av: ${values}`,
        nn: `må vere ein av: ${values}`,
        en: `must be one of: ${values}`,
      };
    }
    case 'pattern': {
      const look = lookOf(String(params.pattern));
      return {
        nb: `må skrives som ${look}`,
        nn: `må skrivast som ${look}`,
        en: `must be written as ${look}`,
      };
    }
    case 'type': {
      const type = listed(params.type);
      return { nb: `må være ${type}`, nn: `må vere ${type}`, en: `must be ${type}` };
    }
    case 'minItems':
    case 'minLength':
      return { nb: 'kan ikke være tom', nn: 'kan ikkje vere tom', en: 'cannot be empty' };
    case 'uniqueItems':
      return {
        nb: 'har den samme verdien to ganger',
        nn: 'har den same verdien to gonger',
        en: 'holds the same value twice',
      };
    default:
      return {
        nb: 'har feil form eller verdi',
        nn: 'har feil form eller verdi',
        en: 'has the wrong form or value',
      };
  }
}

/** Everything about a value that breaks its schema, in the order of the schema. */
export function problemsOf(schema: TSchema, value: unknown, path: string): Problem[] {
  return [...Value.Errors(schema, value)]
    .filter((error) => error.keyword !== 'boolean')
    .map((error) => ({ path: joined(path, readable(error.instancePath)), text: textOf(error) }));
}

function joined(path: string, rest: string): string {
  return path === '' || rest === '' ? path + rest : `${path}/${rest}`;
}
