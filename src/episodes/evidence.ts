import { compareKeys, counterpart, type Entry, type EntryReceipt, type Pair, sentOf } from './entry.ts';

/** When a message reached its receiver, and what shows it. */
export interface Mottak {
  at: number;
  evidence: 'apprec' | 'ack' | 'sent';
}

/**
 * The receipt of the other party of the stay: the first that came is final (HIS 80415); one from somebody else says
 * nothing about this pair.
 */
export function receiptOf(entry: Entry, pair: Pair): EntryReceipt | null {
  const other = counterpart(entry, pair);
  const [first] = entry.receipts
    .filter(({ from }) => from === null || from === other)
    .toSorted((a, b) => a.receivedAt - b.receivedAt || compareKeys(a, b));
  return first ?? null;
}

/** Whether the other party's application refused the message: then it was not received. */
export function isRefused(entry: Entry, pair: Pair): boolean {
  return receiptOf(entry, pair)?.positive === false;
}

/**
 * When the message was received, by the best evidence known: the positive AppRec's arrival at us, the ebXML
 * acknowledgment, the send time (rules.md §0).
 * @returns `null` when it was refused
 */
export function mottakOf(entry: Entry, pair: Pair): Mottak | null {
  const receipt = receiptOf(entry, pair);
  if (receipt !== null) return receipt.positive ? { at: receipt.receivedAt, evidence: 'apprec' } : null;
  if (entry.ackAt !== null) return { at: entry.ackAt, evidence: 'ack' };
  return { at: sentOf(entry), evidence: 'sent' };
}
