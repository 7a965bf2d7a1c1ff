import { randomUUID } from 'node:crypto';
import type { Config } from './config.ts';
import { leaseSeconds } from './delivery/deliver.ts';
import { decideReceipt, foreignReceipt } from './delivery/receipts.ts';
import { createHttpSender } from './delivery/send-http.ts';
import { queueName, startDeliveryWorker } from './delivery/worker.ts';
import { createEbmsService, type EbmsService } from './ebms/service.ts';
import { episodeChores } from './episodes/chores.ts';
import { type Chore, startHousekeeping } from './housekeeping.ts';
import { type Incoming, type IntakeAnswer, type IntakeServices, receive } from './intake/receive.ts';
import { createValidationPool } from './intake/validation-pool.ts';
import { type Database, openDatabase } from './ledger/database.ts';
import { reconcile, releaseAllLeases, releaseLeases, renewLeases } from './ledger/deliveries.ts';
import { createPartnerStore, type PartnerStore } from './ledger/partner-config.ts';
import { applyReceipts } from './ledger/receipts.ts';
import { installationSecret } from './ledger/secrets.ts';
import { unfinishedCounts } from './ledger/statistics.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { postgresBackend, type QueueBackend, redisBackend } from './queue/backend.ts';
import { startDispatcher } from './queue/dispatcher.ts';
import { startReplayRunner } from './replay/runner.ts';

/** Everything that works on the ledger in one process. HTTP and the command line only hand over to it. */
export interface Services {
  db: Database;
  partners: PartnerStore;
  metrics: Metrics;
  receive(incoming: Incoming): Promise<IntakeAnswer>;
  /** ebXML messages that come in, and the signals that go out. */
  ebms: EbmsService;
  ready(): Promise<{ ready: boolean; missing: string[] }>;
  /** Takes no new work, finishes what is in hand within `graceMs`, and lets go of everything. */
  close(graceMs: number): Promise<void>;
}

export interface ServicesOptions {
  config: Config;
  log: Log;
  connectionString: string;
  /** No other process works on this database, so what a dead process had in hand can be taken up at once. */
  exclusive: boolean;
  now?: () => Date;
}

/** Puts the parts together: from settings to a working service, without HTTP. The database must be migrated. */
export async function createServices(options: ServicesOptions): Promise<Services> {
  const { config, log, connectionString, exclusive } = options;
  const now = options.now ?? (() => new Date());
  const db = openDatabase(connectionString, log);
  const metrics = createMetrics();
  const partners = createPartnerStore(db);
  const validation = await createValidationPool(config, log);
  const patientSecret = await installationSecret(db, 'patient-key');
  const backend =
    config.redisUrl === null ? postgresBackend(connectionString, log) : redisBackend(config.redisUrl, log);
  /** The message is safe; matching that fails now is taken up again by the housekeeping. */
  const committed: IntakeServices['committed'] = async ({ deliveries, receipts, messageId }) => {
    if (deliveries) work.wake();
    if (receipts)
      await matchReceipts(messageId).catch((error: unknown) =>
        log.warn({ err: error }, 'receipt not matched yet'),
      );
  };
  const { validate } = validation;
  const ebms = createEbmsService({
    config,
    log,
    db,
    partners,
    metrics,
    patientSecret,
    validate,
    committed,
    now,
  });
  const work = config.role === 'http' ? idleWorker() : await startWork();

  async function matchReceipts(about: string | null): Promise<void> {
    const { applied, released } = await applyReceipts(db, about, (receipt, delivery) =>
      delivery === null ? foreignReceipt : decideReceipt(delivery, receipt.receipt),
    );
    if (applied > 0) metrics.receiptsApplied(applied);
    if (released) work.wake();
  }

  async function startWork() {
    if (exclusive) await releaseAllLeases(db);
    return startWorker({
      config,
      log,
      db,
      partners,
      metrics,
      backend,
      now,
      matchReceipts: () => matchReceipts(null),
      ebms,
    });
  }

  return {
    db,
    partners,
    metrics,
    receive: (incoming) =>
      receive({ db, validate, routing: partners.routing, patientSecret, committed }, incoming),
    ebms,
    async ready() {
      const alive = await db.pool.query('select 1').then(
        () => true,
        () => false,
      );
      return { ready: alive, missing: alive ? [] : ['database'] };
    },
    async close(graceMs) {
      await Promise.all([work.close(graceMs), ebms.close(graceMs)]);
      await backend.close();
      await validation.close();
      await db.close();
    },
  };
}

interface Work {
  wake(): void;
  close(graceMs: number): Promise<void>;
}

/** A process of role `http` leaves all work to others; they look into the outbox by themselves. */
function idleWorker(): Work {
  return { wake: () => undefined, close: async () => undefined };
}

interface WorkOptions {
  config: Config;
  log: Log;
  db: Database;
  partners: PartnerStore;
  metrics: Metrics;
  backend: QueueBackend;
  now(): Date;
  matchReceipts(): Promise<void>;
  ebms: EbmsService;
}

function startWorker(options: WorkOptions): Work {
  const { config, log, db, partners, metrics, backend, now, matchReceipts, ebms } = options;
  const owner = randomUUID();
  const queue = backend.queue(queueName);
  const sender = createHttpSender(config.delivery);
  const dispatcher = startDispatcher(db, queue, log);
  const worker = startDeliveryWorker(
    { db, sender, ebms: ebms.sender, routing: partners.routing, policy: config.delivery, owner, now },
    backend,
    dispatcher,
    metrics,
    log,
  );
  metrics.watch({ ledger: () => unfinishedCounts(db), queue: () => queue.getJobCounts() });

  // At the start everything due is put in line again: the queue may have been lost, or died with work in hand.
  let silentSeconds = 0;
  const chores: Chore[] = [
    { name: 'leases', everyMs: (leaseSeconds * 1000) / 4, run: () => renewLeases(db, owner, leaseSeconds) },
    {
      name: 'reconcile',
      everyMs: 10_000,
      async run() {
        let found = 0;
        for (let batch = 1_000; batch === 1_000; found += batch)
          batch = await reconcile(db, silentSeconds, 1_000);
        silentSeconds = 60;
        if (found === 0) return;
        log.info({ found }, 'put unfinished deliveries in line again');
        dispatcher.wake();
      },
    },
    { name: 'receipts', everyMs: 10_000, run: matchReceipts },
    ...episodeChores({ db, partners, now, log }),
    { name: 'ebms signals', everyMs: 1_000, run: ebms.sendSignals },
  ];
  const housekeeping = startHousekeeping(chores, log);
  const replays = startReplayRunner({ db, routing: partners.routing, now, wake: dispatcher.wake, log });
  return {
    wake: dispatcher.wake,
    async close(graceMs) {
      await replays.stop();
      await dispatcher.stop();
      log.debug('dispatcher stopped');
      // Attempts under way get the grace; what is broken off is written as such before the worker closes.
      await Promise.all([sender.close(graceMs), worker.close()]);
      log.debug('attempts ended');
      await housekeeping.stop();
      log.debug('housekeeping stopped');
      await releaseLeases(db, owner).catch(() => undefined);
      await queue.close();
    },
  };
}
