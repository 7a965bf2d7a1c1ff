import type { Routing } from '../../delivery/routing.ts';
import type { Language } from '../../http/problems.ts';
import { type Texts, texts } from '../texts/texts.ts';
import { formatAgo } from './duration.ts';
import { type Count, formatNumber } from './number.ts';
import { formatTime } from './time.ts';

/** A time as a page shows it: the exact instant for machines, and words for people. */
export interface ShownTime {
  iso: string;
  text: string;
  ago: string;
}

/** Everything that turns values into words on one page: the language, the texts, and what time it is. */
export interface Wording {
  language: Language;
  text: Texts;
  now: Date;
  time(instant: Date, options?: { seconds?: boolean }): ShownTime;
  number(value: number): string;
  count(count: Count): string;
}

export function createWording(language: Language, now: Date): Wording {
  const text = texts[language];
  return {
    language,
    text,
    now,
    time: (instant, options = {}) => ({
      iso: instant.toISOString(),
      text: formatTime(instant, language, { ...options, now }),
      ago: formatAgo(instant, now, language),
    }),
    number: (value) => formatNumber(value, language),
    count: (count) => {
      const number = formatNumber(count.value, language);
      return count.more ? text.counts.over(number) : number;
    },
  };
}

/**
 * The name of a party: «Trondheim kommune, Helsehus», the organisation's name alone, or the HER-ids that the message
 * gives when the partners don't know them.
 */
export function partyName(text: Texts, routing: Routing, her: number | null, service: number | null): string {
  const organisation = routing.partner(her) ?? routing.partner(service);
  const under = routing.service(service) ?? routing.service(her);
  if (organisation === null) {
    const ids = [her, service].filter((id) => id !== null);
    return ids.length === 0 ? text.parties.nobody : text.parties.unknownHer(ids.join('/'));
  }
  return under === null ? organisation.name : `${organisation.name}, ${under.name}`;
}
