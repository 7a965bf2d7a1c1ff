import { fill } from '../validation/catalogue/definition.ts';
import { type Language, type ProblemCode, problems } from './problems.ts';

/** Thrown by a handler to answer with a problem document; the only way to make an error body. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly statusCode: number;
  readonly parameters: Record<string, string | number>;
  readonly extension: object;
  /** Seconds for Retry-After, where trying again makes sense. */
  readonly retryAfter: number | null;

  constructor(
    code: ProblemCode,
    options: { parameters?: Record<string, string | number>; extension?: object; retryAfter?: number } = {},
  ) {
    super(code);
    this.code = code;
    this.statusCode = problems[code].status;
    this.parameters = options.parameters ?? {};
    this.extension = options.extension ?? {};
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** RFC 9457, with our stable code beside the type. Extension members come last and never replace the standard ones. */
export function toProblemDocument(error: ProblemError, language: Language): object {
  const definition = problems[error.code];
  return {
    ...error.extension,
    type: `urn:meldingsvakt:${error.code}`,
    title: definition.title[language],
    status: definition.status,
    detail: fill(definition.detail[language], error.parameters),
    code: error.code,
  };
}
