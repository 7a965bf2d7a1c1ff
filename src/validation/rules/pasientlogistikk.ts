import type { Message } from '../../messages/message.ts';
import { hasTimeOfDay, toInstant } from '../../messages/time.ts';
import { child, descend, type Element, text, value } from '../../messages/xml/element.ts';
import type { Rule, RuleContext, Scope } from './rule.ts';

/** The child of Pasientlogistikk that holds the events, whichever of the five it is. */
function choice({ payload }: RuleContext): Element | null {
  return payload?.name === 'Pasientlogistikk'
    ? (payload.children.find((each) => /^(Melding|Avmelding|Orientering)/.test(each.name)) ?? null)
    : null;
}

function eventElements(context: RuleContext): readonly Element[] {
  return context.all('TidsfestetHendelse');
}

function codeOf(event: Element): string | null {
  return value(child(event, 'Hendelsekode'));
}

function timeOf(event: Element): string | null {
  return value(child(event, 'TidspunktForHendelse'));
}

/** A rule that says: among the events there must be one with this code (9121). */
function needsEvent(code: Rule['code'], type: Message['type'], event: string, scope: Scope = {}): Rule {
  return {
    code,
    appliesTo: { types: [type], ...scope },
    check(context) {
      const holder = choice(context);
      if (!holder || eventElements(context).some((each) => codeOf(each) === event)) return [];
      return [{ element: child(holder, 'TidsfestetHendelse') ?? holder }];
    },
  };
}

/** The start of the day for a date, the instant for a date and time; `null` for anything else. */
function moment(written: string | null): number | null {
  if (written === null) return null;
  const instant = hasTimeOfDay(written)
    ? toInstant(written)
    : /^\d{4}-\d\d-\d\d$/.test(written)
      ? toInstant(`${written}T00:00:00`)
      : null;
  return instant === null ? null : Date.parse(instant);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** HIS 1149. What `Anslag` says is contradictory in the standards and is never a fault. */
export const logistikkRules: readonly Rule[] = [
  {
    code: 'MV-1401',
    appliesTo: { standards: ['PLO'] },
    check: (context) =>
      eventElements(context)
        .filter((event) => codeOf(event) === null && text(child(event, 'BeskrivelseAvHendelse')) === null)
        .map((element) => ({ element, missing: 'Hendelsekode' })),
  },
  {
    code: 'MV-1402',
    appliesTo: { standards: ['PLO'] },
    check: (context) =>
      eventElements(context)
        .filter((event) => child(event, 'TidspunktForHendelse') && timeOf(event) === null)
        .map((event) => ({ element: child(event, 'TidspunktForHendelse') ?? event })),
  },
  needsEvent('MV-1410', 'LOG_INNLAGT', '1'),
  {
    code: 'MV-1411',
    appliesTo: { types: ['LOG_INNLAGT'] },
    check: (context) =>
      eventElements(context)
        .filter((event) => timeOf(event) !== null && !hasTimeOfDay(timeOf(event)))
        .map((event) => ({ element: child(event, 'TidspunktForHendelse') ?? event, attribute: 'V' })),
  },
  // Version 1.5 only says that the admission may be told of.
  needsEvent('MV-1412', 'LOG_UTSKRIVNINGSKLAR', '1', { versions: ['1.6'] }),
  needsEvent('MV-1413', 'LOG_UTSKRIVNINGSKLAR', '3'),
  {
    code: 'MV-1414',
    appliesTo: { types: ['LOG_UTSKRIVNINGSKLAR', 'LOG_AVMELDING'] },
    check(context) {
      const seen = new Set<string>();
      return eventElements(context)
        .filter((event) => {
          const code = codeOf(event);
          if (code === null) return false;
          const again = seen.has(code);
          seen.add(code);
          return again;
        })
        .map((element) => ({ element }));
    },
  },
  needsEvent('MV-1415', 'LOG_AVMELDING', '4'),
  needsEvent('MV-1416', 'LOG_UTSKREVET', '2'),
  {
    code: 'MV-1417',
    appliesTo: { types: ['LOG_UTSKREVET'] },
    check(context) {
      const place = descend(choice(context), 'UtskrevetTil', 'UtTil');
      return place && value(place) === null ? [{ element: place }] : [];
    },
  },
  needsEvent('MV-1418', 'LOG_DOD', '13'),
  {
    code: 'MV-1420',
    appliesTo: { types: ['LOG_INNLAGT', 'LOG_UTSKRIVNINGSKLAR', 'LOG_DOD'] },
    check: (context) =>
      eventElements(context)
        .filter((event) => {
          const at = moment(timeOf(event));
          return (
            (codeOf(event) === '1' || codeOf(event) === '13') &&
            at !== null &&
            at > context.now.getTime() + DAY_MS
          );
        })
        .map((event) => ({ element: child(event, 'TidspunktForHendelse') ?? event, attribute: 'V' })),
  },
  {
    code: 'MV-1421',
    appliesTo: { types: ['LOG_UTSKRIVNINGSKLAR', 'LOG_AVMELDING'] },
    check(context) {
      const events = eventElements(context);
      const admitted = events.find((event) => codeOf(event) === '1');
      const start = admitted ? moment(timeOf(admitted)) : null;
      if (start === null) return [];
      return events
        .filter((event) => {
          const at = moment(timeOf(event));
          // A date without a clock time counts as the whole of its day.
          return (
            codeOf(event) !== '1' && at !== null && at + (hasTimeOfDay(timeOf(event)) ? 0 : DAY_MS) <= start
          );
        })
        .map((event) => ({ element: child(event, 'TidspunktForHendelse') ?? event, attribute: 'V' }));
    },
  },
];
