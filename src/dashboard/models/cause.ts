import type { AppRecState, DeliveryState } from '../../ledger/tables.ts';
import { type FindingDefinition, fill } from '../../validation/catalogue/definition.ts';
import { deliveryFindings, flowFindings } from '../../validation/catalogue/flow.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import type { Wording } from '../format/wording.ts';
import { apprecCode } from '../texts/texts.ts';

/** Why a message stands where it stands, and what can be done about it. */
export interface Cause {
  /** Finding code; `null` when the cause is a receipt. */
  code: string | null;
  text: string;
  remedy: string | null;
}

export interface CausedDelivery {
  state: DeliveryState | null;
  reason: string | null;
  attempts: number;
  last_status: number | null;
  receiver_her: number | null;
  receiver_service: number | null;
  apprec: AppRecState | null;
  apprec_codes: string[] | null;
}

const definitions: Readonly<Record<string, FindingDefinition>> = {
  ...catalogue,
  ...flowFindings,
  ...deliveryFindings,
};

/** What the catalogue knows about a code; `null` for a code of another version. */
export function findDefinition(code: string): FindingDefinition | null {
  return Object.hasOwn(definitions, code) ? (definitions[code] ?? null) : null;
}

/**
 * The cause of trouble with one delivery, in words: what the receipt says when the receiver refused, else why it could
 * not be delivered. `null` when there is nothing to explain.
 */
export function causeOf(delivery: CausedDelivery, { text, language }: Wording): Cause | null {
  if (delivery.apprec === 'rejected') {
    const codes = delivery.apprec_codes ?? [];
    const reasons = codes.map((code) => apprecCode(text, code)).join('; ');
    return { code: null, text: codes.length === 0 ? text.apprecCodes.none : `${reasons}.`, remedy: null };
  }
  if (delivery.reason === null) return null;
  const definition = findDefinition(delivery.reason);
  if (definition === null) return { code: delivery.reason, text: delivery.reason, remedy: null };
  const parameters = {
    her: delivery.receiver_service ?? delivery.receiver_her ?? '–',
    status: delivery.last_status ?? '–',
    attempts: delivery.attempts,
  };
  return {
    code: delivery.reason,
    text: fill(definition.message[language], parameters),
    remedy: fill(definition.remedy[language], parameters),
  };
}
