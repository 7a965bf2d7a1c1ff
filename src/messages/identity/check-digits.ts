/** Check digits modulo 11 as Norwegian numbers use them (HIS 1001:2010; Skatteetaten; Brønnøysundregistrene). */

const K1_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const K2_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const ORGANISATION_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];

export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}

/** The digit that completes a sum to a multiple of 11; `null` where that would be 10, and the number is not issued. */
function completing(sum: number): number | null {
  const rest = (11 - (sum % 11)) % 11;
  return rest === 10 ? null : rest;
}

/**
 * Both check digits for the nine first digits of a national identity number.
 * @returns two digits, or `null` for a sequence that is never issued
 */
export function nationalCheckDigits(first9: string): string | null {
  const k1 = completing(weightedSum(first9, K1_WEIGHTS));
  if (k1 === null) return null;
  const k2 = completing(weightedSum(`${first9}${k1}`, K2_WEIGHTS));
  return k2 === null ? null : `${k1}${k2}`;
}

/**
 * Whether the two last of eleven digits agree with the rest. From 2032 the first check digit may leave
 * a remainder of 0–3, so that more numbers can be issued; the second is as before.
 */
export function hasValidCheckDigits(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false;
  const first = (weightedSum(digits, K1_WEIGHTS) + Number(digits[9])) % 11;
  const second = (weightedSum(digits, K2_WEIGHTS) + Number(digits[10])) % 11;
  return first <= 3 && second === 0;
}

/** Organisation number (ENH): nine digits, the last a check digit modulo 11. */
export function isOrganisationNumber(digits: string): boolean {
  if (!/^\d{9}$/.test(digits)) return false;
  return completing(weightedSum(digits, ORGANISATION_WEIGHTS)) === Number(digits[8]);
}
