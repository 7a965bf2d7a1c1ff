import type { Command } from 'commander';
import { rebuildDeadlines } from '../episodes/projection.ts';
import { createPartnerStore } from '../ledger/partner-config.ts';
import { rebuild } from '../ledger/rebuild.ts';
import { note, print, printJson, withDatabase, withDataOption } from './context.ts';
import { exitCode } from './failure.ts';

export function registerRebuild(program: Command): void {
  withDataOption(program.command('rebuild'))
    .description('beregn tilstanden til alle meldinger og alle frister på nytt fra hendelsene')
    .option('--check', 'bare sammenlign; endre ingenting')
    .option('--json', 'svar med ett JSON-objekt')
    .action(async (options: { check?: boolean; json?: boolean; data?: string }) => {
      await withDatabase(options, async (db) => {
        const report = await rebuild(db, options.check !== true, (done) => note(`${done} meldinger`));
        if (options.check !== true)
          await rebuildDeadlines({ db, partners: createPartnerStore(db) }, new Date(), (done) =>
            note(`frister: ${done} meldinger`),
          );
        if (options.json) printJson(report);
        else
          print(
            `${report.messages} meldinger, ${report.differing.length} avvek${options.check ? '' : ' og er rettet'}.`,
          );
        if (options.check && report.differing.length > 0) process.exitCode = exitCode.faults;
      });
    });
}
