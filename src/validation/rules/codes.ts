import { type Binding, bindingOf } from '../../messages/codes/fields.ts';
import { type CodeList, codeList, listNumber } from '../../messages/codes/lists.ts';
import type { Message } from '../../messages/message.ts';
import { attribute, type Element, isNational, value } from '../../messages/xml/element.ts';
import { nearestCodes, plain } from '../codes/nearest.ts';
import { perMessage } from './per-message.ts';
import type { Breach, Rule, RuleContext } from './rule.ts';

/** A coded element with what the standard and the document say about its list. */
interface CodedField {
  element: Element;
  binding: Binding | null;
  code: string | null;
  /** @S as written. */
  oid: string | null;
  name: string | null;
  /** The list that the code is to be looked up in; `null` when it is none of those known here. */
  list: CodeList | null;
}

function isCoded(element: Element, binding: Binding | null): boolean {
  return binding !== null || (attribute(element, 'V') !== null && attribute(element, 'S') !== null);
}

/** All coded fields of the document. */
const codedFields = perMessage(({ elements, message }) =>
  elements.flatMap((element) => read(element, message)),
);

function read(element: Element, message: Message): CodedField[] {
  if (element.children.length > 0 || !isNational(element.namespace)) return [];
  const binding = bindingOf(element, message);
  if (!isCoded(element, binding)) return [];
  const oid = attribute(element, 'S')?.trim() || null;
  const code = value(element);
  return [
    {
      element,
      binding,
      code,
      oid,
      name: attribute(element, 'DN')?.trim() || null,
      list: listFor(code, oid, binding),
    },
  ];
}

function listFor(code: string | null, oid: string | null, binding: Binding | null): CodeList | null {
  if (oid !== null) {
    const number = listNumber(oid);
    return number === null ? null : codeList(number);
  }
  if (!binding) return null;
  // Where the standard names several lists and the message none, the one that has the code is meant.
  const having = binding.lists.map(codeList).find((list) => code !== null && list?.codes.has(code));
  return having ?? codeList(binding.lists[0]!);
}

/** A code is shown only when it looks like one; anything else in that place could be anything. */
function shown(code: string): string {
  return /^[A-Za-zÆØÅæøå0-9_.+-]{1,20}$/.test(code) && !/\d{6}/.test(code) ? ` «${code}»` : '';
}

function each(context: RuleContext, broken: (field: CodedField) => Breach | null): Breach[] {
  return codedFields(context).flatMap((field) => broken(field) ?? []);
}

/** Code lists (HIS 80704 4.4). An unknown code never rejects a message (HIS 80415:2012 3.3.2). */
export const codeRules: readonly Rule[] = [
  {
    code: 'MV-1501',
    appliesTo: {},
    check: (context) =>
      each(context, ({ element, binding, code }) =>
        binding && code === null ? { element, parameters: { field: element.name } } : null,
      ),
  },
  {
    code: 'MV-1502',
    appliesTo: {},
    check: (context) =>
      each(context, ({ element, code, list, name }) => {
        if (code === null || list === null || list.codes.has(code)) return null;
        const near = nearestCodes(list, code, name).map((each) => `${each} ${list.codes.get(each)}`);
        const hint = near.length > 0 ? ` Mente avsender ${near.join(' eller ')}?` : '';
        return {
          element,
          attribute: 'V',
          parameters: {
            code: shown(code),
            field: element.name,
            list: list.number,
            listName: list.name,
            hint,
          },
        };
      }),
  },
  {
    code: 'MV-1503',
    appliesTo: {},
    check: (context) =>
      each(context, ({ element, oid, binding }) => {
        const number = oid === null ? null : listNumber(oid);
        if (!binding || number === null || binding.lists.includes(number)) return null;
        const parameters = { field: element.name, given: number, expected: binding.lists.join(', ') };
        return { element, attribute: 'S', parameters };
      }),
  },
  {
    code: 'MV-1504',
    appliesTo: {},
    check: (context) =>
      each(context, ({ element, oid, code, binding }) =>
        binding?.datatype === 'CV' && oid === null && code !== null
          ? { element, parameters: { field: element.name, expected: binding.lists[0]! } }
          : null,
      ),
  },
  {
    code: 'MV-1505',
    appliesTo: {},
    check: (context) =>
      each(context, ({ element, code, list, name }) => {
        const official = code === null ? undefined : list?.codes.get(code);
        if (official === undefined || name === null || official === name) return null;
        if (plain(official) === plain(name)) return null;
        return {
          element,
          attribute: 'DN',
          parameters: { code: shown(code ?? ''), list: list?.number ?? '', name: official },
        };
      }),
  },
  {
    code: 'MV-1506',
    appliesTo: {},
    check: (context) =>
      each(context, ({ element, oid }) =>
        oid !== null && !/^[0-2](\.(0|[1-9]\d*))+$/.test(oid)
          ? { element, attribute: 'S', parameters: { field: element.name } }
          : null,
      ),
  },
];
