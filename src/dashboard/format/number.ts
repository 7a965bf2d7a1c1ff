import type { Language } from '../../http/problems.ts';

const locales: Record<Language, string> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' };
const formats = Object.fromEntries(
  Object.entries(locales).map(([language, locale]) => [language, new Intl.NumberFormat(locale)]),
) as Record<Language, Intl.NumberFormat>;

/** A whole number with the language's grouping: «1 204», «1,204». */
export function formatNumber(value: number, language: Language): string {
  return formats[language].format(value);
}

/** A count that was not counted further than a limit: «over 10 000». */
export interface Count {
  value: number;
  /** There are more than `value`; nobody is helped by waiting for the exact number. */
  more: boolean;
}

/** Bytes in the unit that a person would choose: «812 byte», «3,4 kB», «12 MB». */
export function formatSize(bytes: number, language: Language): string {
  if (bytes < 1000) return `${bytes} byte${language === 'en' && bytes !== 1 ? 's' : ''}`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${formats[language].format(rounded)} ${unit}`;
}
