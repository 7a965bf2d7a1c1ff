import type { MessageState } from '../ledger/tables.ts';
import type { BuildHead, BuildParty, BuildPatient, TYPE_NAMES } from '../messages/build/head.ts';
import type { Verdict } from '../validation/finding.ts';

/** How the service is to answer when a message is handed in: 202, 200, 409, and 400 or 422. */
export type Answer = 'taken' | 'repeated' | 'conflict' | 'rejected';

/** What is to come of a message when everything has come to rest. */
export interface Expected {
  answer: Answer;
  /** `null` when the service has nothing of it (a conflict). */
  verdict: Verdict | null;
  state: MessageState | null;
}

/** How a receiver's system behaves when a message comes. */
export interface Reception {
  /** Real milliseconds before it answers. */
  delayMs: number;
  /** HTTP status of the first attempts, {@link cut} for a connection that breaks; after them all is well. */
  answers: number[];
}

/** Instead of an HTTP status: the connection is broken without an answer. */
export const cut = 0;

/** An application receipt that comes back once the message has been delivered. */
export interface DraftReceipt {
  id: string;
  /** Milliseconds of the play from delivery to receipt. */
  after: number;
  status: '1' | '2' | '3';
  errors: { code: string }[];
  /** Who answers; not always the one to whom the message was sent. */
  from: BuildParty;
}

/** Writes a moment of the play as a KITH time, or as a date only. */
export interface Stamp {
  time(at: number): string;
  date(at: number): string;
}

/**
 * One handing-in of a stay, not yet written. Stays make drafts of a world where all goes well; a fault changes some of
 * them; then they are written. All times are milliseconds from the beginning of the play.
 */
export interface Draft {
  /** Unique in the play: `opphold/7/2`. */
  key: string;
  type: keyof typeof TYPE_NAMES;
  msgId: string;
  /** When the sender's system made it (GenDate). */
  at: number;
  /** When it is handed in; later than `at` when it lay in the sender's queue. */
  handedInAt: number;
  sender: BuildParty;
  receiver: BuildParty;
  patient: BuildPatient | null;
  conversation: { parent: string; conversation: string } | null;
  /** Key of the message that this answers: nobody answers what has not come. */
  answers: string | null;
  write(head: BuildHead, stamp: Stamp): Uint8Array;
  /** Done to the bytes after they were written. */
  damage: ((bytes: Uint8Array) => Uint8Array) | null;
  reception: Reception;
  receipts: DraftReceipt[];
  fault: string | null;
  expected: Expected;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What comes of a message when nothing goes wrong. */
export const fine: Expected = { answer: 'taken', verdict: 'accepted', state: 'acknowledged' };
export const rejected: Expected = { answer: 'rejected', verdict: 'rejected', state: 'rejected' };
