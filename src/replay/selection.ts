import { type MessageState, messageStates } from '../ledger/tables.ts';
import type { Verdict } from '../validation/finding.ts';

/** Which messages are to be sent again; all given conditions must hold. Times are ISO 8601 instants. */
export interface Selection {
  from?: string;
  to?: string;
  type?: string;
  /** HER-id of either level, as sender or receiver. */
  partner?: number;
  state?: MessageState;
  verdict?: Verdict;
  /** Code of a failure, as in the list of failures. */
  failure?: string;
  /** Ids of messages, or MsgIds. */
  ids?: string[];
}

/** The selection as SQL: conditions over `message m left join delivery d`, with their values from `$first` on. */
export function conditions(selection: Selection, first: number): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts: string[] = [];
  const given = (value: unknown, condition: (place: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    parts.push(condition(`$${first + values.length - 1}`));
  };
  given(selection.from, (place) => `m.received_at >= ${place}::timestamptz`);
  given(selection.to, (place) => `m.received_at < ${place}::timestamptz`);
  given(selection.type, (place) => `m.type = ${place}`);
  given(
    selection.partner,
    (place) => `${place}::bigint in (m.sender_her, m.sender_service, d.receiver_her, d.receiver_service)`,
  );
  given(selection.state, (place) => `m.state = ${place}`);
  given(selection.verdict, (place) => `m.verdict = ${place}`);
  given(selection.failure, failureCondition);
  given(
    selection.ids?.map((id) => id.trim().toLowerCase()),
    (place) => `(m.msg_key = any(${place}::text[]) or m.id::text = any(${place}::text[]))`,
  );
  return { text: parts.length === 0 ? 'true' : parts.join(' and '), values };
}

/** Receipts have no reason of their own on the delivery, so their codes are looked up by what they mean. */
function failureCondition(place: string): string {
  const missing = (hours: number) =>
    `d.state = 'delivered' and d.apprec = 'none' and m.kind <> 'apprec' and d.delivered_at <= now() - interval '${hours} hours'`;
  return `case ${place}::text
    when 'MV-3301' then ${missing(0.5)}
    when 'MV-3302' then ${missing(4)}
    when 'MV-3303' then ${missing(96)}
    when 'MV-3304' then d.apprec = 'rejected'
    else d.reason = ${place}::text end`;
}

/** Whether anything is asked for at all: everything that was ever received is never meant. */
export function isEmpty(selection: Selection): boolean {
  return Object.values(selection).every((value) => value === undefined);
}

export function isMessageState(text: string): text is MessageState {
  return messageStates.some((state) => state === text);
}
