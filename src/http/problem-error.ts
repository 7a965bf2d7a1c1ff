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

/**
 * RFC 9457, with our stable code beside it. For a message that was kept the contract wants its own `type` (LOG_INNLAGT …)
 * as a member of that name; it then takes the place of the problem's type, and `code` says which problem it is.
 */
export function toProblemDocument(error: ProblemError, language: Language): object {
  const definition = problems[error.code];
  return {
    type: `urn:meldingsvakt:${error.code}`,
    title: definition.title[language],
    status: definition.status,
    detail: fill(definition.detail[language], error.parameters),
    code: error.code,
    ...error.extension,
  };
}
