import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CaseMaker, mutations } from '../../../scripts/differential/cases.ts';
import { LibraryValidator } from '../../../scripts/differential/library.ts';
import {
  type OfficialSchemas,
  officialFolder,
  ourSchemas,
  prepareOfficialSchemas,
  readSamples,
} from '../../../scripts/differential/official.ts';
import { type RunReport, runDifferential } from '../../../scripts/differential/run.ts';
import { allFaults, writeWithFault } from '../../../scripts/differential/schema-faults.ts';
import { hasXmllint } from '../../../scripts/differential/xmllint.ts';

const official = officialFolder() ?? '';
const CASES = 1500;
const SEED = 20260;
const missing = [
  ...(official ? [] : ['the official schemas are not here (set MELDINGSVAKT_SHARED)']),
  ...(hasXmllint() ? [] : ['xmllint is not installed (Debian: libxml2-utils)']),
].join('; ');
if (missing) process.stderr.write(`skipped: our schemas beside the official ones: ${missing}\n`);

describe.skipIf(missing !== '')(
  `our schemas beside the official ones${missing && ` (skipped: ${missing})`}`,
  () => {
    let work: string;
    let schemas: OfficialSchemas;
    let ours: LibraryValidator;
    let report: RunReport;
    let documents: Buffer[];

    beforeAll(async () => {
      work = mkdtempSync(join(tmpdir(), 'meldingsvakt-official-'));
      schemas = prepareOfficialSchemas(official, join(work, 'official'));
      ours = new LibraryValidator(ourSchemas, 'driver.xsd');
      const maker = new CaseMaker(schemas.model, readSamples(official), SEED);
      documents = Array.from({ length: CASES }, (_, number) => maker.make(number).xml);
      report = await runDifferential({ cases: CASES, seed: SEED, official });
    }, 120_000);
    afterAll(() => {
      ours?.dispose();
      rmSync(work, { recursive: true, force: true });
    });

    test('every official sample is valid', () => {
      const samples = readSamples(official);
      expect(samples.length).toBeGreaterThan(30);
      const invalid = samples.filter(({ bytes }) => ours.verdict(bytes) !== 'valid');
      expect(invalid.map(({ name }) => name)).toEqual([]);
    });

    test(`the four verdicts (two sets of schemas, two validators) are one for each of ${CASES} documents`, () => {
      expect(report.total.valid + report.total.invalid).toBe(CASES);
      const told = report.disagreements.map((each) => ({
        ...each,
        case: each.case.number,
        done: each.case.mutations,
      }));
      expect(told).toEqual([]);
    });

    test('a generated document that nothing is done to is valid', () => {
      expect(report.generatedUntouched.invalid).toBe(0);
      expect(report.generatedUntouched.valid).toBeGreaterThan(CASES / 40);
    });

    test('the documents are neither nearly all valid nor nearly all invalid', () => {
      expect(report.total.valid).toBeGreaterThan(CASES / 4);
      expect(report.total.invalid).toBeGreaterThan(CASES / 4);
    });

    test('every kind of mutation was used', () => {
      expect(Object.keys(report.perMutation)).toEqual(expect.arrayContaining(Object.keys(mutations)));
    });

    test('most element declarations of the official schemas were used, though no sample has them', () => {
      expect(report.coverage.used / report.coverage.declared).toBeGreaterThan(0.9);
    });

    test('the same seed and number make the same document, whatever was made before it', () => {
      const samples = readSamples(official);
      const after = new CaseMaker(schemas.model, samples, 7);
      for (let number = 0; number < 40; number++) after.make(number);
      expect(after.make(40).xml.equals(new CaseMaker(schemas.model, samples, 7).make(40).xml)).toBe(true);
    });

    test.each([
      ['optional made required', 'msghead-1.2.xsd', 'ProcessingStatus'],
      ['repeatable made single', 'msghead-1.2.xsd', 'mh:Document'],
      ['order changed', 'epikrise-1.2.xsd', 'MIGversion'],
      ['type changed', 'msghead-1.2.xsd', 'GenDate'],
      ['fixed value dropped', 'msghead-1.2.xsd', 'MIGversion'],
      ['attribute removed', 'datatypes.xsd', 'OT'],
    ])('the comparison would notice a fault: %s (%s, %s)', (kind, file, name) => {
      const fault = [...allFaults(ourSchemas)].find(
        (each) => each.kind === kind && each.file === file && each.was.includes(`"${name}"`),
      );
      if (!fault) throw new Error('no such fault');
      const folder = mkdtempSync(join(work, 'fault-'));
      writeWithFault(ourSchemas, folder, fault);
      const faulty = new LibraryValidator(folder, 'driver.xsd');
      const noticed = documents.some((xml) => faulty.verdict(xml) !== ours.verdict(xml));
      faulty.dispose();
      expect(noticed).toBe(true);
    });
  },
);
