import { readLimit } from '../packs/limit.ts';
import type { Pack } from '../packs/pack.ts';
import type { RuleEntry, RuleEvent } from '../packs/schema.ts';
import { LANGUAGES, type Language, type Text } from '../text.ts';
import { eventWords } from './event-words.ts';
import {
  BASIS_WORDS,
  CLOCK_WORDS,
  HEADINGS,
  NATURE_WORDS,
  RESPONSIBLE_WORDS,
  SEVERITY_WORDS,
  UNIT_WORDS,
} from './words.ts';

/** One line of a rule's description: a heading and what stands under it. */
export interface Line {
  heading: Text;
  text: Text;
}

const BEFORE: Text = { nb: 'før', nn: 'før', en: 'before' };

/** `3 timer`, `5 virkedager`, `24 timer før`, `samme dag`; a dash for a rule without a limit in time. */
export function limitWords(
  rule: Pick<RuleEntry, 'clock' | 'limit' | 'direction'>,
  language: Language,
): string {
  const limit = rule.limit === undefined ? null : readLimit(rule.limit);
  if (limit === null) return '–';
  if (limit.amount === 0) return ZERO_WORDS[rule.clock === 'C-0815' ? 'window' : 'day'][language];
  const [one, many] = UNIT_WORDS[language][rule.clock === 'C-VIRKEDAG' ? 'virkedag' : limit.unit];
  const words = `${limit.amount} ${limit.amount === 1 ? one : many}`;
  return rule.direction === 'before' ? `${words} ${BEFORE[language]}` : words;
}

const ZERO_WORDS = {
  window: { nb: 'innenfor vinduet', nn: 'innanfor vindauget', en: 'inside the window' },
  day: { nb: 'samme dag', nn: 'same dag', en: 'the same day' },
} as const;
const OTHERWISE: Text = { nb: 'ellers', nn: 'elles', en: 'otherwise' };
const OR: Text = { nb: 'eller', nn: 'eller', en: 'or' };
const ALSO_BEFORE: Text = { nb: '; også før start', nn: '; òg før start', en: '; also before the start' };
const NOT_BEFORE: Text = {
  nb: '; tidligst når vinduet er åpent',
  nn: '; tidlegast når vindauget er ope',
  en: '; at the earliest when the window is open',
};
const ADJUSTABLE: Text = {
  nb: ' (partene kan endre)',
  nn: ' (partane kan endre)',
  en: ' (the parties may change it)',
};

/** Says the same in every language. */
function inAll(say: (language: Language) => string): Text {
  const [nb, nn, en] = LANGUAGES.map(say) as [string, string, string];
  return { nb, nn, en };
}

/** Events each of which counts by itself, too many for one sentence. */
function listed(events: readonly RuleEvent[]): Text {
  return inAll((language) => events.map((event) => eventWords(event, language)).join('; '));
}

/** Events of which the first that is known counts. */
function preferred(events: readonly RuleEvent[], language: Language): string {
  return events.map((event) => eventWords(event, language)).join(`, ${OTHERWISE[language]} `);
}

function either(events: readonly RuleEvent[], language: Language): string {
  return events.map((event) => eventWords(event, language)).join(` ${OR[language]} `);
}

/** A whole rule in words, line by line, as the parties read it. Lines without content are left out. */
export function ruleLines(rule: RuleEntry, pack: Pick<Pack, 'terms'>): Line[] {
  const term = (key: string, language: Language) => pack.terms[key]?.[language] ?? key;
  const terms = (keys: readonly string[]) =>
    inAll((language) => keys.map((key) => term(key, language)).join('; '));
  const events = (list: readonly RuleEvent[]) => inAll((language) => either(list, language));
  const { start, end, cancel, exempt, onlyWhen, payment, breach } = rule;
  const lines: (Line | null)[] = [
    { heading: HEADINGS.nature, text: NATURE_WORDS[rule.nature] },
    start ? { heading: HEADINGS.start, text: startWords(rule, start) } : null,
    {
      heading: HEADINGS.clock,
      text: inAll((language) => `${rule.clock}: ${CLOCK_WORDS[rule.clock][language]}`),
    },
    rule.limit ? { heading: HEADINGS.limit, text: limitLine(rule) } : null,
    end ? { heading: HEADINGS.end, text: endWords(rule, end) } : null,
    cancel ? { heading: HEADINGS.cancel, text: listed(cancel) } : null,
    exempt ? { heading: HEADINGS.exempt, text: terms(exempt) } : null,
    onlyWhen ? { heading: HEADINGS.onlyWhen, text: terms([onlyWhen]) } : null,
    ...(payment ? paymentLines(payment, events) : []),
    ...stepLines(rule),
    { heading: HEADINGS.responsible, text: RESPONSIBLE_WORDS[rule.responsible] },
    { heading: HEADINGS.breach, text: breachWords(breach, term) },
    { heading: HEADINGS.basis, text: basisWords(rule) },
    rule.note ? { heading: HEADINGS.note, text: rule.note } : null,
    { heading: HEADINGS.source, text: inAll(() => [rule.source, ...(rule.alsoIn ?? [])].join('; ')) },
  ];
  return lines.filter((line) => line !== null);
}

function startWords(rule: RuleEntry, start: readonly RuleEvent[]): Text {
  return inAll(
    (language) => preferred(start, language) + (rule.notBefore === undefined ? '' : NOT_BEFORE[language]),
  );
}

function endWords(rule: RuleEntry, end: readonly RuleEvent[]): Text {
  return inAll((language) => either(end, language) + (rule.mayPrecede === true ? ALSO_BEFORE[language] : ''));
}

function limitLine(rule: RuleEntry): Text {
  return inAll(
    (language) => limitWords(rule, language) + (rule.adjustable === true ? ADJUSTABLE[language] : ''),
  );
}

function breachWords(breach: RuleEntry['breach'], term: (key: string, language: Language) => string): Text {
  return inAll((language) =>
    [
      SEVERITY_WORDS[breach.severity][language],
      ...(breach.effects ?? []).map((key) => term(key, language)),
    ].join('; '),
  );
}

function basisWords(rule: RuleEntry): Text {
  const NUMBER: Text = { nb: 'tallet', nn: 'talet', en: 'the number' };
  return inAll((language) => {
    const rest = BASIS_WORDS[rule.basis][language];
    return rule.limitBasis === undefined
      ? rest
      : `${rest}; ${NUMBER[language]}: ${BASIS_WORDS[rule.limitBasis][language]}`;
  });
}

function paymentLines(
  payment: NonNullable<RuleEntry['payment']>,
  events: (list: readonly RuleEvent[]) => Text,
): (Line | null)[] {
  const { requires, triggers, ends, lapses } = payment;
  return [
    { heading: HEADINGS.requires, text: listed(requires) },
    { heading: HEADINGS.triggers, text: events(triggers) },
    { heading: HEADINGS.ends, text: events(ends) },
    lapses ? { heading: HEADINGS.lapses, text: inAll(() => lapses.join(', ')) } : null,
  ];
}

function stepLines({ clock, warnBefore, tiers, resend }: RuleEntry): (Line | null)[] {
  const length = (limit: string, language: Language) => limitWords({ clock, limit }, language);
  const SHARE: Text = {
    nb: 'av fristen meldingen bærer',
    nn: 'av fristen meldinga ber',
    en: 'of the deadline that the message carries',
  };
  const step = ({ limit, share, severity }: NonNullable<RuleEntry['tiers']>[number], language: Language) => {
    const part = share === undefined ? '' : ` (${OR[language]} ${share * 100} % ${SHARE[language]})`;
    return `${length(limit, language)}${part}: ${SEVERITY_WORDS[severity][language]}`;
  };
  const APART: Text = { nb: 'mellom hver, inntil', nn: 'mellom kvar, inntil', en: 'apart, up to' };
  const TIMES: Text = { nb: 'ganger', nn: 'gonger', en: 'times' };
  return [
    warnBefore
      ? { heading: HEADINGS.warnBefore, text: inAll((language) => length(warnBefore, language)) }
      : null,
    tiers
      ? {
          heading: HEADINGS.steps,
          text: inAll((language) => tiers.map((tier) => step(tier, language)).join('; ')),
        }
      : null,
    resend
      ? {
          heading: HEADINGS.resend,
          text: inAll(
            (language) =>
              `${length(resend.every, language)} ${APART[language]} ${resend.attempts} ${TIMES[language]}`,
          ),
        }
      : null,
  ];
}
