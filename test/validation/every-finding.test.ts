import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../src/validation/catalogue/index.ts';
import { createValidator } from '../../src/validation/create-validator.ts';
import type { Validator } from '../../src/validation/validation.ts';
import { fixtures, patient } from '../fixtures/messages/build.ts';
import { PROVOCATIONS } from './every-finding.ts';

const now = new Date('2026-06-01T12:00:00Z');

/** Findings that no document of ours brings about; why stands beside each. */
const UNPROVOKED: Readonly<Record<string, string>> = {
  'MV-1015': 'needs a fault in libxml2 itself',
  'MV-1119': 'catches schema errors of a shape that libxml2 does not have today',
};

let validator: Validator;
let lenient: Validator;

beforeAll(async () => {
  validator = await createValidator();
  lenient = await createValidator({ production: false });
});
afterAll(() => {
  validator.dispose();
  lenient.dispose();
});

describe('every finding about a message can be brought about', () => {
  test.for(Object.entries(PROVOCATIONS))('%s', ([code, provoke]) => {
    const { findings, verdict, apprec } = validator.validate(provoke(), { now });
    const found = findings.find((each) => each.code === code);
    expect(found, `found only ${findings.map((each) => each.code).join(', ')}`).toBeDefined();
    const { severity, apprec: rejects } = catalogue[code]!;
    expect(found).toMatchObject({ severity, apprec: rejects });
    if (rejects !== null) expect(verdict).toBe('rejected');
    else if (severity !== 'info') expect(verdict).not.toBe('accepted');
    if (verdict !== 'rejected') expect(apprec).toBeNull();
  });

  test('and the list of them is complete', () => {
    const ours = Object.keys(catalogue).filter((code) => code.startsWith('MV-1'));
    expect([...Object.keys(PROVOCATIONS), ...Object.keys(UNPROVOKED)].sort()).toEqual(ours.sort());
  });
});

test('no finding quotes the patient, whatever is wrong with the message', () => {
  const secrets = [
    patient.ids[0]!.id,
    patient.familyName,
    patient.givenName,
    patient.birthDate!,
    '31028000010',
  ];
  for (const provoke of Object.values(PROVOCATIONS)) {
    const text = JSON.stringify(validator.validate(provoke(), { now }).findings);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/\d{11}/);
  }
});

test('every text is filled in: no place is left open', () => {
  for (const provoke of Object.values(PROVOCATIONS)) {
    for (const finding of validator.validate(provoke(), { now }).findings) {
      expect(finding.message).not.toMatch(/\{\w+\}|undefined|\bnull\b|\[object/);
    }
  }
});

test.for(Object.entries(fixtures()))('the fixture %s is accepted where test persons belong', ([, bytes]) => {
  expect(lenient.validate(bytes, { now })).toMatchObject({ verdict: 'accepted', findings: [] });
});
