import { createHash, randomUUID } from 'node:crypto';
import { decideReceipt, foreignReceipt } from '../../src/delivery/receipts.ts';
import type { Database } from '../../src/ledger/database.ts';
import { type AttemptResult, claim, finish } from '../../src/ledger/deliveries.ts';
import { insert, type NewDelivery, type NewMessage } from '../../src/ledger/intake.ts';
import { applyReceipts } from '../../src/ledger/receipts.ts';
import type { Finding } from '../../src/validation/finding.ts';

/** The parties of these tests; plainly invented. */
export const fjordvik = { her: 8100, name: 'Fjordvik sykehus' };
export const lillevik = { her: 8200, name: 'Lillevik kommune' };
export const storvik = { her: 8300, name: 'Storvik kommune' };

export interface SeedMessage {
  at: Date;
  type?: string;
  from?: number;
  to?: number | null;
  kind?: NewMessage['kind'];
  verdict?: NewMessage['verdict'];
  mode?: NewMessage['mode'];
  msgId?: string;
  conversation?: string;
  findings?: Finding[];
  originalMsgId?: string;
  receipt?: NewMessage['receipt'];
  /** One for each receiver; without them the message has one receiver, and waits. */
  deliveries?: Partial<NewDelivery>[];
}

export interface SeededMessage {
  id: string;
  msgId: string;
  deliveries: string[];
}

/** Writes a message into the ledger the way intake does, without the XML. */
export async function seedMessage(db: Database, seed: SeedMessage): Promise<SeededMessage> {
  const id = randomUUID();
  const msgId = seed.msgId ?? randomUUID();
  const rejected = seed.verdict === 'rejected';
  const to = seed.to === undefined ? lillevik.her : seed.to;
  const deliveries = (rejected ? [] : (seed.deliveries ?? [{}])).map(
    (delivery): NewDelivery => ({
      id: randomUUID(),
      role: 'PRIM',
      receiverHer: to,
      receiverService: null,
      endpointHer: to,
      orderKey: id,
      state: seed.mode === 'observe' ? 'observed' : 'pending',
      reason: null,
      ...delivery,
    }),
  );
  const states = deliveries.map(({ state }) => state);
  const state = (['unrouted', 'held'] as const).find((each) => states.includes(each));
  const bytes = Buffer.from(`<Melding id="${id}"/>`);
  await insert(db, {
    id,
    receivedAt: seed.at,
    kind: seed.kind ?? 'msghead',
    type: seed.type ?? 'LOG_INNLAGT',
    version: '1.6',
    msgId,
    senderHer: seed.from ?? fjordvik.her,
    senderService: null,
    receiverHer: to,
    receiverService: null,
    sentAt: new Date(seed.at.getTime() - 2_000).toISOString(),
    conversation: seed.conversation ?? null,
    parent: null,
    patientKey: 'pasientnøkkel',
    verdict: seed.verdict ?? 'accepted',
    apprec: null,
    findings: seed.findings ?? [],
    mode: seed.mode ?? 'route',
    state: rejected ? 'rejected' : (state ?? 'received'),
    sha256: createHash('sha256').update(bytes).digest(),
    bytes,
    contentType: 'application/xml',
    originalMsgId: seed.originalMsgId ?? null,
    receipt: seed.receipt ?? null,
    deliveries,
    actor: 'sentral',
  });
  return { id, msgId, deliveries: deliveries.map((delivery) => delivery.id) };
}

/** Lets an attempt at a delivery end, the way the worker writes it. */
export async function seedAttempt(
  db: Database,
  delivery: string | undefined,
  at: Date,
  result: AttemptResult,
): Promise<void> {
  const owner = randomUUID();
  if (delivery === undefined || (await claim(db, delivery, owner, 30)) === null) {
    throw new Error('the delivery could not be claimed');
  }
  await finish(db, delivery, owner, at, result);
}

export const delivered: AttemptResult = { kind: 'delivered', status: 200, milliseconds: 42 };
export const refusedByEndpoint: AttemptResult = {
  kind: 'failed',
  reason: 'MV-3104',
  status: 404,
  why: 'HTTP 404',
};

/** An application receipt from the receiver, stored and brought to its message. */
export async function seedReceipt(
  db: Database,
  original: SeededMessage,
  at: Date,
  receipt: { status: string; codes: string[] },
): Promise<SeededMessage> {
  const seeded = await seedMessage(db, {
    at,
    kind: 'apprec',
    type: 'APPREC',
    from: lillevik.her,
    to: fjordvik.her,
    originalMsgId: original.msgId,
    receipt,
  });
  await applyReceipts(db, seeded.id, (waiting, delivery) =>
    delivery === null ? foreignReceipt : decideReceipt(delivery, waiting.receipt),
  );
  return seeded;
}
