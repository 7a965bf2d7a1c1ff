import type { Weekday } from '../calendar/day.ts';
import type { HolidayKey } from '../calendar/holidays.ts';
import type { Opening } from '../calendar/opening.ts';
import type { Text } from '../text.ts';
import type { AnswerDays, Category, EVIDENCE, RuleEntry } from './schema.ts';

/** One version of an agreement, read and proven: every rule complete, every reference kept. */
export interface Pack {
  id: string;
  title: Text;
  /** Packs of one family are versions of one agreement. */
  family: string;
  /** First and last local date on which the version holds; `validTo` is `null` while it is in force. */
  validFrom: string;
  validTo: string | null;
  basedOn: string | null;
  window: { opening: Opening; weekdays: Readonly<Record<Category, ReadonlySet<Weekday>>>; source: string };
  holidayNotice: { default: boolean; holidays: readonly HolidayKey[]; source: string };
  answerDays: AnswerDays;
  /** Evidence of receipt, best first. */
  evidence: readonly (typeof EVIDENCE)[number][];
  /** How far a counterpart's clock may be ahead of ours before our own time is used, in ms. */
  clockSkew: number;
  /** Kroner per day by calendar year. */
  prices: ReadonlyMap<number, number>;
  /** What the keys in `effects`, `exempt` and `onlyWhen` mean. */
  terms: Readonly<Record<string, Text>>;
  rules: ReadonlyMap<string, RuleEntry>;
}

/** Whether a version holds on a local date (`YYYY-MM-DD`). */
export function holdsOn(pack: Pack, date: string): boolean {
  return pack.validFrom <= date && (pack.validTo === null || date <= pack.validTo);
}

/**
 * The version of an agreement that holds on a local date.
 * @returns `null` when no version of the family holds then
 */
export function packOn(packs: Iterable<Pack>, family: string, date: string): Pack | null {
  for (const pack of packs) {
    if (pack.family === family && holdsOn(pack, date)) return pack;
  }
  return null;
}
