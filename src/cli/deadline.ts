import process from 'node:process';
import { type Command, Option } from 'commander';
import type { Agreement } from '../agreement/agreement.ts';
import { compare, outcomeOf } from '../agreement/compare.ts';
import { comparisonText, outcomeText } from '../agreement/explain/outcome-text.ts';
import { AgreementFault } from '../agreement/fault.ts';
import { comparisonJson, outcomeJson } from '../agreement/outcome-json.ts';
import { DEFAULT_PACK } from '../agreement/packs/builtin.ts';
import { CATEGORIES } from '../agreement/packs/schema.ts';
import { readRequest } from '../agreement/request.ts';
import type { Language } from '../agreement/text.ts';
import { answerBatch } from './deadline-batch.ts';
import { CliError, exitCode } from './failure.ts';
import { answering, languageOption, openAgreement, openPack } from './packs.ts';

export interface DeadlineOptions {
  start?: string;
  category?: string;
  holidayNotice?: boolean;
  end?: string;
  takeover?: string;
  batch?: string;
  pack: string;
  options?: string;
  compare?: string;
  compareOptions?: string;
  json?: boolean;
  lang: Language;
}

/** Exit codes: 0 answered, 1 a line of a batch or a pack of one's own has faults, 2 wrong usage, 3 a file cannot be read. */
export function registerDeadline(program: Command): void {
  program
    .command('deadline')
    .description('regn ut en frist, og forklar hvorfor den er når den er')
    .argument('[regel]', 'regelens navn, som R-SVAR-3T («meldingsvakt rules» viser dem)')
    .option('--start <tid>', 'når klokken startet, ISO 8601; uten forskyvning er det norsk tid')
    .addOption(new Option('--category <kategori>', 'pasientens kategori').choices([...CATEGORIES]))
    .option('--holiday-notice', 'større høytider er åpne for varsling (unntak 3)')
    .option('--end <tid>', 'når det fristen gjelder ble gjort: svarer på om det var i tide')
    .option('--takeover <dato>', 'datoen kommunen overtok: svarer med betalingsdager (R-BETALING)')
    .option('--batch <fil>', 'mange på en gang: NDJSON inn, ett svar per linje («-» er standard inn)')
    .option('--pack <navn|fil>', 'regelpakken', DEFAULT_PACK)
    .option('--options <json|fil>', 'det partene har avtalt utover pakken')
    .option('--compare <navn|fil>', 'hva om: det samme under en annen pakke')
    .option('--compare-options <json|fil>', 'det partene har avtalt utover den andre pakken')
    .option('--json', 'ett JSON-objekt per frist')
    .addOption(languageOption())
    .action(async (rule: string | undefined, options: DeadlineOptions) => {
      if (options.batch === undefined) return answering(options.lang, () => answerOne(rule, options));
      if (rule !== undefined)
        throw new CliError('Oppgi enten en regel eller --batch, ikke begge.', exitCode.usage);
      const { batch } = options;
      return answering(options.lang, async () => {
        const faults = await answerBatch(batch, agreementsOf(options), options);
        if (faults > 0) process.exitCode = exitCode.faults;
      });
    });
}

/** The agreement asked for, and the one to compare with. */
function agreementsOf(options: DeadlineOptions): { first: Agreement; second: Agreement | null } {
  const first = openAgreement(openPack(options.pack), options.options);
  if (options.compare === undefined && options.compareOptions === undefined) return { first, second: null };
  return { first, second: openAgreement(openPack(options.compare ?? options.pack), options.compareOptions) };
}

function answerOne(rule: string | undefined, options: DeadlineOptions): void {
  const { start, json, lang } = options;
  if (rule === undefined)
    throw new CliError('Oppgi en regel, som R-SVAR-3T, eller --batch med en fil.', exitCode.usage);
  if (start === undefined)
    throw new CliError('Oppgi --start med tidspunktet klokken startet.', exitCode.usage);
  try {
    const { first, second } = agreementsOf(options);
    const request = readRequest({ ...options, rule });
    const outcome = outcomeOf(request, first);
    if (outcome.fault !== null) throw outcome.fault;
    const comparison = second === null ? null : compare(request, first, second);
    if (json === true) {
      printLine(JSON.stringify(comparison === null ? outcomeJson(outcome) : comparisonJson(comparison)));
      return;
    }
    printLine(outcomeText(outcome, lang));
    if (comparison !== null && second !== null) printLine(comparisonText(comparison, second.pack.id, lang));
  } catch (fault) {
    if (json === true && fault instanceof AgreementFault)
      printLine(JSON.stringify({ error: fault.in(lang) }));
    throw fault;
  }
}

function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}
