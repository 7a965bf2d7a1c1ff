import { type Command, Option } from 'commander';
import type { Verdict } from '../validation/finding.ts';
import { CliError, exitCode } from './failure.ts';
import { count, painter, writeLine } from './output.ts';
import { findInputs } from './validate/inputs.ts';
import { proofLines, sourceOf } from './validate/report.ts';
import { DEFAULT_JOBS, run } from './validate/run.ts';

interface Options {
  json?: boolean;
  schemas?: string;
  only?: 'kith' | 'ebms';
  test?: boolean;
  jobs: number;
  source: boolean;
}

/** `validate`: proves files offline, without a database. Exit code 0 where nothing is rejected. */
export function registerValidate(program: Command): void {
  program
    .command('validate')
    .description('Prøver meldinger mot standardene, uten nett og uten database')
    .argument('<fil...>', 'filer eller mapper; - leser fra standard inn')
    .option('--json', 'ett JSON-objekt per linje (NDJSON), og ikke noe annet')
    .option('--schemas <mappe>', 'bruk de offisielle XSD-skjemaene i denne mappen i stedet for de innebygde')
    .addOption(new Option('--only <slag>', 'bare denne delen av kontrollen').choices(['kith', 'ebms']))
    .option('--test', 'testmiljø: testpersoner skal ikke merkes')
    .option('--no-source', 'vis ikke linjene i meldingen som funnene gjelder')
    .addOption(
      new Option('--jobs <antall>', 'antall tråder').default(DEFAULT_JOBS).argParser((text) => {
        const jobs = Number(text);
        if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64) {
          throw new CliError('--jobs skal være et helt tall fra 1 til 64.', exitCode.usage);
        }
        return jobs;
      }),
    )
    .action((names: string[], options: Options) => validate(names, options));
}

async function validate(names: readonly string[], options: Options): Promise<void> {
  const paint = painter(process.stdout);
  const started = performance.now();
  const totals: Record<Verdict, number> = { accepted: 0, flagged: 0, rejected: 0 };
  let unreadable = 0;
  const settings = {
    schemas: options.schemas ?? null,
    production: options.test !== true,
    only: options.only ?? null,
    jobs: options.jobs,
  };
  for await (const { input, answer } of run(findInputs(names), settings)) {
    if ('unreadable' in answer) {
      unreadable += 1;
      process.stderr.write(`Kan ikke lese ${input.name}: ${answer.unreadable}\n`);
      continue;
    }
    const { proof } = answer;
    totals[proof.verdict] += 1;
    if (options.json) await writeLine(JSON.stringify(proof));
    else
      for (const line of proofLines(proof, options.source ? await sourceOf(proof) : null, paint))
        await writeLine(line);
  }
  const all = totals.accepted + totals.flagged + totals.rejected;
  if (!options.json) {
    const seconds = ((performance.now() - started) / 1000).toLocaleString('nb-NO', {
      maximumFractionDigits: 1,
    });
    const { accepted, flagged, rejected } = totals;
    await writeLine(
      `${count(all, 'melding', 'meldinger')}: ${accepted} godtatt, ${flagged} merket, ${rejected} avvist (${seconds} s)`,
    );
  }
  if (all + unreadable === 0) process.stderr.write('Fant ingen meldinger å prøve.\n');
  process.exitCode =
    unreadable > 0 ? exitCode.environment : totals.rejected > 0 ? exitCode.faults : exitCode.fine;
}
