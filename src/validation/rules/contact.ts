import { child, children, type Element, select, text, value } from '../../messages/xml/element.ts';
import { perMessage } from './per-message.ts';
import type { Rule } from './rule.ts';

const PLO = { standards: ['PLO'] } as const;

const responsible = perMessage(({ payload }) => select(payload, 'AnsvarForRapport', 'AnsvarligRapport'));

const units = perMessage(({ payload }) => select(payload, 'TilknyttetEnhet', 'Kontaktenhet'));

/** Whether a person or unit has a telephone number; an empty tel: does not count. */
export function hasPhone(party: Element): boolean {
  return children(party, 'TeleCom').some((each) => {
    const address = value(child(each, 'TeleAddress'))?.replace(/^tel:/i, '') ?? '';
    return /\d/.test(address);
  });
}

export function hasName(person: Element): boolean {
  return text(child(person, 'FamilyName')) !== null || text(child(person, 'GivenName')) !== null;
}

/** Who answers for the message, and how to reach them (HITS 1174:2017 chapter 5). */
export const contactRules: readonly Rule[] = [
  {
    code: 'MV-1403',
    appliesTo: PLO,
    check(context) {
      const { payload } = context;
      if (!payload || responsible(context).length > 0 || units(context).length > 0) return [];
      return [{ element: payload, missing: 'AnsvarForRapport' }];
    },
  },
  {
    code: 'MV-1404',
    appliesTo: PLO,
    check: (context) =>
      responsible(context)
        .filter((person) => !hasName(person))
        .map((element) => ({ element, missing: 'FamilyName' })),
  },
  {
    code: 'MV-1405',
    appliesTo: PLO,
    check: (context) =>
      responsible(context)
        .filter((person) => value(child(person, 'RoleToPatient')) === null)
        .map((element) => ({ element, missing: 'RoleToPatient' })),
  },
  {
    code: 'MV-1406',
    appliesTo: PLO,
    check: (context) =>
      responsible(context)
        .filter((person) => value(child(person, 'TypeHealthcareProfessional')) === null)
        .map((element) => ({ element, missing: 'TypeHealthcareProfessional' })),
  },
  {
    code: 'MV-1407',
    appliesTo: PLO,
    check(context) {
      const parties = [...responsible(context), ...units(context)];
      const [first] = parties;
      if (!first || parties.some(hasPhone)) return [];
      return [{ element: first, missing: 'TeleCom' }];
    },
  },
  {
    code: 'MV-1408',
    appliesTo: PLO,
    check: (context) =>
      units(context)
        .filter((unit) => text(child(unit, 'OrganisationName')) === null)
        .map((element) => ({ element, missing: 'OrganisationName' })),
  },
  {
    code: 'MV-1419',
    appliesTo: { types: ['LOG_UTSKRIVNINGSKLAR', 'LOG_AVMELDING'] },
    check(context) {
      const { payload } = context;
      if (!payload || responsible(context).some(hasName)) return [];
      return [{ element: payload, missing: 'AnsvarForRapport' }];
    },
  },
];
