import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CaseMaker } from './differential/cases.ts';
import { LibraryValidator } from './differential/library.ts';
import { officialFolder, ourSchemas, prepareOfficialSchemas, readSamples } from './differential/official.ts';
import { Random } from './differential/random.ts';
import { chooseFaults, type SchemaFault, writeWithFault } from './differential/schema-faults.ts';

/**
 * Would the differential run notice? Puts one deliberate fault at a time into a copy of our schemas and looks
 * how many of them some case of the run tells apart from the official schemas.
 *
 *   node scripts/differential-sensitivity.ts --faults 300 --cases 20000 --seed 1
 *
 * A fault can be missed because no case meets it, or because it makes no difference to any document.
 */
const { values } = parseArgs({
  options: {
    faults: { type: 'string', default: '300' },
    cases: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});
const official = officialFolder();
if (!official) throw new Error('the official schemas are not here; set MELDINGSVAKT_SHARED');
const work = mkdtempSync(join(tmpdir(), 'meldingsvakt-sensitivity-'));
const { model } = prepareOfficialSchemas(official, join(work, 'official'));
const theirs = new LibraryValidator(join(work, 'official'), 'official-driver.xsd');
const maker = new CaseMaker(model, readSamples(official), Number(values.seed));
const cases = Array.from({ length: Number(values.cases) }, (_, number) => maker.make(number).xml);
const expected = cases.map((xml) => theirs.verdict(xml));
theirs.dispose();

const found = new Map<string, { noticed: number; broken: number; missed: SchemaFault[] }>();
for (const fault of chooseFaults(ourSchemas, new Random(Number(values.seed), 1), Number(values.faults))) {
  const folder = mkdtempSync(join(work, 'fault-'));
  const tally = found.get(fault.kind) ?? { noticed: 0, broken: 0, missed: [] };
  found.set(fault.kind, tally);
  writeWithFault(ourSchemas, folder, fault);
  const outcome = tryCases(folder);
  if (outcome === 'missed') tally.missed.push(fault);
  else tally[outcome] += 1;
  rmSync(folder, { recursive: true });
}
rmSync(work, { recursive: true });

let [noticed, missed, broken] = [0, 0, 0];
for (const [kind, tally] of [...found].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(
    `${kind.padEnd(40)} noticed ${String(tally.noticed).padStart(4)}  missed ${tally.missed.length}`,
  );
  for (const fault of tally.missed) console.log(`    ${fault.file}:${fault.line} ${fault.was}`);
  noticed += tally.noticed;
  missed += tally.missed.length;
  broken += tally.broken;
}
const share = ((100 * noticed) / (noticed + missed)).toFixed(1);
console.log(
  `${noticed} of ${noticed + missed} faults (${share} %) noticed by ${values.cases} cases, seed ${values.seed}`,
);
console.log(`${broken} more faults made schemas that do not compile`);

/** Whether some case gets another verdict under the schemas of this folder. */
function tryCases(folder: string): 'noticed' | 'missed' | 'broken' {
  let validator: LibraryValidator;
  try {
    validator = new LibraryValidator(folder, 'driver.xsd');
  } catch {
    return 'broken';
  }
  try {
    return cases.some((xml, i) => validator.verdict(xml) !== expected[i]) ? 'noticed' : 'missed';
  } finally {
    validator.dispose();
  }
}
