import process from 'node:process';
import type { Command } from 'commander';
import { type Agreement, type Rule, ruleNamed } from '../agreement/agreement.ts';
import { limitWords, ruleLines } from '../agreement/describe/rule-lines.ts';
import { RESPONSIBLE_WORDS } from '../agreement/describe/words.ts';
import { builtInPacks, DEFAULT_PACK } from '../agreement/packs/builtin.ts';
import type { Language, Text } from '../agreement/text.ts';
import { answering, languageOption, openAgreement, openPack } from './packs.ts';

interface RulesOptions {
  pack: string;
  options?: string;
  json?: boolean;
  lang: Language;
}

export function registerRules(program: Command): void {
  program
    .command('rules')
    .description('reglene i en regelpakke; med en fil prøves pakken, og alle feil vises')
    .argument('[regel]', 'vis én regel i sin helhet')
    .option('--pack <navn|fil>', 'regelpakken', DEFAULT_PACK)
    .option('--options <json|fil>', 'det partene har avtalt utover pakken')
    .option('--json', 'ett JSON-objekt per regel')
    .addOption(languageOption())
    .action((id: string | undefined, { pack, options, json, lang }: RulesOptions) =>
      answering(lang, () => {
        const agreement = openAgreement(openPack(pack), options);
        const rules = id === undefined ? [...agreement.rules.values()] : [ruleNamed(agreement, id)];
        const lines =
          json === true
            ? rules.map(ruleJson)
            : id === undefined
              ? listLines(agreement, lang)
              : rules.flatMap((rule) => wholeRule(rule, lang));
        process.stdout.write(`${lines.join('\n')}\n`);
      }),
    );
}

/** The rule as data, without what it is reckoned with. */
function ruleJson({ id, agreement, length: _length, openings: _openings, ...entry }: Rule): string {
  return JSON.stringify({ id, pack: agreement.pack.id, ...entry });
}

const IN_FORCE: Text = { nb: 'Gjelder fra', nn: 'Gjeld frå', en: 'In force from' };
const TO: Text = { nb: 'til', nn: 'til', en: 'to' };
const PACKS: Text = { nb: 'Pakker', nn: 'Pakkar', en: 'Packs' };

function listLines({ pack, rules }: Agreement, language: Language): string[] {
  const rows = [...rules.values()].map((rule) => [
    rule.id,
    rule.title[language],
    rule.clock,
    limitWords(rule, language),
    RESPONSIBLE_WORDS[rule.responsible][language],
    rule.source,
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const until = pack.validTo === null ? '' : ` ${TO[language]} ${pack.validTo}`;
  return [
    `${pack.title[language]} (${pack.id})`,
    `${IN_FORCE[language]} ${pack.validFrom}${until}`,
    '',
    ...rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')),
    '',
    `${PACKS[language]}: ${[...builtInPacks().keys()].join(', ')}`,
  ];
}

function wholeRule(rule: Rule, language: Language): string[] {
  return [
    `${rule.id}  ${rule.title[language]}`,
    rule.says[language],
    '',
    ...ruleLines(rule, rule.agreement.pack).map(
      ({ heading, text }) => `${heading[language]}: ${text[language]}`,
    ),
  ];
}
