import type { Command } from 'commander';
import { migrate } from '../ledger/migrate.ts';
import { print, withDatabase, withDataOption } from './context.ts';

export function registerMigrate(program: Command): void {
  withDataOption(program.command('migrate'))
    .description('sett opp databasen, eller bring den til denne versjonen')
    .action(async (options: { data?: string }) => {
      await withDatabase(options, async (db) => {
        const applied = await migrate(db);
        print(
          applied.length === 0
            ? 'Databasen er oppdatert.'
            : `Databasen er brakt fram: ${applied.join(', ')}.`,
        );
      });
    });
}
