import { ConfigError } from '../config.ts';
import { isUnavailable } from '../ledger/database.ts';
import { EmbeddedPostgresError } from '../postgres/error.ts';

/** What the process tells whoever called it. */
export const exitCode = { fine: 0, faults: 1, usage: 2, environment: 3 } as const;

/** A failure with a text for the person at the terminal and an exit code. */
export class CliError extends Error {
  readonly exit: number;

  constructor(message: string, exit: number = exitCode.environment) {
    super(message);
    this.exit = exit;
  }
}

/** Writes one understandable line to stderr and gives the exit code. A stack is shown only for what nobody foresaw. */
export function reportFailure(error: unknown): number {
  if (error instanceof CliError) return say(error.message, error.exit);
  if (error instanceof ConfigError) return say(error.message, exitCode.usage);
  if (error instanceof EmbeddedPostgresError) return say(error.message, exitCode.environment);
  if (isUnavailable(error))
    return say('Databasen svarer ikke. Er DATABASE_URL riktig, og er serveren oppe?', exitCode.environment);
  if (isMissingTable(error)) {
    return say(
      'Databasen er ikke satt opp ennå. Start tjenesten (npm start) eller kjør «meldingsvakt migrate» først.',
      exitCode.environment,
    );
  }
  if (codeOf(error) === 'EADDRINUSE') {
    return say('Porten er opptatt av et annet program. Velg en annen med --port.', exitCode.environment);
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error) {
    return say(`${error.message}`, exitCode.environment);
  }
  return say(
    `Uventet feil: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    exitCode.environment,
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** SQLSTATE undefined_table: nobody has migrated this database. */
function isMissingTable(error: unknown): boolean {
  return codeOf(error) === '42P01';
}

function say(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}
