import { fromLocalField } from '../format/time.ts';
import { type ListFilter, type StateChoice, stateChoices } from '../queries/message-list.ts';
import type { Texts } from '../texts/texts.ts';

/** The fields of the filter form, as they stand in the address. */
export const listFields = ['sok', 'type', 'tilstand', 'kontroll', 'partner', 'fra', 'til'] as const;
export type ListField = (typeof listFields)[number];

/** The form as the person filled it in, so that it can be shown again. */
export type ListForm = Record<ListField, string>;

export interface FieldError {
  field: ListField;
  text: string;
}

export interface ReadQuery {
  form: ListForm;
  filter: ListFilter;
  /** Sequence number of the last message on the page before. */
  olderThan: number | null;
  errors: FieldError[];
}

const verdicts = ['accepted', 'flagged', 'rejected'] as const;

/**
 * Reads the address of the list. What cannot be used is left out of the filter and told about, never guessed.
 * Times are Norwegian local time; «fra» is inclusive, «til» is not.
 */
export function readListQuery(query: Readonly<Record<string, unknown>>, text: Texts): ReadQuery {
  const form = Object.fromEntries(listFields.map((field) => [field, one(query[field])])) as ListForm;
  const errors: FieldError[] = [];
  const { list } = text;

  function time(field: 'fra' | 'til', label: string): Date | null {
    if (form[field] === '') return null;
    const instant = fromLocalField(form[field]);
    if (instant === null) errors.push({ field, text: list.badTime(label) });
    return instant;
  }
  function choice<T extends string>(field: ListField, label: string, allowed: readonly T[]): T | null {
    if (form[field] === '') return null;
    const found = allowed.find((candidate) => candidate === form[field]);
    if (found === undefined) errors.push({ field, text: list.badChoice(label) });
    return found ?? null;
  }

  const from = time('fra', list.from);
  const to = time('til', list.to);
  if (from !== null && to !== null && to <= from) errors.push({ field: 'til', text: list.badOrder });
  const partner = /^\d{1,10}$/.test(form.partner) ? Number(form.partner) : null;
  if (partner === null && form.partner !== '')
    errors.push({ field: 'partner', text: list.badChoice(list.partner) });
  const before = one(query.eldre);
  return {
    form,
    filter: {
      search: form.sok === '' ? null : form.sok,
      type: form.type === '' ? null : form.type,
      state: choice<StateChoice>('tilstand', list.state, stateChoices),
      verdict: choice('kontroll', list.verdict, verdicts),
      partner,
      from,
      to,
    },
    olderThan: /^\d{1,15}$/.test(before) ? Number(before) : null,
    errors,
  };
}

/** A field that is given twice counts as its first; longer than anything that can be found is cut. */
function one(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.trim().slice(0, 200) : '';
}

/** The address of the list with this form, and the place in it. */
export function listAddress(form: ListForm, olderThan: number | null): string {
  const query = new URLSearchParams();
  for (const field of listFields) if (form[field] !== '') query.set(field, form[field]);
  if (olderThan !== null) query.set('eldre', String(olderThan));
  const text = query.toString();
  return text === '' ? '/meldinger' : `/meldinger?${text}`;
}
