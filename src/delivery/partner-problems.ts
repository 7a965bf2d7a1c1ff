/** A fault in a partner file: where, and what, in words for the person who wrote the file. */
export interface PartnerFileProblem {
  place: string;
  text: string;
  /** A warning does not stop the import. */
  severity: 'error' | 'warning';
}

/** Gives the text of a file that the partner file names, relative to it; throws when it cannot be read. */
export type ReadFile = (name: string) => { text: string; path: string };

/** Reads one named file; a file that cannot be read is a problem at its place, not an exception. */
export function attempt<T>(
  work: () => T,
  place: string,
  name: string,
  problems: PartnerFileProblem[],
): T | null {
  try {
    return work();
  } catch {
    problems.push({ place, text: `filen «${name}» kan ikke leses`, severity: 'error' });
    return null;
  }
}
