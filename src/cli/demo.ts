import type { Command } from 'commander';
import { CliError } from './failure.ts';

export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('start tjenesten med egne data og syntetisk trafikk, for å se hvordan den virker')
    .action(async () => {
      throw new CliError('Demoen er ikke ferdig bygd.');
    });
}
