import { bySendTime, type Entry, isCancellation } from './entry.ts';

/** Which message each cancellation withdraws, and the other way round. */
export interface Cancellations {
  /** By key of the withdrawn message: the first cancellation of it. */
  readonly of: ReadonlyMap<string, Entry>;
  /** By key of the cancellation: the message that it withdraws. */
  readonly target: ReadonlyMap<string, Entry>;
}

/**
 * Finds what Forsendelsesstatus C withdraws: the sender's own message named in RefToParent; without a reference its
 * latest earlier message of the same kind that is not yet withdrawn.
 */
export function cancellationsAmong(entries: readonly Entry[]): Cancellations {
  const of = new Map<string, Entry>();
  const target = new Map<string, Entry>();
  const ordered = entries.toSorted(bySendTime);
  for (const [index, entry] of ordered.entries()) {
    if (!isCancellation(entry)) continue;
    const found =
      entry.parent === null
        ? ordered
            .slice(0, index)
            .findLast(
              (other) =>
                !isCancellation(other) &&
                !of.has(other.key) &&
                other.facts.kind === entry.facts.kind &&
                other.sender === entry.sender &&
                other.facts.receivers[0] === entry.facts.receivers[0],
            )
        : ordered.find(
            (other) => other.key === entry.parent && other.sender === entry.sender && other !== entry,
          );
    if (found === undefined) continue;
    target.set(entry.key, found);
    if (!of.has(found.key)) of.set(found.key, entry);
  }
  return { of, target };
}
