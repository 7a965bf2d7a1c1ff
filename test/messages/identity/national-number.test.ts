import { idnr } from '@navikt/fnrvalidator';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOrganisationNumber, nationalCheckDigits } from '../../../src/messages/identity/check-digits.ts';
import { readNationalNumber } from '../../../src/messages/identity/national-number.ts';
import { syntheticFodselsnummer } from '../../../src/messages/identity/synthetic.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** Numbers with the form of an identity number, most of them with right check digits. */
const digits = fc
  .tuple(
    fc.nat(31),
    fc.constantFrom(0, 40),
    fc.nat(12),
    fc.constantFrom(0, 40, 65, 80),
    fc.nat(99),
    fc.nat(999),
    fc.nat(99),
  )
  .map(([day, dayOffset, month, monthOffset, year, individual, guess]) => {
    const first9 = `${two(day + dayOffset)}${two(month + monthOffset)}${two(year)}${String(individual).padStart(3, '0')}`;
    return `${first9}${nationalCheckDigits(first9) ?? two(guess)}`;
  })
  .filter((number) => number.length === 11);

test('agrees with the validator of NAV on numbers issued before 2032', () => {
  fc.assert(
    fc.property(digits, (number) => {
      const read = readNationalNumber(number);
      const theirs = idnr(number);
      const valid = read?.validCheckDigits === true && read.possibleDate && read.kind !== 'fh-nummer';
      // NAV's validator does not know Norsk helsenett's test population, nor the check digits of 2032.
      if (read?.population === 'nhn' || (read?.birthDate === null && valid)) return;
      expect(valid).toBe(theirs.status === 'valid');
    }),
    { numRuns: 3000 },
  );
});

describe('kinds of number', () => {
  const withCheck = (first9: string): string => `${first9}${nationalCheckDigits(first9)}`;

  test.for([
    ['170551', 'fodselsnummer', null],
    ['570551', 'd-nummer', null],
    ['174551', 'h-nummer', 'dolly'],
    ['574551', 'dh-nummer', 'dolly'],
    ['178551', 'fodselsnummer', 'tenor'],
    ['578551', 'd-nummer', 'tenor'],
    ['177051', 'fodselsnummer', 'nhn'],
    ['812345', 'fh-nummer', null],
  ])('%s… is a %s', ([first6, kind, population]) => {
    const first9 = ['100', '101', '102', '103', '104', '105']
      .map((each) => `${first6}${each}`)
      .find((each) => nationalCheckDigits(each) !== null);
    expect(readNationalNumber(withCheck(first9!))).toMatchObject({
      kind,
      population,
      validCheckDigits: true,
    });
  });
});

test('from 2032 a first check digit with remainder 1–3 is valid, but tells neither date of birth nor sex', () => {
  const seen = new Set<string>();
  for (let tail = 0; tail < 10_000; tail += 1) {
    const number = readNationalNumber(`1705511${String(tail).padStart(4, '0')}`);
    if (!number?.validCheckDigits) continue;
    seen.add(number.birthDate ?? 'unknown');
    expect(number.birthDate === null).toBe(number.sex === null);
  }
  expect([...seen].sort()).toEqual(['1951-05-17', 'unknown']);
});

test('a changed digit is noticed', () => {
  const number = syntheticFodselsnummer('1951-05-17', '1', 3);
  const last = (Number(number[10]) + 1) % 10;
  expect(readNationalNumber(number)?.validCheckDigits).toBe(true);
  expect(readNationalNumber(`${number.slice(0, 10)}${last}`)?.validCheckDigits).toBe(false);
});

test('a synthetic number tells the birth date and sex that it was made for', () => {
  const day = fc.date({ min: new Date('1940-01-01'), max: new Date('2039-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.constantFrom('1' as const, '2' as const), fc.nat(1000), (date, sex, serial) => {
      const birthDate = date.toISOString().slice(0, 10);
      expect(readNationalNumber(syntheticFodselsnummer(birthDate, sex, serial))).toMatchObject({
        kind: 'fodselsnummer',
        population: 'tenor',
        validCheckDigits: true,
        birthDate,
        sex,
      });
    }),
  );
});

test('an organisation number ends with its check digit', () => {
  expect(isOrganisationNumber('974760673')).toBe(true);
  expect(isOrganisationNumber('974760674')).toBe(false);
  expect(isOrganisationNumber('97476067')).toBe(false);
});
