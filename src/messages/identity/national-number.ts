import { hasValidCheckDigits } from './check-digits.ts';

/** What an eleven-digit identity number says about itself. Never holds the number. */
export interface NationalNumber {
  kind: 'fodselsnummer' | 'd-nummer' | 'h-nummer' | 'dh-nummer' | 'fh-nummer';
  validCheckDigits: boolean;
  /**
   * The test population that the number belongs to: month + 80 is Skatteetaten's (Tenor), + 65 Norsk
   * helsenett's, + 40 NAV's (Dolly). The last has the form of an H-nummer too, which is real: what it is
   * depends on what the message calls it.
   */
  population: 'tenor' | 'nhn' | 'dolly' | null;
  /** `YYYY-MM-DD` when the number tells it for certain, else `null`. */
  birthDate: string | null;
  /** 3101: `1` man, `2` woman; `null` when the number does not tell. */
  sex: '1' | '2' | null;
  /** Whether day and month make a date at all; always true for a felles hjelpenummer, which has none. */
  possibleDate: boolean;
}

/**
 * Reads an identity number (HIS 1001:2010; CODES for test populations).
 * From 2032 numbers are issued whose first check digit leaves a remainder of 1, 2 or 3: they tell
 * neither century nor sex.
 * @param digits eleven digits
 * @returns `null` when it is not eleven digits
 */
export function readNationalNumber(digits: string): NationalNumber | null {
  if (!/^\d{11}$/.test(digits)) return null;
  const validCheckDigits = hasValidCheckDigits(digits);
  const first = Number(digits[0]);
  if (first >= 8) {
    return {
      kind: 'fh-nummer',
      validCheckDigits,
      population: null,
      birthDate: null,
      sex: null,
      possibleDate: true,
    };
  }
  const day = Number(digits.slice(0, 2));
  const month = Number(digits.slice(2, 4));
  const temporaryDay = day > 40;
  const { offset, population } = monthOffset(month);
  const internal = population === 'dolly';
  const realDay = temporaryDay ? day - 40 : day;
  const realMonth = month - offset;
  const derived = hasClassicCheckDigit(digits) ? century(digits) : null;
  const birthDate = derived === null ? null : toDate(derived, realMonth, realDay);
  return {
    kind: temporaryDay ? (internal ? 'dh-nummer' : 'd-nummer') : internal ? 'h-nummer' : 'fodselsnummer',
    validCheckDigits,
    population,
    birthDate,
    sex: derived === null ? null : Number(digits[8]) % 2 === 1 ? '1' : '2',
    possibleDate: isPossible(realMonth, realDay, Number(digits.slice(4, 6)), derived),
  };
}

function monthOffset(month: number): { offset: number; population: NationalNumber['population'] } {
  if (month >= 81 && month <= 92) return { offset: 80, population: 'tenor' };
  if (month >= 66 && month <= 77) return { offset: 65, population: 'nhn' };
  if (month >= 41 && month <= 52) return { offset: 40, population: 'dolly' };
  return { offset: 0, population: null };
}

const K1_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];

function hasClassicCheckDigit(digits: string): boolean {
  return K1_WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11 === 0;
}

/** The full year, from the individual number; `null` for combinations that were never used. */
function century(digits: string): number | null {
  const year = Number(digits.slice(4, 6));
  const individual = Number(digits.slice(6, 9));
  if (individual < 500) return 1900 + year;
  if (individual < 750 && year >= 55) return 1800 + year;
  if (year < 40) return 2000 + year;
  if (individual >= 900) return 1900 + year;
  return null;
}

function toDate(year: number, month: number, day: number): string | null {
  if (!isDate(year, month, day)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** With the century unknown, 29 February is possible in any year ending that some century has. */
function isPossible(month: number, day: number, shortYear: number, year: number | null): boolean {
  if (year !== null) return isDate(year, month, day);
  return [1900, 2000, 2100].some((start) => isDate(start + shortYear, month, day));
}
