import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patientKey } from '../../src/intake/patient-key.ts';
import { syntheticFodselsnummer } from '../../src/messages/identity/synthetic.ts';
import type { Patient } from '../../src/messages/message.ts';

const secret = Buffer.alloc(32, 7);
const number = syntheticFodselsnummer('1950-03-14', '2', 1);
const other = syntheticFodselsnummer('1950-03-14', '2', 2);

function patient(changes: Partial<Patient> = {}): Patient {
  return {
    ids: [{ id: number, type: 'FNR' }],
    familyName: 'Øvelse',
    givenName: 'Prøve',
    birthDate: '1950-03-14',
    sex: '2',
    ...changes,
  };
}
const key = (changes: Partial<Patient> = {}) => patientKey(secret, patient(changes));
const nameless = { familyName: null, givenName: null, birthDate: null, sex: null };

describe('the key of a patient', () => {
  it('is 32 hexadecimal digits', () => {
    expect(key()).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is the same for the same number, whatever else the message says about the patient', () => {
    expect(key({ familyName: 'Skrivefeil', sex: null })).toBe(key());
    expect(key({ ...nameless })).toBe(key());
    expect(key({ ids: [{ id: ` ${number.slice(0, 6)} ${number.slice(6)} `, type: 'FNR' }] })).toBe(key());
  });

  it('is another one for another number', () => {
    expect(key({ ids: [{ id: other, type: 'FNR' }] })).not.toBe(key());
  });

  it('is another one in another installation', () => {
    expect(patientKey(Buffer.alloc(32, 8), patient())).not.toBe(key());
  });

  it('is built on the best number: fødselsnummer before D-number before auxiliary ones, in whatever order', () => {
    const ids = ['FNR', 'DNR', 'FHN', 'HNR', 'DUF', 'XXX'].map((type, at) => ({
      id: `${at}`.repeat(11),
      type,
    }));
    for (let best = 0; best < ids.length; best += 1) {
      const some = ids.slice(best);
      const expected = key({ ids: some.slice(0, 1) });
      expect([key({ ids: some }), key({ ids: some.toReversed() })]).toEqual([expected, expected]);
    }
    expect(key({ ids: [{ id: 'x', type: null }, ...ids] })).toBe(key({ ids: ids.slice(0, 1) }));
  });

  it('without a number is built on name, birth date and sex together, ignoring case', () => {
    const known = key({ ids: [] });
    expect(known).not.toBeNull();
    expect(key({ ids: [{ id: '  ', type: 'FNR' }], familyName: 'ØVELSE ' })).toBe(known);
    for (const change of [
      { familyName: 'Annen' },
      { givenName: 'Annen' },
      { givenName: null },
      { birthDate: '1950-03-15' },
      { sex: '1' },
    ]) {
      expect(key({ ids: [], ...change })).not.toBe(known);
    }
  });

  it('is missing when that does not identify anybody', () => {
    expect(patientKey(secret, null)).toBeNull();
    for (const missing of ['familyName', 'birthDate', 'sex'] as const) {
      expect(key({ ids: [], [missing]: null })).toBeNull();
    }
  });

  it('never mixes a number up with a name', () => {
    expect(key({ ids: [{ id: 'øvelse|prøve|1950-03-14|2', type: null }] })).not.toBe(key({ ids: [] }));
  });
});

it('for any two patients, the keys are equal exactly when the numbers are, and tell nothing of them', () => {
  const digits = fc.stringMatching(/^\d{11}$/);
  fc.assert(
    fc.property(digits, digits, (one, two) => {
      const keyOf = (id: string, under: Buffer) => patientKey(under, patient({ ids: [{ id, type: 'FNR' }] }));
      const fresh = randomBytes(32);
      expect(keyOf(one, fresh) === keyOf(two, fresh)).toBe(one === two);
      expect(keyOf(one, fresh)).not.toContain(one);
      expect(keyOf(one, fresh)).not.toBe(keyOf(one, secret));
    }),
  );
});
