import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import { type Agreement, agreementOf } from '../agreement/agreement.ts';
import { AgreementFault } from '../agreement/fault.ts';
import { builtInPacks, packNamed } from '../agreement/packs/builtin.ts';
import { PackFault } from '../agreement/packs/fault.ts';
import { readOptions } from '../agreement/packs/options.ts';
import type { Pack } from '../agreement/packs/pack.ts';
import { readPack } from '../agreement/packs/read.ts';
import { readYaml } from '../agreement/packs/yaml.ts';
import { LANGUAGES, type Language } from '../agreement/text.ts';
import { CliError, exitCode } from './failure.ts';

/** What the commands on agreements share: packs by name or file, the pair's options, the language, faults as exits. */
export function languageOption(): Option {
  return new Option('--lang <språk>', 'språk i teksten: nb, nn eller en')
    .choices([...LANGUAGES])
    .default('nb');
}

/** A name of a built-in pack, or a file that somebody has written. */
export function openPack(nameOrFile: string): Pack {
  if (!isFileName(nameOrFile)) return packNamed(nameOrFile);
  return readPack(readText(nameOrFile), path.basename(nameOrFile), builtInPacks());
}

/** The pair's options as JSON on the command line, or in a YAML or JSON file; absent: none. */
export function openAgreement(pack: Pack, options: string | undefined): Agreement {
  if (options === undefined) return agreementOf(pack);
  const inline = options.trimStart().startsWith('{');
  const name = inline ? '--options' : path.basename(options);
  const written = readYaml(inline ? options : readText(options));
  if (written.problems.length > 0) throw new PackFault(name, written.problems, 'unreadable-options');
  return agreementOf(pack, readOptions(written.value, pack, name));
}

/**
 * Runs a command on agreements. A fault in what was asked becomes a text in the person's language: exit 1 when a file
 * that they wrote is at fault, else 2.
 */
export async function answering(language: Language, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    if (!(fault instanceof AgreementFault)) throw fault;
    throw new CliError(fault.in(language), fault instanceof PackFault ? exitCode.faults : exitCode.usage);
  }
}

function isFileName(text: string): boolean {
  return /[/\\]|\.(ya?ml|json)$/i.test(text);
}

function readText(file: string): string {
  if (!existsSync(file)) throw new CliError(`Finner ikke filen «${file}».`);
  return readFileSync(file, 'utf8');
}
