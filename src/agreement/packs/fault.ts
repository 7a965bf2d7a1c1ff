import { AgreementFault } from '../fault.ts';
import { LANGUAGES, type Language } from '../text.ts';
import type { Problem } from './problem.ts';

/** A file that cannot be used, with everything that is wrong in it, each with its line. */
export class PackFault extends AgreementFault {
  readonly problems: readonly (Problem & { line: number | null })[];

  constructor(
    name: string,
    problems: readonly (Problem & { line: number | null })[],
    code: 'unreadable-pack' | 'unreadable-options',
  ) {
    const told = (language: Language) =>
      problems.map(({ line, path, text }) => {
        const place = line === null ? name : `${name}:${line}`;
        return path === '' ? `${place}: ${text[language]}` : `${place}: ${path}: ${text[language]}`;
      });
    const [nb, nn, en] = LANGUAGES.map((language) => told(language).join('\n')) as [string, string, string];
    super(code, { nb, nn, en });
    this.problems = problems;
  }
}
