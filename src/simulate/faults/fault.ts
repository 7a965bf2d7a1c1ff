import { type Draft, fine } from '../draft.ts';
import type { Random } from '../random.ts';

/** One thing that can go wrong in a stay. */
export interface Fault {
  /** Named so in the output, and what later checks compare by. */
  name: string;
  /** Its number in the failure catalogue (F01–F30), where it has one. */
  code: `F${number}` | null;
  /** What happens, for the person who reads the summary. */
  about: string;
  /** Which messages it can strike; all but receipts when left out. */
  fits?(draft: Draft): boolean;
  /**
   * The stay with the fault in it; the drafts handed in are not changed.
   * @param victim the one of `stay` that is struck
   */
  strike(stay: readonly Draft[], victim: Draft, random: Random): Draft[];
}

/** The stay with one draft changed and marked with the fault. */
export function change(
  stay: readonly Draft[],
  victim: Draft,
  fault: string,
  changes: Partial<Draft>,
): Draft[] {
  return stay.map((draft) => (draft === victim ? { ...draft, ...changes, fault } : draft));
}

/** The stay with one more handing-in right after the victim's. */
export function addAfter(
  stay: readonly Draft[],
  victim: Draft,
  fault: string,
  extra: Omit<Draft, 'fault'>,
): Draft[] {
  return stay.flatMap((draft) => (draft === victim ? [draft, { ...extra, fault }] : [draft]));
}

/** Messages that the hospital sends. */
export function isFromWard(draft: Draft): boolean {
  return draft.type.startsWith('LOG_');
}

/** A message that never reaches its receiver's system, or comes back from it. */
export const lost = { receipts: [], expected: { ...fine, state: 'failed' } } satisfies Partial<Draft>;
