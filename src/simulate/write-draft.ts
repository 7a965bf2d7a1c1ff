import { kithTime } from '../messages/build/time.ts';
import type { Draft, Stamp } from './draft.ts';
import type { PlannedMessage } from './plan.ts';

/** When the play begins (ms since 1970), and how many times faster than told it goes by. */
export interface PlayTime {
  start: number;
  pace: number;
}

/** Writes a draft: from milliseconds of the play to bytes and instants. */
export function writeDraft(
  draft: Draft,
  { stay, kind }: { stay: number; kind: string },
  time: PlayTime,
): PlannedMessage {
  const instant = (at: number) => new Date(time.start + at / time.pace);
  const stamp: Stamp = {
    time: (at) => kithTime(instant(at)),
    date: (at) => kithTime(instant(at)).slice(0, 10),
  };
  const { key, type, msgId, sender, receiver, patient, conversation, answers, reception, fault, expected } =
    draft;
  const genDate = stamp.time(draft.at);
  const head = {
    msgId,
    genDate,
    sender,
    receiver,
    ...(patient && { patient }),
    ...(conversation && { conversation }),
  };
  const whole = draft.write(head, stamp);
  return {
    key,
    stay,
    kind,
    type,
    msgId,
    from: sender.her,
    to: receiver.her,
    at: instant(draft.handedInAt).toISOString(),
    bytes: draft.damage ? draft.damage(whole) : whole,
    answers,
    reception,
    receipts: draft.receipts.map(({ id, after, status, errors, from }) => ({
      id,
      // However fast the stays go by, a system needs a moment to read what has come.
      afterMs: Math.max(after / time.pace, 250),
      status,
      errors,
      from,
      to: sender,
      original: { msgId, type, issueDate: genDate },
    })),
    fault,
    expected,
  };
}
