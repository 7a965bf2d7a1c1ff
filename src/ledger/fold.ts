import type { EventType } from './events.ts';
import type { AppRecState, DeliveryState, MessageState } from './tables.ts';

/** The events of one message, oldest first, as they lie in the ledger. */
export interface LedgerEvent {
  type: EventType;
  at: Date;
  deliveryId: string | null;
  data: Record<string, unknown>;
}

/** One delivery as the events tell it. */
export interface FoldedDelivery {
  id: string;
  state: DeliveryState;
  reason: string | null;
  deliveredAt: Date | null;
  apprec: AppRecState;
  apprecAt: Date | null;
}

export interface FoldedMessage {
  state: MessageState;
  deliveries: FoldedDelivery[];
}

interface PlannedDelivery {
  id: string;
  state: DeliveryState;
  reason: string | null;
}

/** From least to most advanced; a message with several receivers stands where the last of them stands. */
const advancement: MessageState[] = [
  'unrouted',
  'failed',
  'held',
  'received',
  'delivered',
  'refused',
  'acknowledged',
  'closed',
];

/**
 * Computes a message's state from its events alone. The tables `message.state` and `delivery` hold the same, written as
 * the events came; `rebuild` compares the two.
 */
export function fold(events: readonly LedgerEvent[]): FoldedMessage {
  const deliveries = new Map<string, FoldedDelivery>();
  let rejected = false;
  for (const event of events) {
    if (event.type === 'message.rejected') rejected = true;
    if (event.type === 'message.received') {
      for (const planned of event.data.deliveries as PlannedDelivery[])
        deliveries.set(planned.id, fresh(planned));
    }
    const delivery = event.deliveryId === null ? undefined : deliveries.get(event.deliveryId);
    if (delivery !== undefined) apply(delivery, event);
  }
  const all = [...deliveries.values()];
  return { state: rejected ? 'rejected' : leastAdvanced(all), deliveries: all };
}

function fresh(planned: PlannedDelivery): FoldedDelivery {
  return {
    id: planned.id,
    state: planned.state,
    reason: planned.reason,
    deliveredAt: null,
    apprec: 'none',
    apprecAt: null,
  };
}

function apply(delivery: FoldedDelivery, event: LedgerEvent): void {
  switch (event.type) {
    case 'delivery.attempt-failed':
      delivery.reason = event.data.code as string;
      break;
    case 'delivery.handed-over':
      delivery.reason = null;
      break;
    case 'delivery.delivered':
      delivery.state = 'delivered';
      delivery.reason = null;
      delivery.deliveredAt = event.at;
      break;
    case 'delivery.failed':
      delivery.state = 'failed';
      delivery.reason = event.data.code as string;
      break;
    case 'delivery.replayed':
    case 'delivery.rerouted':
      release(delivery);
      break;
    case 'delivery.closed':
      delivery.state = 'closed';
      break;
    case 'apprec.received':
      delivery.apprec = event.data.state as AppRecState;
      delivery.apprecAt = event.at;
      if (event.data.confirms === true) delivery.state = 'delivered';
      break;
    default:
      break;
  }
}

/** A negative receipt is spent when the message is sent again; a positive one stands, since the receiver has the message. */
function release(delivery: FoldedDelivery): void {
  delivery.state = 'pending';
  delivery.reason = null;
  delivery.deliveredAt = null;
  if (delivery.apprec !== 'rejected') return;
  delivery.apprec = 'none';
  delivery.apprecAt = null;
}

/** What the outside sees of one delivery. */
export function publicState(delivery: Pick<FoldedDelivery, 'state' | 'apprec'>): MessageState {
  if (delivery.state === 'closed') return 'closed';
  if (delivery.apprec === 'ok' || delivery.apprec === 'part') return 'acknowledged';
  if (delivery.apprec === 'rejected') return 'refused';
  if (delivery.state === 'pending' || delivery.state === 'observed') return 'received';
  return delivery.state;
}

function leastAdvanced(deliveries: FoldedDelivery[]): MessageState {
  const states = deliveries.map(publicState);
  return advancement.find((state) => states.includes(state)) ?? 'unrouted';
}
