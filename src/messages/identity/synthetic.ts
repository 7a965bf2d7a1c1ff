import { nationalCheckDigits } from './check-digits.ts';

/**
 * A synthetic fødselsnummer as the test population of Skatteetaten (Tenor) has them: month + 80,
 * with right check digits, and therefore never a living person's.
 * @param birthDate `YYYY-MM-DD`, born 1940–1999 or 2000–2039
 * @param sex 3101: `1` man, `2` woman
 * @param serial any number; picks one of the numbers of that day
 */
export function syntheticFodselsnummer(birthDate: string, sex: '1' | '2', serial = 0): string {
  const [year, month, day] = birthDate.split('-');
  if (!year || !month || !day) throw new RangeError('The birth date must be written YYYY-MM-DD');
  const start = Number(year) < 2000 ? 0 : 500;
  const date = `${day}${Number(month) + 80}${year.slice(2)}`;
  const odd = sex === '1' ? 1 : 0;
  for (let step = 0; step < 250; step += 1) {
    const individual = start + ((serial + step) % 250) * 2 + odd;
    const first9 = `${date}${String(individual).padStart(3, '0')}`;
    const check = nationalCheckDigits(first9);
    if (check !== null) return `${first9}${check}`;
  }
  throw new RangeError('No number is left for that day');
}
