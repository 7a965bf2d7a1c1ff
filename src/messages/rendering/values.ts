import { bindingOf } from '../codes/fields.ts';
import { codeName, listNumber } from '../codes/lists.ts';
import type { Message } from '../message.ts';
import { attribute, type Element, text } from '../xml/element.ts';

/** Text of a leaf for a person: names instead of codes, Norwegian dates, Ja and Nei. Empty when there is nothing. */
export function sayValue(element: Element, message: Message): string {
  const coded = attribute(element, 'V');
  if (coded === null) {
    const name = attribute(element, 'DN')?.trim() ?? '';
    return name !== '' ? name : plainText(text(element) ?? '', element.name);
  }
  const value = coded.trim();
  const unit = attribute(element, 'U')?.trim();
  if (unit) return `${value} ${unit}`;
  const name = attribute(element, 'DN')?.trim() || nameOfCode(element, value, message);
  const extra = attribute(element, 'OT')?.trim();
  const shown = showsCode(element, value, message) ? `${name} (${value})` : name;
  const said = name ? (shown ?? '') : plainText(value, element.name);
  return extra ? `${said}: ${extra}` : said;
}

function listsOf(element: Element, message: Message): readonly string[] {
  const oid = attribute(element, 'S')?.trim();
  const number = oid ? listNumber(oid) : null;
  return number ? [number] : (bindingOf(element, message)?.lists ?? []);
}

function nameOfCode(element: Element, code: string, message: Message): string | null {
  for (const list of listsOf(element, message)) {
    const name = codeName(list, code);
    if (name) return name;
  }
  return null;
}

/**
 * The code itself is shown beside its name when the name alone could mislead: a code of a list that is
 * not known here (a diagnosis), or one that its list does not have.
 */
function showsCode(element: Element, code: string, message: Message): boolean {
  return attribute(element, 'S') !== null && nameOfCode(element, code, message) === null;
}

const BOOLEAN: Readonly<Record<string, string>> = { true: 'Ja', false: 'Nei' };

function plainText(written: string, name: string): string {
  if (name === 'TeleAddress') return written.replace(/^(tel|mailto|fax):/i, '');
  return BOOLEAN[written] ?? formatTime(written) ?? tidyLines(written);
}

/** `2018-01-29` → `29.01.2018`; `2018-01-29T10:00:00` → `29.01.2018 kl. 10.00`; anything else `null`. */
export function formatTime(written: string): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(
    written,
  );
  if (!match) return null;
  const [, year, month, day, hour, minute, , offset] = match;
  const date = `${day}.${month}.${year}`;
  if (hour === undefined) return date;
  return `${date} kl. ${hour}.${minute}${offset === undefined ? '' : offset === 'Z' ? ' (UTC)' : ` (UTC${offset})`}`;
}

/** Line breaks are kept, the indentation that XML editors add is not. */
export function tidyLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .join('\n')
    .trim();
}
