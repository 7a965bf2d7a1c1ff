import { eventCatalogue } from '../ledger/events.ts';
import type { DeliveryRow, EventRow, MessageRow } from '../ledger/messages.ts';

/** Rows of the ledger as the API shows them. */
export function messageView(row: MessageRow) {
  return {
    id: row.id,
    msgId: row.msg_id,
    type: row.type,
    version: row.version,
    verdict: row.verdict,
    state: row.state,
    apprec: row.apprec_code,
    findings: row.findings,
    mode: row.mode,
    receivedAt: row.received_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    sender: { her: row.sender_her, service: row.sender_service },
    receiver: { her: row.receiver_her, service: row.receiver_service },
    conversation: row.conversation,
    parent: row.parent,
    size: row.size,
    sha256: row.sha256.toString('hex'),
  };
}

export function receiverView(row: DeliveryRow) {
  return {
    id: row.id,
    role: row.role,
    her: row.receiver_her,
    service: row.receiver_service,
    state: row.state,
    reason: row.reason,
    attempts: row.attempts,
    nextAttemptAt: row.state === 'pending' ? (row.next_attempt_at?.toISOString() ?? null) : null,
    lastStatus: row.last_status,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    transport: { state: transportState(row), at: row.delivered_at?.toISOString() ?? null },
    apprec: {
      state: row.apprec,
      at: row.apprec_at?.toISOString() ?? null,
      codes: row.apprec_codes ?? [],
      message: row.apprec_message,
    },
  };
}

/** Refusals by the receiver's own system: HTTP, and the MessageError of ebXML. */
const refusals: readonly (string | null)[] = ['MV-3104', 'MV-3109'];

/** The receipt of the transport alone, in the words of NHN's EDI 2.0; what the application says is the AppRec. */
function transportState(row: DeliveryRow): 'unconfirmed' | 'acknowledged' | 'rejected' | 'abandoned' {
  if (row.state === 'delivered') return 'acknowledged';
  if (row.state !== 'failed') return 'unconfirmed';
  return refusals.includes(row.reason) ? 'rejected' : 'abandoned';
}

export function eventView(row: EventRow) {
  return {
    seq: row.seq,
    type: row.type,
    at: row.at.toISOString(),
    text: eventCatalogue[row.type]?.nb ?? row.type,
    actor: row.actor,
    delivery: row.delivery_id,
    data: row.data,
  };
}
