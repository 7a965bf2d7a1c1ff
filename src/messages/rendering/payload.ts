import { codeName } from '../codes/lists.ts';
import type { Message } from '../message.ts';
import { attribute, child, children, type Element, text, value } from '../xml/element.ts';
import { labelOf } from './labels.ts';
import { type Block, type Field, tidy } from './model.ts';
import { sayValue, tidyLines } from './values.ts';
import { formattedBlocks } from './xhtml.ts';

/**
 * Everything below an element, in the order of the document. Nothing that is written there is left out,
 * but children that `wanted` says no to.
 */
export function contentBlocks(
  element: Element,
  message: Message,
  wanted: (child: Element) => boolean = () => true,
): Block[] {
  const blocks: Block[] = personName(element);
  const skip = new Set(blocks.length > 0 ? ['FamilyName', 'MiddleName', 'GivenName'] : []);
  const number = numberWithType(element);
  for (const name of number.used) skip.add(name);
  const seen = new Set<string>();
  for (const each of element.children) {
    if ((skip.has(each.name) && each.name !== number.at) || !wanted(each)) continue;
    const alike = children(element, each.name);
    if (alike.length > 1 && !OWN_SHAPE.has(each.name) && alike.every(isRow)) {
      if (!seen.has(each.name)) blocks.push(tableSection(alike, message));
      seen.add(each.name);
    } else if (each.name === number.at) blocks.push(...number.blocks);
    else blocks.push(...blocksOf(each, message));
  }
  return tidy(blocks);
}

function blocksOf(element: Element, message: Message): Block[] {
  switch (element.name) {
    case 'TeleCom':
      return fields(phone(element, message));
    case 'Address':
      return fields(address(element, message));
    case 'Ident':
      return fields(numberField(text(child(element, 'Id')), child(element, 'TypeId')));
    case 'Journaltekst':
      return journalText(element, message);
    case 'Comment':
    case 'ReasonAsText':
      return isLeaf(element) ? leafBlocks(element, message) : headed(element, message);
    case 'InfItem':
      return clinicalItem(element, message);
    default:
  }
  if (WRAPPERS.has(element.name) && !isLeaf(element)) {
    return element.mixed ? formattedBlocks(element) : contentBlocks(element, message);
  }
  if (element.mixed)
    return [{ kind: 'section', heading: labelOf(element.name), blocks: formattedBlocks(element) }];
  if (isLeaf(element)) return leafBlocks(element, message);
  return [{ kind: 'section', heading: labelOf(element.name), blocks: contentBlocks(element, message) }];
}

function isLeaf(element: Element): boolean {
  return element.children.length === 0;
}

/** Elements that only hold others together, and say nothing to a person. */
const WRAPPERS = new Set([
  'Observation',
  'CodedDescr',
  'Description',
  'HCP',
  'StikkordCave',
  'SakshodeCave',
  'Allerginotat',
  'GenereltJournalnotat',
]);

/** These are laid out in a way of their own, also when there are several. */
const OWN_SHAPE = new Set([
  'TeleCom',
  'Address',
  'Ident',
  'Journaltekst',
  'Comment',
  'ReasonAsText',
  'InfItem',
]);

/** An element that can be one row of a table: nothing below it is repeated, formatted, or a person. */
function isRow(element: Element): boolean {
  if (isLeaf(element)) return false;
  const names = leavesOf(element).map((leaf) => leaf.name);
  const branches = [...branchesOf(element)];
  return (
    new Set(names).size === names.length &&
    !names.includes('FamilyName') &&
    branches.every((branch) => !branch.mixed && !OWN_SHAPE.has(branch.name)) &&
    branches.every(
      (branch) => new Set(branch.children.map((each) => each.name)).size === branch.children.length,
    )
  );
}

function* branchesOf(element: Element): Generator<Element> {
  yield element;
  for (const each of element.children) if (!isLeaf(each)) yield* branchesOf(each);
}

function leavesOf(element: Element): Element[] {
  return isLeaf(element) ? [element] : element.children.flatMap(leavesOf);
}

function leafBlocks(element: Element, message: Message): Block[] {
  const said = sayValue(element, message);
  if (said === '') return [];
  const long = said.length > 200 || said.includes('\n');
  if (!long) return fields({ label: labelOf(element.name), value: said });
  return [{ kind: 'section', heading: labelOf(element.name), blocks: [{ kind: 'text', text: said }] }];
}

function fields(...given: (Field | null)[]): Block[] {
  const present = given.filter((each) => each !== null && each.value !== '') as Field[];
  return present.length > 0 ? [{ kind: 'fields', fields: present }] : [];
}

/** The three parts of a name as one field; nothing where the element is no person. */
function personName(element: Element): Block[] {
  const parts = ['GivenName', 'MiddleName', 'FamilyName'].map((name) => text(child(element, name)));
  const name = parts.filter((part) => part !== null).join(' ');
  return name === '' ? [] : [{ kind: 'fields', fields: [{ label: 'Navn', value: name }] }];
}

/** An identifier and its type that stand side by side (AppRec, epikrise) are one field, named by the type. */
function numberWithType(element: Element): { at: string | null; used: string[]; blocks: Block[] } {
  for (const [id, type] of [
    ['Id', 'TypeId'],
    ['OffId', 'TypeOffId'],
    ['Id', 'Type'],
  ] as const) {
    const typed = child(element, type);
    if (!child(element, id) || !typed) continue;
    if (type === 'Type' && element.name !== 'AdditionalId') continue;
    return { at: id, used: [id, type], blocks: fields(numberField(text(child(element, id)), typed)) };
  }
  return { at: null, used: [], blocks: [] };
}

function numberField(id: string | null, type: Element | null): Field {
  const code = value(type) ?? '';
  const name = attribute(type, 'DN')?.trim() || codeName('8116', code) || codeName('9051', code);
  return { label: name || 'Identifikator', value: id ?? '' };
}

function phone(element: Element, message: Message): Field {
  const written = value(child(element, 'TeleAddress')) ?? '';
  const type = child(element, 'TypeTelecom');
  const kind = /^mailto:/i.test(written) ? 'E-post' : 'Telefon';
  const label = type ? sayValue(type, message) : '';
  return {
    label: kind,
    value: `${written.replace(/^(tel|mailto|fax):/i, '')}${label === '' ? '' : ` (${label.toLowerCase()})`}`,
  };
}

function address(element: Element, message: Message): Field {
  const said = (name: string): string => {
    const part = child(element, name);
    return part ? sayValue(part, message) : '';
  };
  const place = [said('PostalCode'), said('City')].filter((part) => part !== '').join(' ');
  const rest = ['County', 'Country', 'CityDistr'].map(said);
  const parts = [said('StreetAdr'), said('Postbox'), place, ...rest].filter((part) => part !== '');
  const phones = children(element, 'TeleAddress').map((each) => sayValue(each, message));
  return { label: labelOfAddress(element, message), value: [...parts, ...phones].join(', ') };
}

function labelOfAddress(element: Element, message: Message): string {
  const type = child(element, 'Type');
  const said = type ? sayValue(type, message) : '';
  return said === '' ? 'Adresse' : said;
}

/** Journaltekst: the heading's name, and under it what is written. */
function journalText(element: Element, message: Message): Block[] {
  const heading = child(element, 'Overskriftskode');
  const note = child(element, 'Notat');
  const rest = element.children.filter((each) => each !== heading && each !== note);
  return [
    {
      kind: 'section',
      heading: (heading ? sayValue(heading, message) : '') || 'Notat',
      blocks: tidy([
        ...(note ? [{ kind: 'text', text: tidyLines(note.text) } as const] : []),
        ...rest.flatMap((each) => blocksOf(each, message)),
      ]),
    },
  ];
}

/** Comment and ReasonAsText of the epikrise: a coded heading and formatted text. */
function headed(element: Element, message: Message): Block[] {
  const heading = child(element, 'Heading');
  const said = heading ? sayValue(heading, message) : '';
  const blocks = element.children
    .filter((each) => each !== heading)
    .flatMap((each) => (each.name === 'TextResultValue' ? formattedBlocks(each) : blocksOf(each, message)));
  return [{ kind: 'section', heading: said || labelOf(element.name), blocks: tidy(blocks) }];
}

/** InfItem of the epikrise: what kind of information it is makes the heading. */
function clinicalItem(element: Element, message: Message): Block[] {
  const type = child(element, 'Type');
  const rest = element.children.filter((each) => each !== type);
  const said = type ? sayValue(type, message) : '';
  const blocks = tidy(rest.flatMap((each) => blocksOf(each, message)));
  return [{ kind: 'section', heading: said || labelOf(element.name), blocks }];
}

/** Several like elements as one table, a column for every kind of child that any of them has. */
function tableSection(rows: readonly Element[], message: Message): Block {
  const leaves = rows.map(leavesOf);
  const columns = [...new Set(leaves.flatMap((row) => row.map((leaf) => leaf.name)))];
  return {
    kind: 'section',
    heading: labelOf(rows[0]!.name),
    blocks: [
      {
        kind: 'table',
        head: columns.map(labelOf),
        rows: leaves.map((row) =>
          columns.map((column) => {
            const leaf = row.find((each) => each.name === column);
            return leaf ? sayValue(leaf, message) : '';
          }),
        ),
      },
    ],
  };
}
