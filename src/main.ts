import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { commands } from './cli/commands.ts';
import { exitCode, reportFailure } from './cli/failure.ts';
import { version } from './version.ts';

/**
 * The one door. Only the command that is asked for is loaded, so that `deadline` and `validate` start quickly.
 * Exit codes: 0 fine, 1 the input has faults, 2 wrong usage, 3 the environment failed.
 */
const program = new Command('meldingsvakt')
  .description('Vakt over e-meldingene mellom helseforetak og kommuner')
  .version(version, '-V, --version', 'vis versjonen')
  .helpOption('-h, --help', 'vis hjelp')
  .helpCommand('help [kommando]', 'vis hjelp for en kommando')
  .showHelpAfterError('(bruk --help for å se hva kommandoen tar)')
  .exitOverride();

const asked = process.argv[2];
const named = commands.find(({ name }) => name === asked);

try {
  for (const { load } of named ? [named] : commands) (await load())(program);
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : exitCode.usage;
  } else {
    process.exitCode = reportFailure(error);
  }
}
