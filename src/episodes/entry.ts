import { KINDS, type KindKey } from '../agreement/kinds.ts';
import type { Facts } from './facts.ts';

/** Where two parties stand to each other in a stay; HER-ids of level 1. */
export interface Pair {
  hospital: number;
  kommune: number;
}

/** An application receipt that answers a message. Times are epoch milliseconds. */
export interface EntryReceipt {
  /** Lower-case MsgId of the receipt, for an order that does not depend on arrival. */
  key: string;
  receivedAt: number;
  /** HER-id level 1 of the party that sent it; `null` when it does not say. */
  from: number | null;
  positive: boolean;
}

/** A message as the ledger knows it. Times are epoch milliseconds. */
export interface Entry {
  /** The ledger's id. */
  id: string;
  /** MsgId as written. */
  msgId: string;
  /** MsgId in lower case. */
  key: string;
  receivedAt: number;
  /** GenDate; `null` when it has none. */
  sentAt: number | null;
  /** Level 1. */
  sender: number | null;
  parent: string | null;
  conversation: string | null;
  patientKey: string | null;
  facts: Facts;
  receipts: EntryReceipt[];
  /** When the ebXML Acknowledgment came; `null` while none has. */
  ackAt: number | null;
}

/** How far a counterpart's clock may be ahead of ours (rules.md §0). */
const CLOCK_SKEW = 5 * 60_000;

/** The send time: GenDate, or our own time of receipt when GenDate lies more than five minutes after it. */
export function sentOf({ sentAt, receivedAt }: Entry): number {
  return sentAt === null || sentAt > receivedAt + CLOCK_SKEW ? receivedAt : sentAt;
}

/** By send time; what was sent in the same instant stands in the order of the dialogue, then of MsgId. */
export function bySendTime(a: Entry, b: Entry): number {
  return sentOf(a) - sentOf(b) || place(a) - place(b) || compareKeys(a, b);
}

/** By when it reached us. */
export function byArrival(a: Entry, b: Entry): number {
  return a.receivedAt - b.receivedAt || compareKeys(a, b);
}

export function compareKeys(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function place({ facts: { kind } }: Entry): number {
  return kind === null ? 99 : (KINDS[kind].number ?? 99);
}

/** Whether this is a cancellation (Forsendelsesstatus C). */
export function isCancellation({ facts }: Entry): boolean {
  return facts.status === 'C';
}

/** Whether this changes or adds to an earlier message of its kind. */
export function isAmendment({ facts }: Entry): boolean {
  return facts.status === 'M' || facts.status === 'A';
}

/** The same stay seen from the other side: the party of the pair that did not send the message. */
export function counterpart({ sender }: Entry, { hospital, kommune }: Pair): number {
  return sender === hospital ? kommune : hospital;
}

export function isOfKind({ facts }: Entry, ...kinds: KindKey[]): boolean {
  return facts.kind !== null && kinds.includes(facts.kind);
}
