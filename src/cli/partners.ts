import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { stringify as toYaml } from 'yaml';
import { AgreementFault } from '../agreement/fault.ts';
import { packNamed } from '../agreement/packs/builtin.ts';
import { readOptions } from '../agreement/packs/options.ts';
import { checkPartners } from '../delivery/check-partners.ts';
import { mergePartners, sharedHerIds } from '../delivery/merge-partners.ts';
import { toPartnerFile } from '../delivery/partner-export.ts';
import { readPartnerFile } from '../delivery/partner-file.ts';
import type { PartnerFileProblem } from '../delivery/partner-problems.ts';
import type { Agreement, PartnerDocument } from '../delivery/partners.ts';
import { changePartners, createPartnerStore } from '../ledger/partner-config.ts';
import { note, print, printJson, withDatabase, withDataOption } from './context.ts';
import { CliError, exitCode } from './failure.ts';

export function registerPartners(program: Command): void {
  const partners = program
    .command('partners')
    .description('partnerne: hvem de er og hvor meldingene deres skal');

  withDataOption(partners.command('import'))
    .description('ta inn en partnerfil (YAML eller JSON); gjelder straks, også i en tjeneste som kjører')
    .argument('<fil>')
    .option('--replace', 'la filen være hele sannheten: partnere som ikke står i den, tas ut')
    .option('--json', 'svar med ett JSON-objekt')
    .action(async (file: string, options: { replace?: boolean; json?: boolean; data?: string }) => {
      const { document, problems } = readFile(file);
      problems.push(...agreementProblems(document.agreements));
      for (const { place, text, severity } of problems)
        note(`${severity === 'error' ? 'Feil' : 'Merk'}: ${place} ${text}`);
      if (problems.some(({ severity }) => severity === 'error')) {
        throw new CliError('Ingenting er endret. Rett feilene og prøv igjen.', exitCode.faults);
      }
      await withDatabase(options, async (db) => {
        const result = await changePartners(db, 'kommandolinjen', (current) =>
          withoutSharedIds(mergePartners(current, document, options.replace === true)),
        );
        const count = result.document.partners.length;
        if (options.json)
          return printJson({
            version: result.version,
            changed: result.changed,
            partners: count,
            warnings: problems,
          });
        print(
          result.changed
            ? `Tatt inn. ${count} partnere gjelder nå (versjon ${result.version}).`
            : `Ingen endring. ${count} partnere gjelder.`,
        );
      });
    });

  withDataOption(partners.command('export'))
    .description('skriv partnerne som gjelder, som en fil som kan tas inn igjen')
    .option('--json', 'JSON i stedet for YAML')
    .action(async (options: { json?: boolean; data?: string }) => {
      await withDatabase(options, async (db) => {
        const file = toPartnerFile(await createPartnerStore(db).document());
        if (options.json) printJson(file);
        else print(toYaml(file).trimEnd());
      });
    });

  withDataOption(partners.command('check'))
    .description('prøv at endepunktene svarer, at sertifikatene gjelder og at rutene er hele')
    .option('--json', 'ett JSON-objekt per funn')
    .action(async (options: { json?: boolean; data?: string }) => {
      await withDatabase(options, async (db) => {
        const document = await createPartnerStore(db).document();
        const results = await checkPartners(document, new Date());
        for (const result of results) {
          if (options.json) printJson(result);
          else print(`${result.ok ? '✓' : '✗'} ${result.partner}: ${result.text}`);
        }
        if (results.some(({ ok }) => !ok)) process.exitCode = exitCode.faults;
      });
    });
}

/** A pack or an option that nobody knows would silently leave the pair with the standard agreement. */
function agreementProblems(agreements: readonly Agreement[]): PartnerFileProblem[] {
  return agreements.flatMap(({ pack, options }, index) => {
    const place = `agreements[${index}]`;
    try {
      readOptions(options, packNamed(pack), place);
      return [];
    } catch (error) {
      if (!(error instanceof AgreementFault)) throw error;
      const text = `kan ikke brukes, så standardavtalen gjelder: ${error.message}`;
      return [{ place, text, severity: 'warning' as const }];
    }
  });
}

function readFile(file: string) {
  if (!existsSync(file)) throw new CliError(`Finner ikke filen «${file}».`);
  const folder = path.dirname(path.resolve(file));
  const read = (name: string) => {
    const full = path.resolve(folder, name);
    return { text: readFileSync(full, 'utf8'), path: full };
  };
  return readPartnerFile(readFileSync(file, 'utf8'), read, new Date());
}

/** What the file says fits with itself; it must also fit with the partners that it does not name. */
function withoutSharedIds(document: PartnerDocument): PartnerDocument {
  const shared = sharedHerIds(document);
  for (const { her, partners } of shared)
    note(`Feil: HER-id ${her} ville stå hos både ${partners.join(' og ')}`);
  if (shared.length === 0) return document;
  throw new CliError('Ingenting er endret. Rett feilene og prøv igjen.', exitCode.faults);
}
