import { createHash } from 'node:crypto';
import type { DeliveryConfig } from '../config.ts';
import type { Database } from '../ledger/database.ts';
import { type AttemptResult, type ClaimedDelivery, claim, finish } from '../ledger/deliveries.ts';
import { type Contact, contactOf } from './circuit.ts';
import { decide } from './retry.ts';
import type { Routing } from './routing.ts';
import type { HttpSender } from './send-http.ts';

/** Makes one attempt over ebXML; see src/ebms. */
export interface EbmsSender {
  attempt(claimed: ClaimedDelivery, url: string): Promise<AttemptResult>;
}

export interface DeliverServices {
  db: Database;
  sender: HttpSender;
  ebms: EbmsSender;
  routing(): Promise<Routing>;
  policy: DeliveryConfig;
  /** This process, as the holder of leases. */
  owner: string;
  now(): Date;
}

/** How long a lease lasts without being renewed; a dead process's work is taken over after this. */
export const leaseSeconds = 20;

export type DeliverOutcome =
  | { kind: 'nothing' }
  /** `queued`: a later attempt stands in the outbox; `next`: whose turn it is now in the same order. */
  | { kind: AttemptResult['kind']; queued: boolean; next: string | null; contact: Contact };

/**
 * One attempt at one delivery, if it is its turn. What happened is committed before this returns; if the process dies
 * before that, the lease runs out and the attempt is made again with the same bytes.
 */
export async function deliver(services: DeliverServices, deliveryId: string): Promise<DeliverOutcome> {
  const claimed = await claim(services.db, deliveryId, services.owner, leaseSeconds);
  if (claimed === null) return { kind: 'nothing' };
  const result = await attempt(services, claimed);
  const { queued, next } = await finish(services.db, claimed.id, services.owner, services.now(), result);
  return { kind: result.kind, queued, next, contact: contactOf(result) };
}

async function attempt(services: DeliverServices, claimed: ClaimedDelivery): Promise<AttemptResult> {
  const digest = createHash('sha256').update(claimed.bytes).digest();
  if (!digest.equals(claimed.sha256)) {
    return {
      kind: 'failed',
      reason: 'MV-3107',
      status: null,
      why: 'kontrollsummen stemmer ikke; ingenting ble sendt',
    };
  }
  const endpoint = (await services.routing()).endpoint(claimed.endpoint_her);
  if (endpoint?.protocol === 'ebms') return services.ebms.attempt(claimed, endpoint.url);
  if (endpoint?.protocol !== 'http') {
    return {
      kind: 'failed',
      reason: 'MV-3106',
      status: null,
      why: `HER-id ${claimed.endpoint_her} har ikke lenger et endepunkt`,
    };
  }
  const outcome = await services.sender.send(endpoint.url, claimed.bytes, claimed.content_type, claimed.id);
  return decide(outcome, claimed.attempts, claimed.since, services.now(), services.policy, Math.random());
}
