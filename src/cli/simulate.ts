import type { Command } from 'commander';
import { withDataOption } from './context.ts';
import { CliError } from './failure.ts';

export function registerSimulate(program: Command): void {
  withDataOption(program.command('simulate'))
    .description('spill realistisk, syntetisk trafikk mot en tjeneste som kjører')
    .action(async () => {
      throw new CliError('Simuleringen er ikke ferdig bygd.');
    });
}
