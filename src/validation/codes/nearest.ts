import type { CodeList } from '../../messages/codes/lists.ts';

/**
 * The valid codes that an unknown code was most likely meant to be: first those whose name is the one
 * given with it, then those whose code is written almost the same.
 * @returns at most `most` codes, best first; empty when nothing is near
 */
export function nearestCodes(list: CodeList, code: string, name: string | null, most = 3): string[] {
  const wanted = code.toUpperCase();
  const wantedName = name === null ? null : plain(name);
  return [...list.codes]
    .map(([each, eachName]) => {
      const named = wantedName !== null && wantedName !== '' && plain(eachName) === wantedName;
      return { code: each, distance: named ? -1 : distance(each.toUpperCase(), wanted) };
    })
    .filter((each) => each.distance <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map((each) => each.code);
}

/** A name as it is compared: case, space and punctuation do not count. */
export function plain(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Levenshtein distance with transposition of neighbours as one step. */
export function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 8) return Number.POSITIVE_INFINITY;
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      }
      row.push(best);
    }
    rows.push(row);
  }
  return rows[one.length]![other.length]!;
}
