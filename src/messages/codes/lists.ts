import lists from './lists.json' with { type: 'json' };

export interface CodeList {
  /** List number in Volven. */
  number: string;
  name: string;
  codes: ReadonlyMap<string, string>;
}

/** Volven's branch of the national object identifiers; a list number follows, and perhaps a version. */
export const VOLVEN = '2.16.578.1.12.4.1.1.';

const byNumber: ReadonlyMap<string, CodeList> = new Map(
  Object.entries(lists).map(([number, { name, codes }]) => [
    number,
    { number, name, codes: new Map(Object.entries(codes)) },
  ]),
);

/** A list by its number, `null` when it is not among those that these messages use. */
export function codeList(number: string): CodeList | null {
  return byNumber.get(number) ?? null;
}

/** Every list that is known here, for documentation and tests. */
export function allCodeLists(): CodeList[] {
  return [...byNumber.values()];
}

/**
 * The list number in an OID such as `2.16.578.1.12.4.1.1.9121` (a version may follow).
 * @returns `null` when the OID is no Volven list
 */
export function listNumber(oid: string): string | null {
  if (!oid.startsWith(VOLVEN)) return null;
  return /^(\d+)(?:\.\d+)*$/.exec(oid.slice(VOLVEN.length))?.[1] ?? null;
}

/** Name of a code, for showing it to a person. */
export function codeName(number: string, code: string): string | null {
  return byNumber.get(number)?.codes.get(code) ?? null;
}
