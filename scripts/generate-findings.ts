/**
 * Writes docs/findings.md from the catalogue. A test keeps the two equal.
 *
 *   node scripts/generate-findings.ts
 */
import { writeFile } from 'node:fs/promises';
import { type ProblemDefinition, problems } from '../src/http/problems.ts';
import type { FindingDefinition } from '../src/validation/catalogue/definition.ts';
import { catalogue } from '../src/validation/catalogue/index.ts';

/** Parts of the catalogue by the first two digits of their codes. */
const PARTS: Readonly<Record<string, string>> = {
  10: 'Lesbarhet (XML)',
  11: 'XML-skjema og meldingsformat',
  12: 'Hodemelding og adressering',
  13: 'Pasientens identitet',
  14: 'Faglig innhold',
  15: 'Kodeverk',
  16: 'Identitetsnumre',
  17: 'Tegnsett',
  18: 'Vedlegg',
  19: 'Applikasjonskvittering',
  20: 'ebXML: konvolutt',
  21: 'ebXML: signatur og sertifikat',
  30: 'Ruting',
  31: 'Levering',
  32: 'Avspilling',
  33: 'Kvitteringer',
};

const SEVERITY = { error: 'feil', warning: 'advarsel', info: 'merknad' } as const;

const LAYER = {
  wellformed: 'lesbarhet',
  schema: 'XML-skjema',
  rule: 'regel',
  code: 'kodeverk',
  envelope: 'konvolutt',
  signature: 'signatur',
} as const;

const INTRODUCTION = `# Funn

Denne siden er generert fra katalogen i \`src/validation/catalogue\` med \`node scripts/generate-findings.ts\`; rett katalogen, ikke siden.

Hvert funn har en fast kode. Teksten kan bli bedre, men en kode skifter aldri mening. Et funn er en **feil** (bryter standarden), en
**advarsel** (ser galt ut) eller en **merknad** (greit å vite). Bare funn med en AppRec-kode fører til at meldingen avvises; alle andre
leveres. En melding med minst én feil eller advarsel er **merket**. Advarsler i laget *kodeverk* gir ikke avvik.

Ord i krøllparenteser blir fylt ut i hvert enkelt funn, aldri med opplysninger om pasienten.`;

/** The whole page, ending with a line break. */
export function findingsPage(): string {
  const codes = Object.keys(catalogue).sort();
  const parts = [...new Set(codes.map((code) => code.slice(3, 5)))];
  const sections = parts.map((part) => {
    const inPart = codes.filter((code) => code.slice(3, 5) === part);
    const entries = inPart.map((code) => entry(code, catalogue[code]!));
    return `## ${part}xx ${PARTS[part] ?? 'Annet'}\n\n${entries.join('\n\n')}`;
  });
  return `${[INTRODUCTION, overview(codes), ...sections, problemSection()].join('\n\n')}\n`;
}

/** What may reject, first of all, since that is what most people look for. */
function overview(codes: readonly string[]): string {
  const rejecting = codes.filter((code) => catalogue[code]!.apprec !== null);
  const byReason = new Map<string, string[]>();
  for (const code of rejecting) {
    const reason = catalogue[code]!.apprec!;
    byReason.set(reason, [...(byReason.get(reason) ?? []), `[${code}](#${code.toLowerCase()})`]);
  }
  const rows = [...byReason].sort().map(([reason, links]) => `| ${reason} | ${links.join(', ')} |`);
  return `## Funn som kan avvise en melding\n\n| AppRec (8221) | funn |\n|---|---|\n${rows.join('\n')}`;
}

function entry(
  code: string,
  { severity, layer, apprec, message, cause, remedy, source }: FindingDefinition,
): string {
  const kind = [SEVERITY[severity], LAYER[layer], apprec === null ? 'avviser ikke' : `avviser med ${apprec}`];
  return [
    `### ${code}`,
    `**${message.nb}**`,
    `*${kind.join(' · ')}* · Kilde: ${source}`,
    `* Årsak: ${cause.nb}\n* Tiltak: ${remedy.nb}`,
    `> Nynorsk: ${message.nn} Årsak: ${cause.nn} Tiltak: ${remedy.nn}`,
    `> English: ${message.en} Cause: ${cause.en} Remedy: ${remedy.en}`,
  ].join('\n\n');
}

/** Answers of the HTTP interface that are about the request and not about a message. */
function problemSection(): string {
  const entries = Object.entries<ProblemDefinition>(problems)
    .sort()
    .map(([code, { status, title, detail }]) =>
      [
        `### ${code}`,
        `**${title.nb}** (HTTP ${status})`,
        detail.nb,
        `> Nynorsk: ${title.nn}. ${detail.nn}`,
        `> English: ${title.en}. ${detail.en}`,
      ].join('\n\n'),
    );
  return `## 40xx Svar fra HTTP-grensesnittet\n\n${entries.join('\n\n')}`;
}

if (import.meta.main) {
  await writeFile(new URL('../docs/findings.md', import.meta.url), findingsPage());
  console.log(`docs/findings.md: ${Object.keys(catalogue).length} findings`);
}
