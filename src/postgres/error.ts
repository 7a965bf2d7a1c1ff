import { type PostgresErrorCode, type Text, texts } from './texts.ts';

/**
 * The embedded database cannot be had, for a reason that a person can act on.
 * `message` is bokmål; `nn` and `en` say the same. The texts name files, directories, users and versions, never data.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly code: PostgresErrorCode;
  readonly nn: string;
  readonly en: string;

  constructor(code: PostgresErrorCode, text: Text, cause?: unknown) {
    super(text.nb, cause === undefined ? undefined : { cause });
    this.code = code;
    this.nn = text.nn;
    this.en = text.en;
  }
}

type Arguments<C extends PostgresErrorCode> = Parameters<(typeof texts)[C]>[0];

/** Makes the error of `code` with its text in three languages. */
export function postgresError<C extends PostgresErrorCode>(
  code: C,
  facts: Arguments<C>,
  cause?: unknown,
): EmbeddedPostgresError {
  const write = texts[code] as (facts: Arguments<C>) => Text;
  return new EmbeddedPostgresError(code, write(facts), cause);
}

/** The `code` of a Node.js system error, or ''. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Turns the system errors that a person can act on into an EmbeddedPostgresError; gives others back as they are. */
export function explainSystemError(error: unknown, path: string): unknown {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return postgresError('PG-DISK-FULL', { path }, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return postgresError('PG-PERMISSION', { path, why: systemCode(error) }, error);
    default:
      return error;
  }
}
