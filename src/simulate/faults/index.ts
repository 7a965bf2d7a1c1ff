import type { Draft } from '../draft.ts';
import type { Random } from '../random.ts';
import { breaksSchema } from './breaks-schema.ts';
import { brokenConnection } from './broken-connection.ts';
import { brokenXml } from './broken-xml.ts';
import { conflicting } from './conflicting.ts';
import { contradictingReceipt } from './contradicting-receipt.ts';
import { doubled } from './doubled.ts';
import type { Fault } from './fault.ts';
import { foreignReceipt } from './foreign-receipt.ts';
import { late } from './late.ts';
import { negativeReceipt } from './negative-receipt.ts';
import { noReceipt } from './no-receipt.ts';
import { notUuid } from './not-uuid.ts';
import { realLookingNumber } from './real-looking-number.ts';
import { receiptForUnknown } from './receipt-for-unknown.ts';
import { receiverDown } from './receiver-down.ts';
import { receiverRefuses } from './receiver-refuses.ts';
import { slowReceiver } from './slow-receiver.ts';
import { unanswered } from './unanswered.ts';
import { unidentified } from './unidentified.ts';
import { unknownReceiver } from './unknown-receiver.ts';
import { wrongCharset } from './wrong-charset.ts';

/** Everything that can go wrong; a new fault is a file of its own and a line here. */
export const faults: readonly Fault[] = [
  slowReceiver,
  receiverDown,
  brokenConnection,
  receiverRefuses,
  noReceipt,
  negativeReceipt,
  contradictingReceipt,
  foreignReceipt,
  receiptForUnknown,
  doubled,
  conflicting,
  late,
  notUuid,
  brokenXml,
  wrongCharset,
  breaksSchema,
  unidentified,
  realLookingNumber,
  unknownReceiver,
  unanswered,
];

/**
 * Lets one fault, drawn by chance, strike one message of the stay.
 * @param stay a stay in which all goes well, in the order in which its messages are handed in
 */
export function strikeByChance(stay: readonly Draft[], random: Random): Draft[] {
  const order = shuffled(faults, random);
  for (const fault of order) {
    const fitting = stay.filter((draft) => fault.fits?.(draft) ?? true);
    for (const victim of shuffled(fitting, random)) {
      const struck = fault.strike(stay, victim, random);
      // Some faults need more than a fitting message, and leave the stay alone where it is not to be had.
      if (struck.some((draft) => draft.fault === fault.name)) return withoutVainAnswers(struck);
    }
  }
  return [...stay];
}

/** Nobody answers what never came, or what was refused; and nobody goes on from such an answer. */
function withoutVainAnswers(stay: readonly Draft[]): Draft[] {
  const came = new Set<string>();
  return stay.filter((draft) => {
    if (draft.answers !== null && !came.has(draft.answers)) return false;
    if (['delivered', 'acknowledged'].includes(draft.expected.state ?? '')) came.add(draft.key);
    return true;
  });
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
