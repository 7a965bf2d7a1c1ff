import type { Routing } from '../../delivery/routing.ts';
import { partyName, type ShownTime, type Wording } from '../format/wording.ts';
import { type FoundMessages, stateChoices } from '../queries/message-list.ts';
import { type Texts, typeName } from '../texts/texts.ts';
import { type FieldError, type ListForm, listAddress, type ReadQuery } from './list-query.ts';
import { stateTag, type Tag, verdictTag } from './state-tag.ts';

export interface Choice {
  value: string;
  text: string;
  chosen: boolean;
}

export interface ListPage {
  form: ListForm;
  filtered: boolean;
  errors: FieldError[];
  invalid: Record<string, boolean>;
  types: Choice[];
  states: Choice[];
  verdicts: Choice[];
  partners: Choice[];
  caption: string;
  /** Says that not everything was searched. */
  limited: string | null;
  rows: ListRow[];
  older: string | null;
  newest: string | null;
}

export interface ListRow {
  href: string;
  receivedAt: ShownTime;
  type: string;
  sender: string;
  receiver: string;
  state: Tag;
  verdict: Tag;
  /** Validation found something; only then it is made to stand out. */
  remarkable: boolean;
}

export const pageLength = 50;

/**
 * The list and its form. Pure.
 * @param data.found one more than a page when there are older ones
 */
export function listPage(
  data: {
    query: ReadQuery;
    found: FoundMessages;
    routing: Routing;
    partners: readonly { her: number; name: string }[];
  },
  wording: Wording,
): ListPage {
  const { query, routing } = data;
  const { text } = wording;
  const { form } = query;
  const shown = data.found.messages.slice(0, pageLength);
  const last = shown.at(-1);
  const hasOlder = data.found.messages.length > pageLength && last !== undefined;
  return {
    form,
    filtered: Object.values(form).some((value) => value !== ''),
    errors: query.errors,
    invalid: Object.fromEntries(query.errors.map(({ field }) => [field, true])),
    types: typeChoices(form, text),
    states: stateChoices.map((state) => ({
      value: state,
      text: state === 'trouble' ? text.now.needs : text.states[state],
      chosen: form.tilstand === state,
    })),
    verdicts: (['accepted', 'flagged', 'rejected'] as const).map((verdict) => ({
      value: verdict,
      text: text.verdicts[verdict],
      chosen: form.kontroll === verdict,
    })),
    partners: partnerChoices(data.partners, form, text),
    caption: caption(shown.length, hasOlder, query, wording),
    limited: data.found.searched === null ? null : text.list.limited(wording.number(data.found.searched)),
    rows: shown.map((message) => ({
      href: `/meldinger/${message.id}`,
      receivedAt: wording.time(message.received_at),
      type: typeName(text, message.type),
      sender: partyName(text, routing, message.sender_her, message.sender_service),
      receiver: partyName(text, routing, message.receiver_her, message.receiver_service),
      state: stateTag(text, message),
      verdict: verdictTag(text, message.verdict),
      remarkable: message.verdict !== 'accepted',
    })),
    older: hasOlder ? listAddress(form, last.seq) : null,
    newest: query.olderThan === null ? null : listAddress(form, null),
  };
}

function caption(count: number, hasOlder: boolean, query: ReadQuery, wording: Wording): string {
  const { list } = wording.text;
  const number = wording.number(count);
  if (query.olderThan !== null) return list.captionOlder(number);
  return hasOlder ? list.captionMore(number) : list.caption(number, count === 1);
}

/** The types that the standards know, and the one asked for if it is another. */
function typeChoices(form: ListForm, text: Texts): Choice[] {
  const known = Object.entries(text.types)
    .filter(([type]) => type !== 'unknown')
    .map(([type, name]) => ({ value: type, text: name, chosen: form.type === type }));
  const other = form.type !== '' && !known.some(({ chosen }) => chosen);
  return other ? [...known, { value: form.type, text: typeName(text, form.type), chosen: true }] : known;
}

function partnerChoices(
  partners: readonly { her: number; name: string }[],
  form: ListForm,
  text: Texts,
): Choice[] {
  const known = partners
    .map(({ her, name }) => ({ value: String(her), text: name, chosen: form.partner === String(her) }))
    .sort((a, b) => a.text.localeCompare(b.text, 'nb'));
  const other = /^\d+$/.test(form.partner) && !known.some(({ chosen }) => chosen);
  return other
    ? [...known, { value: form.partner, text: text.parties.unknownHer(form.partner), chosen: true }]
    : known;
}
