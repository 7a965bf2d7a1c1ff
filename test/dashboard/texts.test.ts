import { describe, expect, it } from 'vitest';
import { languages, texts } from '../../src/dashboard/texts/texts.ts';
import { messageStates } from '../../src/ledger/tables.ts';

/** Every text by its place: `now.trouble` → the text. */
function flatten(value: object, place = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([key, text]): [string, unknown][] =>
    typeof text === 'object' && text !== null ? flatten(text, `${place}${key}.`) : [[`${place}${key}`, text]],
  );
}

const shape = (language: (typeof languages)[number]) =>
  flatten(texts[language]).map(
    ([key, text]) => `${key}: ${typeof text === 'function' ? text.length : 'text'}`,
  );

describe('the texts', () => {
  it.each(languages)('in %s say the same things, with the same values filled in', (language) => {
    expect(shape(language)).toEqual(shape('nb'));
  });

  it.each(languages)('in %s are never empty, also with values filled in', (language) => {
    for (const [key, text] of flatten(texts[language])) {
      const filled = typeof text === 'function' ? text(...new Array(text.length).fill('7')) : text;
      expect(filled, key).toMatch(/\S/);
      expect(filled, key).not.toMatch(/undefined|\$\{/);
    }
  });

  it.each(languages)('in %s use every value that they are given', (language) => {
    // What decides between singular and plural is not itself shown.
    const deciding =
      /trouble|failed|unrouted|refused|waiting|messages|receipts|behind|faultCount|attempts|caption$/;
    for (const [key, text] of flatten(texts[language])) {
      if (typeof text !== 'function' || deciding.test(key)) continue;
      const values = Array.from({ length: text.length }, (_, index) => `verdi${index}`);
      for (const value of values) expect(text(...values), key).toContain(value);
    }
  });

  it('name every state that a message can have', () => {
    expect(Object.keys(texts.nb.states)).toEqual(expect.arrayContaining([...messageStates]));
    expect(Object.keys(texts.nb.stateMeanings)).toEqual(Object.keys(texts.nb.states));
  });
});
