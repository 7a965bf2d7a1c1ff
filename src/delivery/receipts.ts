import type { AppRecState, DeliveryState, Receipt } from '../ledger/tables.ts';

/** What an application receipt does to the delivery that it answers. */
export interface ReceiptDecision {
  event: 'apprec.received' | 'apprec.repeated' | 'apprec.contradicting' | 'apprec.foreign';
  /** How the receipt is remembered. */
  applied: NonNullable<Receipt['applied']>;
  /** The delivery's new receipt state; `null` when the receipt changes nothing. */
  apprec: Exclude<AppRecState, 'none'> | null;
  /** The receiver has the message, whatever our own attempts tell: no further attempt is made. */
  confirmsDelivery: boolean;
}

/** AppRec/Status (8258). An unknown status says nothing about the message. */
export function receiptState(status: string | null): Exclude<AppRecState, 'none'> | null {
  if (status === '1') return 'ok';
  if (status === '2') return 'rejected';
  return status === '3' ? 'part' : null;
}

/**
 * HIS 80415:2012: one receipt per receiver, and it is final. A later one that says the same is a repetition; one that
 * says something else is kept and flagged, and the first stands. A status outside the list changes nothing.
 */
export function decideReceipt(
  current: { state: DeliveryState; apprec: AppRecState },
  receipt: Receipt,
): ReceiptDecision {
  const next = receiptState(receipt.status);
  if (next === null)
    return { event: 'apprec.contradicting', applied: 'contradicting', apprec: null, confirmsDelivery: false };
  if (current.apprec === 'none') {
    return {
      event: 'apprec.received',
      applied: 'matched',
      apprec: next,
      confirmsDelivery: current.state === 'pending' || current.state === 'failed' || current.state === 'held',
    };
  }
  const same = current.apprec === next;
  return {
    event: same ? 'apprec.repeated' : 'apprec.contradicting',
    applied: same ? 'repeated' : 'contradicting',
    apprec: null,
    confirmsDelivery: false,
  };
}

/** The receipt comes from somebody to whom the message was never addressed; it says nothing about it (F07). */
export const foreignReceipt: ReceiptDecision = {
  event: 'apprec.foreign',
  applied: 'foreign',
  apprec: null,
  confirmsDelivery: false,
};
