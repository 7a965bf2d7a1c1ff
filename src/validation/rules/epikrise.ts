import { fullText } from '../../messages/read/msghead.ts';
import { child, children, descend, type Element, select, text, value } from '../../messages/xml/element.ts';
import { childOrGap } from './head.ts';
import type { Rule, RuleContext } from './rule.ts';

const EPIKRISE = { standards: ['Epikrise'], versions: ['1.2'] } as const;

function report({ root }: RuleContext): Element | null {
  return child(root, 'ServRprt');
}

/** A cancellation (ServType C) carries no clinical content. */
function content(context: RuleContext): Element | null {
  const found = report(context);
  return found && value(child(found, 'ServType')) !== 'C' ? found : null;
}

function allEvents(holder: Element | null): Element[] {
  return children(holder, 'Event').flatMap((event) => [event, ...allEvents(event)]);
}

/** Diagnoses of the stay: main, secondary or other conditions, coded or in words. */
const DIAGNOSES = new Set(['H', 'B', 'ART']);

/** Relations (8254) that say who was responsible or signed. */
const RESPONSIBLE = new Set(['AHP', 'ALE', 'SLE', 'ARP', 'AMO', 'AUT']);

function hasComment(holder: Element, heading: string): boolean {
  const comments = [...children(holder, 'Comment'), ...select(holder, 'Event', 'Comment')];
  for (const event of allEvents(holder)) comments.push(...children(event, 'Comment'));
  return comments.some((comment) => value(child(comment, 'Heading')) === heading && fullText(comment) !== '');
}

/** HIS 80226:2014 table 1: what a version 1.2 shall hold. */
export const epikriseRules: readonly Rule[] = [
  {
    code: 'MV-1460',
    appliesTo: EPIKRISE,
    check({ root }) {
      const type = value(child(root, 'Type'));
      return type === 'EPIKRISE' || type === 'FODSELS_EPIKRISE' ? [] : [childOrGap(root, 'Type')];
    },
  },
  {
    code: 'MV-1461',
    appliesTo: EPIKRISE,
    check(context) {
      const holder = report(context);
      return holder && text(child(holder, 'ServProvId')) === null ? [childOrGap(holder, 'ServProvId')] : [];
    },
  },
  {
    code: 'MV-1462',
    appliesTo: EPIKRISE,
    check(context) {
      const holder = report(context);
      return holder && value(child(holder, 'ApprDate')) === null ? [childOrGap(holder, 'ApprDate')] : [];
    },
  },
  {
    code: 'MV-1463',
    appliesTo: EPIKRISE,
    check(context) {
      const holder = content(context);
      if (!holder) return [];
      const started = allEvents(holder).some(
        (event) => value(descend(event, 'ReportedEvent', 'StartDateTime')) !== null,
      );
      return started ? [] : [childOrGap(holder, 'Event')];
    },
  },
  {
    code: 'MV-1464',
    appliesTo: EPIKRISE,
    check(context) {
      const holder = report(context);
      if (!holder) return [];
      const providers = [
        ...children(holder, 'RelServProvider'),
        ...allEvents(holder).flatMap((event) => children(event, 'RelServProvider')),
      ];
      const named = providers.some(
        (provider) =>
          RESPONSIBLE.has(value(child(provider, 'Relation')) ?? '') &&
          (text(descend(provider, 'HCP', 'HCProf', 'Name')) ??
            text(descend(provider, 'HCP', 'Inst', 'HCPerson', 'Name'))) !== null,
      );
      return named ? [] : [{ element: holder, missing: 'RelServProvider' }];
    },
  },
  {
    code: 'MV-1466',
    appliesTo: EPIKRISE,
    check(context) {
      const holder = content(context);
      if (!holder) return [];
      const given = context.all('InfItem').some((item) => DIAGNOSES.has(value(child(item, 'Type')) ?? ''));
      return given ? [] : [{ element: holder, missing: 'Event/InfItem' }];
    },
  },
  {
    code: 'MV-1467',
    appliesTo: EPIKRISE,
    check(context) {
      const holder = content(context);
      if (!holder) return [];
      return (
        [
          ['VU', 'vurdering'],
          ['FO', 'forløp og behandling'],
        ] as const
      )
        .filter(([code]) => !hasComment(holder, code))
        .map(([, name]) => ({ element: holder, missing: 'Event/Comment', parameters: { content: name } }));
    },
  },
];
