import { MimeFault } from './fault.ts';
import type { Headers } from './headers.ts';

/** A media type with its parameters (RFC 2045 5.1); names in lower case, values as written. */
export interface MediaType {
  /** `type/subtype` in lower case. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const TYPE = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*/;

/**
 * Reads the value of a Content-Type field. Real gateways leave out the quotes around values that need them,
 * so an unquoted value runs to the next semicolon. A parameter given twice makes the value ambiguous.
 * @throws MimeFault `content-type-malformed`
 */
export function parseMediaType(value: string): MediaType {
  const text = withoutComments(value);
  const match = TYPE.exec(text);
  if (!match) throw new MimeFault('content-type-malformed');
  const parameters = new Map<string, string>();
  let rest = text.slice(match[0].length);
  while (rest !== '') {
    if (!rest.startsWith(';')) throw new MimeFault('content-type-malformed');
    rest = rest.slice(1).trimStart();
    if (rest === '' || rest.startsWith(';')) continue;
    const name = /^([^\s=;"]+)\s*=\s*/.exec(rest);
    if (!name) throw new MimeFault('content-type-malformed');
    rest = rest.slice(name[0].length);
    const parameter = rest.startsWith('"') ? quoted(rest) : unquoted(rest);
    const key = name[1]!.toLowerCase();
    if (parameters.has(key)) throw new MimeFault('content-type-malformed');
    parameters.set(key, parameter.value);
    rest = rest.slice(parameter.length).trimStart();
  }
  return { type: match[1]!.toLowerCase(), parameters };
}

/**
 * The media type of an entity; `null` when it has no Content-Type.
 * @throws MimeFault when the field cannot be read, or stands twice
 */
export function mediaTypeOf(headers: Headers): MediaType | null {
  const values = headers.all('Content-Type');
  if (values.length > 1) throw new MimeFault('content-type-repeated');
  return values.length === 0 ? null : parseMediaType(values[0]!);
}

function quoted(text: string): { value: string; length: number } {
  let value = '';
  for (let index = 1; index < text.length; index += 1) {
    const here = text[index]!;
    if (here === '"') return { value, length: index + 1 };
    if (here === '\\' && index + 1 < text.length) {
      index += 1;
      value += text[index]!;
    } else value += here;
  }
  throw new MimeFault('content-type-malformed');
}

function unquoted(text: string): { value: string; length: number } {
  const match = /^[^;]*/.exec(text)!;
  return { value: match[0].trimEnd(), length: match[0].length };
}

/** Comments in brackets (RFC 5322 3.2.2) may stand between the tokens, but not inside a quoted value. */
function withoutComments(value: string): string {
  const kept: string[] = [];
  let depth = 0;
  let inQuotes = false;
  for (let index = 0; index < value.length; index += 1) {
    const here = value[index]!;
    const escaped = here === '\\' && (inQuotes || depth > 0);
    if (escaped) index += 1;
    if (here === '(' && !inQuotes && (depth > 0 || betweenTokens(kept.at(-1)))) depth += 1;
    else if (here === ')' && depth > 0) depth -= 1;
    else if (depth === 0) {
      if (here === '"') inQuotes = !inQuotes;
      kept.push(escaped ? here + (value[index] ?? '') : here);
    }
  }
  if (depth > 0) throw new MimeFault('content-type-malformed');
  return kept.join('');
}

function betweenTokens(last: string | undefined): boolean {
  return last === undefined || last === ';' || last === ' ' || last === '\t';
}
