import { parseArgs } from 'node:util';
import { type Count, type RunReport, runDifferential } from './differential/run.ts';

/**
 * The long proof that our schemas and the official ones accept the same documents.
 *
 *   node scripts/differential.ts --cases 100000 --seed 1
 *   node scripts/differential.ts --cases 1 --seed 1 --first 4711 --show     one case alone, with its document on stderr
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
  },
});
const started = performance.now();
const report = await runDifferential({
  cases: whole('cases'),
  seed: whole('seed'),
  first: whole('first'),
  onCase: ({ xml }) => values.show && process.stderr.write(xml),
  progress: (done) => process.stderr.isTTY && process.stderr.write(`\r${done} of ${values.cases}`),
});
if (process.stderr.isTTY) process.stderr.write('\n');

const seconds = ((performance.now() - started) / 1000).toFixed(0);
if (values.json)
  console.log(JSON.stringify({ ...report, disagreements: report.disagreements.map(summary), seconds }));
else print(report);
process.exitCode = report.disagreements.length > 0 || report.generatedUntouched.invalid > 0 ? 1 : 0;

function whole(name: 'cases' | 'seed' | 'first'): number {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`--${name} must be a whole number`);
  process.exit(2);
}

function summary({ case: each, verdicts }: RunReport['disagreements'][number]) {
  const { number, type, mutations } = each;
  return { number, type, mutations, verdicts };
}

function print({
  cases,
  seed,
  total,
  perMutation,
  perType,
  generatedUntouched,
  coverage,
  disagreements,
}: RunReport): void {
  console.log(`${cases} cases, seed ${seed}, ${seconds} s`);
  console.log(`official verdict: ${total.valid} valid, ${total.invalid} invalid`);
  console.log(
    `generated and left as they were: ${generatedUntouched.valid} valid, ${generatedUntouched.invalid} invalid`,
  );
  console.log(`element declarations used in generated documents: ${coverage.used} of ${coverage.declared}`);
  table('mutation', perMutation);
  table('document type', perType);
  console.log(`\ndisagreements: ${disagreements.length}`);
  for (const each of disagreements) console.log(JSON.stringify(summary(each)));
}

function table(title: string, counts: Record<string, Count>): void {
  console.log(`\n${title.padEnd(64)} ${'valid'.padStart(8)} ${'invalid'.padStart(8)}`);
  for (const [name, { valid, invalid }] of Object.entries(counts).sort(([a], [b]) => a.localeCompare(b))) {
    console.log(`${name.padEnd(64)} ${String(valid).padStart(8)} ${String(invalid).padStart(8)}`);
  }
}
