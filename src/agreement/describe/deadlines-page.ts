import { clockText } from '../explain/words.ts';
import { KIND_KEYS, KINDS } from '../kinds.ts';
import type { Pack } from '../packs/pack.ts';
import type { RuleEntry } from '../packs/schema.ts';
import { LANGUAGES } from '../text.ts';
import { limitWords, ruleLines } from './rule-lines.ts';
import { RESPONSIBLE_WORDS } from './words.ts';

/** The page on which the parties read what runs: every rule of every pack, made from the packs themselves. */
export function deadlinesPage(packs: Iterable<Pack>): string {
  const all = [...packs];
  const known = new Map(all.map((pack) => [pack.id, pack]));
  return [
    '# Deadlines',
    '',
    '<!-- Generated from the rule packs by scripts/generate-deadlines.ts; do not edit by hand. -->',
    '',
    'Every rule that Meldingsvakt reckons with, as it stands in the rule packs: what starts it, which clock runs, the',
    'limit, what ends it, who is responsible, what a breach means, and the paragraph. The text is given in bokmål,',
    'nynorsk and English. `docs/rule-packs.md` tells how to write a pack.',
    '',
    ...messagesPart(),
    ...all.flatMap((pack) =>
      packPart(pack, pack.basedOn === null ? null : (known.get(pack.basedOn) ?? null)),
    ),
  ].join('\n');
}

function messagesPart(): string[] {
  const rows = KIND_KEYS.map((key) => {
    const { number, name, known } = KINDS[key];
    return [
      number === null ? '' : String(number),
      `\`${key}\``,
      known === null ? '' : `\`${known.type}\``,
      name.nb,
      name.nn,
      name.en,
    ];
  });
  return [
    '## Messages',
    '',
    'The numbers in the rules are the places of the messages in the dialogue between hospital and municipality.',
    '',
    ...table(['No.', 'Key', 'Type', 'Bokmål', 'Nynorsk', 'English'], rows),
    '',
  ];
}

function packPart(pack: Pack, base: Pack | null): string[] {
  const own = [...pack.rules].filter(([id, rule]) => !isInherited(rule, base?.rules.get(id)));
  const rows = [...pack.rules].map(([id, rule]) => [
    `\`${id}\``,
    rule.title.nb,
    rule.clock,
    limitWords(rule, 'nb'),
    RESPONSIBLE_WORDS[rule.responsible].nb,
    rule.source,
  ]);
  return [
    `## ${pack.title.nb} (\`${pack.id}\`)`,
    '',
    `${pack.title.nn} · ${pack.title.en}`,
    '',
    ...headLines(pack),
    '',
    ...table(['Regel', 'Tittel', 'Klokke', 'Grense', 'Ansvarlig', 'Kilde'], rows),
    '',
    ...(base === null ? [] : [`The rules below differ from \`${base.id}\`; the others are the same.`, '']),
    ...own.flatMap(([id, rule]) => rulePart(id, rule, pack)),
  ];
}

/** The same rule as in the base, but for what it stands on. */
function isInherited(rule: RuleEntry, base: RuleEntry | undefined): boolean {
  return base !== undefined && rule.title === base.title && rule.says === base.says;
}

function headLines(pack: Pack): string[] {
  const { window, holidayNotice } = pack;
  const hours = `${clockText(window.opening.from, 'en')}–${clockText(window.opening.to, 'en')}`;
  const days = Object.entries(window.weekdays).map(
    ([category, weekdays]) => `${category} ${[...weekdays].join(' ')}`,
  );
  return [
    `* In force ${pack.validFrom} – ${pack.validTo ?? 'until replaced'}`,
    `* Window ${hours}, half-open; weekdays by category (Monday 1): ${days.join(', ')}. Public holidays are closed. ${window.source}`,
    `* Major feasts open for notice: ${holidayNotice.default ? 'yes' : 'no, unless the pair agrees'} (${holidayNotice.holidays.join(', ')}). ${holidayNotice.source}`,
    `* Days of the answer clock: ${pack.answerDays}. Evidence of receipt, best first: ${pack.evidence.join(', ')}`,
  ];
}

function rulePart(id: string, rule: RuleEntry, pack: Pack): string[] {
  const rows = ruleLines(rule, pack).map(({ heading, text }) =>
    LANGUAGES.map((language) => `**${heading[language]}:** ${text[language]}`),
  );
  return [
    `### ${id}: ${rule.title.nb}`,
    '',
    ...table(
      LANGUAGES.map((language) => rule.title[language]),
      [LANGUAGES.map((language) => rule.says[language]), ...rows],
    ),
    '',
  ];
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)];
}
