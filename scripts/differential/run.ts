import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Case, CaseMaker } from './cases.ts';
import { LibraryValidator } from './library.ts';
import { officialFolder, ourSchemas, prepareOfficialSchemas, readSamples } from './official.ts';
import { type Verdict, xmllint } from './xmllint.ts';

const BATCH = 500;

/** What a run is asked for. */
export interface RunOptions {
  cases: number;
  seed: number;
  /** The number of the first case; a run can be split, or one case made again. */
  first?: number;
  /** The folder with the official schemas and samples. */
  official?: string;
  /** Called for each case. */
  onCase?: (made: Case) => void;
  /** Called after each batch with the number of cases done. */
  progress?: (done: number) => void;
}

export interface Count {
  valid: number;
  invalid: number;
}

/** A case on which the four verdicts are not the same. */
export interface Disagreement {
  case: Case;
  /** Both sets of schemas, each by xmllint and by the library that the service uses. */
  verdicts: {
    officialXmllint: Verdict;
    officialLibrary: Verdict;
    oursLibrary: Verdict;
    oursXmllint: Verdict;
  };
}

export interface RunReport {
  cases: number;
  seed: number;
  /** By the official verdict. */
  total: Count;
  perMutation: Record<string, Count>;
  perType: Record<string, Count>;
  /** Generated documents that nothing was done to; an invalid one is a fault of the generator. */
  generatedUntouched: Count;
  coverage: { used: number; declared: number };
  disagreements: Disagreement[];
}

/**
 * Compares our schemas with the official ones on many documents, each with two validators: xmllint, and the
 * library that the service uses. Four verdicts on every document must be one.
 *
 * @throws where the official folder or xmllint is missing, or a verdict cannot be had.
 */
export async function runDifferential(options: RunOptions): Promise<RunReport> {
  const official = options.official ?? officialFolder();
  if (!official) throw new Error('the official schemas are not here; set MELDINGSVAKT_SHARED');
  const work = mkdtempSync(join(tmpdir(), 'meldingsvakt-differential-'));
  try {
    const { driver, model } = prepareOfficialSchemas(official, join(work, 'official'));
    const maker = new CaseMaker(model, readSamples(official), options.seed);
    const ours = new LibraryValidator(ourSchemas, 'driver.xsd');
    const theirs = new LibraryValidator(dirname(driver), 'official-driver.xsd');
    const report = emptyReport(options);
    const first = options.first ?? 0;
    for (let at = first; at < first + options.cases; at += BATCH) {
      const numbers = Array.from({ length: Math.min(BATCH, first + options.cases - at) }, (_, i) => at + i);
      const cases = numbers.map((number) => maker.make(number));
      const [officialVerdicts, ourVerdicts] = await verdictsByXmllint(work, driver, cases);
      cases.forEach((each, i) => {
        options.onCase?.(each);
        const officialXmllint = officialVerdicts[i] as Verdict;
        const oursXmllint = ourVerdicts[i] as Verdict;
        const [oursLibrary, officialLibrary] = [ours.verdict(each.xml), theirs.verdict(each.xml)];
        const verdicts = { officialXmllint, officialLibrary, oursLibrary, oursXmllint };
        count(report, each, officialXmllint);
        if (new Set(Object.values(verdicts)).size > 1) report.disagreements.push({ case: each, verdicts });
      });
      options.progress?.(at - first + cases.length);
    }
    ours.dispose();
    theirs.dispose();
    report.coverage = maker.coverage();
    return report;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function verdictsByXmllint(
  work: string,
  driver: string,
  cases: Case[],
): Promise<[Verdict[], Verdict[]]> {
  const folder = join(work, 'cases');
  mkdirSync(folder, { recursive: true });
  const files = cases.map(({ number, xml }) => {
    const file = join(folder, `${number}.xml`);
    writeFileSync(file, xml);
    return file;
  });
  const verdicts = await Promise.all([
    xmllint(driver, files),
    xmllint(join(ourSchemas, 'driver.xsd'), files),
  ]);
  rmSync(folder, { recursive: true, force: true });
  return verdicts;
}

function emptyReport({ cases, seed }: RunOptions): RunReport {
  const none = (): Count => ({ valid: 0, invalid: 0 });
  return {
    cases,
    seed,
    total: none(),
    perMutation: {},
    perType: {},
    generatedUntouched: none(),
    coverage: { used: 0, declared: 0 },
    disagreements: [],
  };
}

function count(report: RunReport, { origin, mutations, type }: Case, verdict: Verdict): void {
  report.total[verdict] += 1;
  report.perType[type] ??= { valid: 0, invalid: 0 };
  report.perType[type][verdict] += 1;
  if (mutations.length === 0 && origin === 'generated') report.generatedUntouched[verdict] += 1;
  // Only documents with one mutation say what that mutation does.
  const label =
    mutations.length === 0 ? `(none, ${origin})` : mutations.length === 1 ? mutations[0] : '(several)';
  if (!label) return;
  report.perMutation[label] ??= { valid: 0, invalid: 0 };
  report.perMutation[label][verdict] += 1;
}
