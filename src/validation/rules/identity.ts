import { isOrganisationNumber } from '../../messages/identity/check-digits.ts';
import { type NationalNumber, readNationalNumber } from '../../messages/identity/national-number.ts';
import { child, type Element, text, value } from '../../messages/xml/element.ts';
import { perMessage } from './per-message.ts';
import type { Breach, Rule, RuleContext } from './rule.ts';

/** An identifier with its type (8116 or 9051), wherever the message has one. */
interface Identifier {
  element: Element;
  type: string;
  /** Without the spaces that people write between date and individual number. */
  id: string;
  /** What the number says, when the type is that of a national identity number. */
  number: NationalNumber | null;
}

const identifiers = perMessage(({ all }): Identifier[] => {
  const pairs: [Element | null, Element | null][] = [
    ...all('TypeId').map((type): [Element | null, Element | null] => [child(type.parent, 'Id'), type]),
    ...all('TypeOffId').map((type): [Element | null, Element | null] => [child(type.parent, 'OffId'), type]),
    ...all('AdditionalId').map((each): [Element | null, Element | null] => [
      child(each, 'Id'),
      child(each, 'Type'),
    ]),
  ];
  return pairs.flatMap(([element, type]) => {
    const id = text(element)?.replace(/\s/g, '');
    const code = value(type)?.toUpperCase();
    return element && id && code
      ? [{ element, id, type: code, number: code in NATIONAL ? readNationalNumber(id) : null }]
      : [];
  });
});

const NATIONAL: Readonly<Record<string, { name: string; kinds: readonly NationalNumber['kind'][] }>> = {
  FNR: { name: 'fødselsnummer', kinds: ['fodselsnummer'] },
  DNR: { name: 'D-nummer', kinds: ['d-nummer'] },
  HNR: { name: 'H-nummer', kinds: ['h-nummer', 'dh-nummer'] },
  FHN: { name: 'felles hjelpenummer', kinds: ['fh-nummer'] },
};

/** Month + 40 is a test number when it is called a fødselsnummer or D-nummer; as an H-nummer it is real. */
function isTestIdentity({ population }: NationalNumber, type: string): boolean {
  return population === 'dolly' ? type === 'FNR' || type === 'DNR' : population !== null;
}

function eachNational(
  context: RuleContext,
  broken: (number: NationalNumber | null, type: string) => boolean,
): Breach[] {
  return identifiers(context).flatMap(({ element, type, number }) => {
    const known = NATIONAL[type];
    if (!known || !broken(number, type)) return [];
    return [{ element, parameters: { kind: known.name } }];
  });
}

function eachOf(context: RuleContext, type: string, broken: (id: string) => boolean): Breach[] {
  return identifiers(context)
    .filter((identifier) => identifier.type === type && broken(identifier.id))
    .map(({ element }) => ({ element }));
}

/** Identity numbers of persons, organisations and professionals. The numbers are never quoted. */
export const identityRules: readonly Rule[] = [
  {
    code: 'MV-1601',
    appliesTo: {},
    check: (context) =>
      eachNational(context, (number, type) => type !== 'HNR' && number !== null && !number.validCheckDigits),
  },
  {
    code: 'MV-1602',
    appliesTo: {},
    check: (context) => eachNational(context, (number, type) => type !== 'HNR' && number === null),
  },
  {
    code: 'MV-1603',
    appliesTo: {},
    check: (context) =>
      eachNational(context, (number) => number?.validCheckDigits === true && !number.possibleDate),
  },
  {
    code: 'MV-1604',
    appliesTo: {},
    check: (context) =>
      eachNational(context, (number, type) => {
        if (!number?.validCheckDigits || !number.possibleDate || isTestIdentity(number, type)) return false;
        const wanted = NATIONAL[type]?.kinds ?? [];
        return !wanted.includes(number.kind);
      }),
  },
  {
    code: 'MV-1605',
    appliesTo: {},
    check(context) {
      const marked = context.message.processing === 'T' || context.message.processing === 'D';
      if (!context.production || marked) return [];
      return eachNational(context, (number, type) => number !== null && isTestIdentity(number, type));
    },
  },
  {
    code: 'MV-1606',
    appliesTo: {},
    check: (context) => eachOf(context, 'ENH', (id) => !isOrganisationNumber(id)),
  },
  {
    code: 'MV-1607',
    appliesTo: {},
    check: (context) => eachOf(context, 'HPR', (id) => !/^\d{1,9}$/.test(id)),
  },
  {
    code: 'MV-1608',
    appliesTo: {},
    check: (context) => eachOf(context, 'DUF', (id) => !/^\d{12}$/.test(id)),
  },
];
