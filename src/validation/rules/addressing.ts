import type { Party } from '../../messages/message.ts';
import { identOf, readHcpParty, readHeadParty } from '../../messages/read/parties.ts';
import { child, children, type Element } from '../../messages/xml/element.ts';
import { perMessage } from './per-message.ts';
import type { Breach, Rule, RuleContext } from './rule.ts';

/** One end of the message: what it is called in the text, the element that holds it, and what it says. */
interface End {
  role: string;
  element: Element;
  party: Party | null;
}

/** Sender, receiver and copies, wherever the message keeps them (HIS 1153-2 AD2.5, AD2.10, AD2.12). */
const endsOf = perMessage(({ message, info, root }): End[] => {
  if (message.kind === 'msghead') {
    return [
      ...children(info, 'Sender').map((element) => ({
        role: 'Avsender',
        element,
        party: readHeadParty(element),
      })),
      ...children(info, 'Receiver').map((element) => ({
        role: 'Mottaker',
        element,
        party: readHeadParty(element),
      })),
      ...children(info, 'OtherReceiver')
        .filter((element) => child(element, 'Organisation'))
        .map((element) => ({ role: 'Annen mottaker', element, party: readHeadParty(element) })),
    ];
  }
  const body = child(root, 'ServRprt') ?? child(root, 'ServReq') ?? root;
  const names =
    message.kind === 'apprec'
      ? (['Sender', 'Receiver'] as const)
      : root.name === 'Message' && child(root, 'ServReq')
        ? (['Requester', 'ServProvider'] as const)
        : (['ServProvider', 'Requester'] as const);
  return names.flatMap((name, index) =>
    children(body, name).map((element) => ({
      role: index === 0 ? 'Avsender' : 'Mottaker',
      element,
      party: readHcpParty(element),
    })),
  );
});

/** Receipts of 1.0 and referrals before 2.0 come from a time when HER-ids were not yet in use. */
function isOlderThanHer({ message }: RuleContext): boolean {
  return message.kind !== 'msghead' && (message.version === '1.0' || message.type === 'HENVISNING');
}

function eachEnd(context: RuleContext, broken: (end: End) => Breach | null): Breach[] {
  if (isOlderThanHer(context)) return [];
  return endsOf(context).flatMap((end) => {
    const breach = broken(end);
    return breach ? [{ ...breach, parameters: { role: end.role } }] : [];
  });
}

function organisation({ element }: End): Element {
  return child(element, 'Organisation') ?? child(child(element, 'HCP'), 'Inst') ?? element;
}

function unitElement(end: End): Element {
  const upper = organisation(end);
  return (
    child(upper, 'Organisation') ??
    child(upper, 'HealthcareProfessional') ??
    child(upper, 'Dept') ??
    child(upper, 'HCPerson') ??
    upper
  );
}

export const addressingRules: readonly Rule[] = [
  {
    code: 'MV-1211',
    appliesTo: {},
    check: (context) =>
      eachEnd(context, (end) =>
        end.party && end.party.her === null ? { element: organisation(end) } : null,
      ),
  },
  {
    code: 'MV-1212',
    appliesTo: {},
    check: (context) =>
      eachEnd(context, (end) =>
        end.party && end.party.name === null ? { element: organisation(end) } : null,
      ),
  },
  {
    code: 'MV-1213',
    appliesTo: {},
    check: (context) =>
      eachEnd(context, (end) =>
        end.party && (end.party.service === null || end.party.service.her === null)
          ? { element: unitElement(end) }
          : null,
      ),
  },
  {
    code: 'MV-1214',
    appliesTo: {},
    check: (context) =>
      eachEnd(context, (end) =>
        end.party?.service && end.party.service.name === null ? { element: unitElement(end) } : null,
      ),
  },
  {
    code: 'MV-1216',
    appliesTo: {},
    check: (context) =>
      eachEnd(context, (end) =>
        end.party?.her != null && end.party.her === end.party.service?.her
          ? { element: unitElement(end) }
          : null,
      ),
  },
  {
    code: 'MV-1217',
    appliesTo: { kinds: ['msghead'] },
    check({ all }) {
      return all('Organisation')
        .filter((element) => {
          const id = identOf(element, 'HER');
          return id !== null && !/^\d{1,9}$/.test(id);
        })
        .map((element) => ({ element }));
    },
  },
];
