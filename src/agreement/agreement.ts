import { type LocalCalendar, localCalendar } from './calendar/closed-days.ts';
import type { Weekday } from './calendar/day.ts';
import type { HolidayKey } from './calendar/holidays.ts';
import type { OpeningTerms } from './calendar/opening.ts';
import { AgreementFault, quote } from './fault.ts';
import { lengthOf, readLimit } from './packs/limit.ts';
import type { Pack } from './packs/pack.ts';
import { pricesByYear } from './packs/read.ts';
import { CATEGORIES, type Category, type PairOptions, type RuleEntry } from './packs/schema.ts';

/** Which days count for a category of patients, without and with notice on major feasts. */
interface Openings {
  plain: OpeningTerms;
  holidayNotice: OpeningTerms;
}

/** A rule as it holds between two parties, ready to reckon with. */
export interface Rule extends Readonly<RuleEntry> {
  readonly id: string;
  readonly agreement: Agreement;
  /** The limit, signed (negative: before the start): ms for C-24x7 and C-0815, days for C-VIRKEDAG and C-DOGN, else 0. */
  readonly length: number;
  /** C-0815 only. */
  readonly openings: Readonly<Record<Category, Openings>> | null;
}

/** One version of an agreement between two parties: a pack, and what the pair has agreed on beyond it. */
export interface Agreement {
  readonly pack: Pack;
  /** Whether exception 3 (notice on major feasts) is in use between the two. */
  readonly holidayNotice: boolean;
  /** The kommune's own closed days. */
  readonly local: LocalCalendar;
  /** Kroner per day by calendar year. */
  readonly prices: ReadonlyMap<number, number>;
  readonly rules: ReadonlyMap<string, Rule>;
}

const EVERY_WEEKDAY: ReadonlySet<Weekday> = new Set<Weekday>([1, 2, 3, 4, 5, 6, 7]);
const NO_HOLIDAY: ReadonlySet<HolidayKey> = new Set();

/**
 * Puts a pack in force between two parties.
 * @param options proven by `readOptions`
 */
export function agreementOf(pack: Pack, options: PairOptions = {}): Agreement {
  const rules = new Map<string, Rule>();
  const agreement: Agreement = {
    pack,
    holidayNotice: options.holidayNotice ?? pack.holidayNotice.default,
    local: localCalendar(options.closedDays ?? []),
    prices: new Map([...pack.prices, ...pricesByYear(options.prices ?? {})]),
    rules,
  };
  const notice = openingsOf(agreement, options, 'notice-days');
  const answer = openingsOf(agreement, options, options.answerDays ?? pack.answerDays);
  for (const [id, entry] of pack.rules) {
    const limit = options.limits?.[id] ?? entry.limit;
    const openings = entry.days === undefined ? null : entry.days === 'notice' ? notice : answer;
    rules.set(id, {
      ...entry,
      ...(limit === undefined ? {} : { limit }),
      id,
      agreement,
      length: signedLength(limit, entry.direction === 'before'),
      openings,
    });
  }
  return agreement;
}

/** @throws AgreementFault `unknown-rule` */
export function ruleNamed(agreement: Agreement, id: string): Rule {
  const rule = agreement.rules.get(id);
  if (rule !== undefined) return rule;
  const { pack } = agreement;
  throw new AgreementFault('unknown-rule', {
    nb: `Ukjent regel «${quote(id)}» i pakken ${pack.id}. «meldingsvakt rules» viser reglene.`,
    nn: `Ukjend regel «${quote(id)}» i pakken ${pack.id}. «meldingsvakt rules» viser reglane.`,
    en: `Unknown rule “${quote(id)}” in the pack ${pack.id}. “meldingsvakt rules” lists the rules.`,
  });
}

function signedLength(written: string | undefined, before: boolean): number {
  const limit = written === undefined ? null : readLimit(written);
  if (limit === null) return 0;
  const length = lengthOf(limit) ?? limit.amount;
  return before ? -length : length;
}

function openingsOf(
  agreement: Agreement,
  options: PairOptions,
  days: Pack['answerDays'],
): Readonly<Record<Category, Openings>> {
  const { pack, local } = agreement;
  const feasts: ReadonlySet<HolidayKey> = new Set(options.holidays ?? pack.holidayNotice.holidays);
  const everyDay = days === 'every-day';
  const openings = CATEGORIES.map((category): [Category, Openings] => {
    const own = pack.window.weekdays[days === 'weekdays' ? 'standard' : category];
    const weekdays = everyDay ? EVERY_WEEKDAY : own;
    const plain = { window: pack.window.opening, weekdays, openHolidays: NO_HOLIDAY, everyDay, local };
    return [category, { plain, holidayNotice: { ...plain, openHolidays: feasts } }];
  });
  return Object.fromEntries(openings) as Record<Category, Openings>;
}
