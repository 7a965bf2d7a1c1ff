/** The languages that the product speaks: bokmål, nynorsk, English. */
export const LANGUAGES = ['nb', 'nn', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same said in every language. */
export type Text = Readonly<Record<Language, string>>;
