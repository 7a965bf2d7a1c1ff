import type { PlannedMessage, PlannedReceipt } from '../plan.ts';
import type { HandedIn } from './client.ts';

/** What became of one planned message, as far as senders and receivers can see it. */
export interface Outcome {
  planned: PlannedMessage;
  /** `null` when the play was broken off before it. */
  said: HandedIn | null;
  /** Whether it came to its receiver, byte for byte. */
  delivered: boolean;
  receipts: ReceiptOutcome[];
}

export interface ReceiptOutcome {
  planned: PlannedReceipt;
  said: HandedIn;
  /** Whether it came to the sender of the message. */
  delivered: boolean;
}

/** Whether a message is to come to a receiver at all. A repetition is not delivered a second time. */
export function isDelivered({ expected }: PlannedMessage): boolean {
  return (
    expected.answer === 'taken' && ['delivered', 'acknowledged', 'refused'].includes(expected.state ?? '')
  );
}
