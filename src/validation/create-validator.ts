import { XmlLibError, XmlValidateError, type XsdValidator } from 'libxml2-wasm';
import type { Message } from '../messages/message.ts';
import { readMessage } from '../messages/read/read-message.ts';
import { type Break, MAX_BYTES, type Parsed, withDocument } from '../messages/xml/parse.ts';
import { toFinding } from './catalogue/definition.ts';
import { catalogue } from './catalogue/index.ts';
import type { Finding } from './finding.ts';
import { unknownFormats } from './format.ts';
import { placer, type Target } from './places.ts';
import { contextOf } from './rules/context.ts';
import { rules } from './rules/index.ts';
import { applies } from './rules/rule.ts';
import { compileSchemas } from './schema/compile.ts';
import { type SchemaBreach, translateSchemaErrors } from './schema/errors.ts';
import { readBuiltInSchemas, readOfficialSchemas, SchemaFolderError } from './schema/sources.ts';
import type { ValidateOptions, Validation, Validator, ValidatorSettings } from './validation.ts';
import { rejectionCode, verdictOf } from './verdict.ts';

/** More findings than this help nobody; the rest is counted. */
const MOST_FINDINGS = 500;

/**
 * Reads and compiles the schemas once.
 * @throws when the schema folder cannot be read or is not complete
 */
export async function createValidator(settings: ValidatorSettings = {}): Promise<Validator> {
  const sources = settings.schemas ? await readOfficialSchemas(settings.schemas) : await readBuiltInSchemas();
  try {
    return new CompiledValidator(compileSchemas(sources), settings.production ?? true);
  } catch (error) {
    if (error instanceof XmlLibError && settings.schemas) throw new SchemaFolderError(error.message);
    throw error;
  }
}

/** A trap in the WebAssembly module, or its memory at its end. */
function isReaderStop(error: unknown): boolean {
  return error instanceof Error && (error.name === 'RuntimeError' || error instanceof RangeError);
}

/**
 * After a stop the module may be damaged, and a damaged reader must not judge messages.
 * @throws when it cannot read the simplest document any more; the process or thread must then be replaced
 */
function assertReaderWorks(): void {
  const result = withDocument(
    Buffer.from('<a b="c">d</a>'),
    ({ root }) => `${root.attributes[0]?.value}${root.text}`,
  );
  if (!('value' in result) || result.value !== 'cd')
    throw new Error('The XML reader is damaged and must be restarted');
}

class CompiledValidator implements Validator {
  private readonly schema: XsdValidator;
  private readonly production: boolean;

  constructor(schema: XsdValidator, production: boolean) {
    this.schema = schema;
    this.production = production;
  }

  validate(bytes: Uint8Array, options: ValidateOptions): Validation {
    try {
      const result = withDocument(bytes, (parsed) => this.prove(parsed, options));
      if ('value' in result) return result.value;
      return unreadable(result.broken, result.encoding.name);
    } catch (error) {
      if (isReaderStop(error)) {
        assertReaderWorks();
        return stoppedReader();
      }
      throw error;
    }
  }

  dispose(): void {
    this.schema.dispose();
  }

  private prove(parsed: Parsed, { now }: ValidateOptions): Validation {
    const { root } = parsed;
    const findings = new Findings(placer(parsed.source));
    const unknown = unknownFormats(root);
    for (const { code, element, parameters } of unknown) findings.add(code, { element }, parameters);
    const strangers = new Set(unknown.map(({ element }) => element));
    for (const breach of this.schemaBreaches(parsed)) {
      // An unknown format is one finding, not one for each of its elements.
      if (!isInside(breach.target, strangers)) findings.add(breach.code, breach.target, breach.parameters);
    }
    const message = readMessage(root);
    if (message) {
      const { elements, encoding, size } = parsed;
      const context = contextOf(root, message, {
        elements,
        now,
        production: this.production,
        encoding,
        size,
      });
      for (const rule of rules) {
        if (!applies(rule.appliesTo, context)) continue;
        for (const { parameters, ...target } of rule.check(context))
          findings.add(rule.code, target, parameters);
      }
    }
    return conclude(findings.list(), message);
  }

  private schemaBreaches({ document, root, overloaded }: Parsed): SchemaBreach[] {
    if (overloaded) {
      // libxml2 would write a sentence about each of them.
      const parameters = { element: overloaded.name, count: String(overloaded.attributes.length) };
      return [{ code: 'MV-1118', target: { element: overloaded }, parameters }];
    }
    try {
      this.schema.validate(document);
      return [];
    } catch (error) {
      if (error instanceof XmlValidateError) return translateSchemaErrors(error.details, root);
      throw error;
    }
  }
}

function isInside(target: Target, strangers: ReadonlySet<Target['element']>): boolean {
  for (let here: Target['element'] | null = target.element; here; here = here.parent) {
    if (strangers.has(here)) return true;
  }
  return false;
}

/** Collects findings, and counts those over the limit. */
class Findings {
  private readonly found: Finding[] = [];
  private surplus = 0;
  private readonly place: ReturnType<typeof placer>;

  constructor(place: ReturnType<typeof placer>) {
    this.place = place;
  }

  add(code: string, target: Target, parameters: Record<string, string | number> = {}): void {
    const definition = catalogue[code];
    if (!definition) throw new Error(`The finding ${code} is not in the catalogue`);
    // A finding that rejects is never lost, since the verdict rests on it.
    if (this.found.length >= MOST_FINDINGS && definition.apprec === null) this.surplus += 1;
    else if (this.found.length >= 2 * MOST_FINDINGS) this.surplus += 1;
    else this.found.push(toFinding(code, definition, this.place(target), parameters));
  }

  list(): Finding[] {
    const sorted = this.found.sort(
      (one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
    );
    if (this.surplus === 0) return sorted;
    const parameters = { count: this.surplus, shown: sorted.length };
    return [...sorted, toFinding('MV-1120', catalogue['MV-1120']!, {}, parameters)];
  }
}

function conclude(findings: Finding[], message: Message | null): Validation {
  return {
    verdict: verdictOf(findings),
    type: message && message.type !== '' ? message.type : null,
    version: message?.version ?? null,
    msgId: message?.msgId ?? null,
    apprec: rejectionCode(findings),
    findings,
    message,
  };
}

const BREAK_CODES: Readonly<Record<Break['kind'], string>> = {
  empty: 'MV-1001',
  'not-xml': 'MV-1016',
  'extra-content': 'MV-1017',
  declaration: 'MV-1018',
  syntax: 'MV-1002',
  'tag-mismatch': 'MV-1003',
  truncated: 'MV-1004',
  doctype: 'MV-1005',
  nul: 'MV-1006',
  'encoding-broken': 'MV-1007',
  'encoding-unknown': 'MV-1008',
  'too-large': 'MV-1009',
  depth: 'MV-1010',
  limits: 'MV-1011',
  entity: 'MV-1012',
  namespace: 'MV-1013',
  'attribute-repeated': 'MV-1014',
  'reader-stopped': 'MV-1015',
};

/** The verdict on a document on which the reader itself gave up: rejected, and kept like any other. */
export function stoppedReader(): Validation {
  return unreadable([{ kind: 'reader-stopped', line: null, column: null }], '');
}

function unreadable(broken: readonly Break[], encoding: string): Validation {
  const findings = broken.map(({ kind, line, column }) => {
    const code = BREAK_CODES[kind];
    return toFinding(code, catalogue[code]!, { line, column }, { encoding, limit: MAX_BYTES / 1024 / 1024 });
  });
  return conclude(findings, null);
}
