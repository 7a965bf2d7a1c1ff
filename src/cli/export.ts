import { type Command, InvalidArgumentError, Option } from 'commander';
import { fromIsoDate } from '../agreement/calendar/day.ts';
import { midnight } from '../agreement/calendar/oslo.ts';
import { episodesOfPatient } from '../episodes/episodes.ts';
import { nprTimes } from '../episodes/npr.ts';
import type { Database } from '../ledger/database.ts';
import { createPartnerStore } from '../ledger/partner-config.ts';
import { print, printJson, withDatabase, withDataOption } from './context.ts';

interface ExportOptions {
  from: number;
  to: number;
  format: 'csv' | 'json';
  data?: string;
}

/** `export npr`: the case log's coded times for the patient register. */
export function registerExport(program: Command): void {
  const command = program.command('export').description('skriv ut data til rapporter og registre');
  withDataOption(command.command('npr'))
    .description('tidspunkter for utskrivningsklare pasienter (NPR TypeTidspunkt) i en periode')
    .requiredOption('--from <dato>', 'første dag, som 2026-11-01', dayStart)
    .requiredOption('--to <dato>', 'siste dag, som 2026-11-30', dayEnd)
    .addOption(new Option('--format <format>', 'form på svaret').choices(['csv', 'json']).default('csv'))
    .action((options: ExportOptions) => withDatabase(options, (db) => exportNpr(db, options)));
}

/** One line per time; CSV has a heading, JSON is one object per line. */
async function exportNpr(db: Database, { from, to, format }: ExportOptions): Promise<void> {
  const source = { db, partners: createPartnerStore(db) };
  if (format === 'csv') print('opphold;pasientnokkel;helseforetak;kommune;typetidspunkt;tidspunkt');
  // A stay with a time in the period has a message from around then; a notice may tell of a time some days ahead.
  const { rows } = await db.pool.query<{ patient_key: string }>(
    `select distinct patient_key from message where patient_key is not null and facts is not null and verdict <> 'rejected'
       and received_at >= $1::timestamptz - interval '31 days' order by patient_key`,
    [new Date(from)],
  );
  const now = new Date();
  for (const { patient_key } of rows) {
    const stays = await episodesOfPatient(source, patient_key, now);
    for (const time of stays.flatMap(nprTimes)) {
      const at = Date.parse(time.at);
      if (at < from || at >= to) continue;
      const { episode, patientKey, hospital, kommune, type } = time;
      if (format === 'json') printJson(time);
      else print([episode, patientKey, hospital, kommune, type, time.at].join(';'));
    }
  }
}

function dayStart(written: string): number {
  const day = fromIsoDate(written);
  if (day === null) throw new InvalidArgumentError('Skriv en dato, som 2026-11-01.');
  return midnight(day);
}

function dayEnd(written: string): number {
  const day = fromIsoDate(written);
  if (day === null) throw new InvalidArgumentError('Skriv en dato, som 2026-11-30.');
  return midnight(day + 1);
}
