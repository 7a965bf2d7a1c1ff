import type { Command } from 'commander';
import { registerCheck } from './check.ts';

/** `ebms`: commands about ebXML messages. */
export function registerEbms(program: Command): void {
  const ebms = program
    .command('ebms')
    .description('ebXML-meldinger: kontroll av konvolutt, pakke og signatur');
  registerCheck(ebms);
}
