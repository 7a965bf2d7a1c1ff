import type { Command } from 'commander';
import { registerCheck } from './check.ts';
import { registerPing } from './ping.ts';
import { registerReceive } from './receive.ts';

/** `ebms`: commands about ebXML messages. */
export function registerEbms(program: Command): void {
  const ebms = program
    .command('ebms')
    .description(
      'ebXML-meldinger: kontroll, mottak fra lagrede e-poster, og spørsmål til partneres meldingssentraler',
    );
  registerCheck(ebms);
  registerReceive(ebms);
  registerPing(ebms);
}
