import type { Language } from '../../http/problems.ts';
import { en } from './en.ts';
import { nb, type Texts } from './nb.ts';
import { nn } from './nn.ts';

export type { Texts };

export const languages = ['nb', 'nn', 'en'] as const satisfies readonly Language[];

/** What each language calls itself. */
export const languageNames: Record<Language, string> = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' };

export const texts: Record<Language, Texts> = { nb, nn, en };

export function isLanguage(text: string | undefined): text is Language {
  return languages.some((language) => language === text);
}

/** The name of a message type; a type that no standard knows is called just that, with its code beside it. */
export function typeName(text: Texts, type: string | null): string {
  return lookUp(text.types, type) ?? (type === null ? text.types.unknown : `${text.types.unknown} (${type})`);
}

/**
 * What an error code of an application receipt means: «E35 Pasienten finnes ikke i mottakerens system». The code comes
 * from outside: what does not look like one is not shown.
 */
export function apprecCode(text: Texts, code: string): string {
  if (!/^[A-Z]{1,3}\d{0,4}$/i.test(code)) return text.apprecCodes.unknown;
  const meaning = lookUp(text.apprecCodes, code);
  return meaning === undefined ? `${text.apprecCodes.unknown} ${code}` : `${code} ${meaning}`;
}

function lookUp(table: Record<string, string>, key: string | null): string | undefined {
  return key !== null && Object.hasOwn(table, key) ? table[key] : undefined;
}
