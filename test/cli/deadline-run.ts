import process from 'node:process';
import { Command } from 'commander';
import { registerCalendar } from '../../src/cli/calendar.ts';
import { registerDeadline } from '../../src/cli/deadline.ts';
import { CliError } from '../../src/cli/failure.ts';
import { registerRules } from '../../src/cli/rules.ts';

/** What a command wrote and how it ended. */
export interface Run {
  out: string;
  err: string;
  exit: number;
}

/** Runs a command in this process, with its output caught and its exit code as main would give it. */
export async function run(...args: string[]): Promise<Run> {
  const written = { out: '', err: '' };
  const own = { out: process.stdout.write, err: process.stderr.write, exit: process.exitCode };
  process.stdout.write = catching((text) => (written.out += text));
  process.stderr.write = catching((text) => (written.err += text));
  process.exitCode = 0;
  try {
    const program = new Command('meldingsvakt').exitOverride();
    for (const register of [registerDeadline, registerCalendar, registerRules]) register(program);
    await program.parseAsync(args, { from: 'user' });
    return { ...written, exit: Number(process.exitCode) };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { ...written, err: written.err + error.message, exit: error.exit };
  } finally {
    process.stdout.write = own.out;
    process.stderr.write = own.err;
    process.exitCode = own.exit;
  }
}

function catching(keep: (text: string) => void): typeof process.stdout.write {
  return (chunk: string | Uint8Array) => {
    keep(String(chunk));
    return true;
  };
}

/** The lines of NDJSON as values. */
export function jsonLines(out: string): Record<string, unknown>[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
