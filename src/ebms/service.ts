import type { Config } from '../config.ts';
import type { EbmsSender } from '../delivery/deliver.ts';
import type { Database } from '../ledger/database.ts';
import type { PartnerStore } from '../ledger/partner-config.ts';
import type { Log } from '../log.ts';
import { type Reading, readHttpMessage, readMailMessage } from '../messages/ebxml/read-message.ts';
import type { Headers } from '../messages/mime/headers.ts';
import { DEFAULT_LIMITS } from '../messages/mime/limits.ts';
import type { Metrics } from '../metrics.ts';
import type { Validation } from '../validation/validation.ts';
import { createDirectory } from './directory.ts';
import { createOwnSigner } from './own-signer.ts';
import { createPoster, type Poster } from './post.ts';
import { type EbmsAnswer, type ReceiveServices, receiveEbms, type Terms } from './receive.ts';
import { createEbmsSender } from './send.ts';
import { settleSignal } from './settle.ts';
import { sendDueSignals } from './signal-outbox.ts';

/** ebXML in one process: what comes in at `POST /ebms`, and the signals that go out. */
export interface EbmsService {
  /** @throws when nothing can be kept now; see receiveEbms */
  receive(headers: Headers, body: Buffer): Promise<EbmsAnswer>;
  /** The same for a mail as it was stored (`.eml`). */
  receiveMail(bytes: Buffer): Promise<EbmsAnswer>;
  /** Makes one attempt at a delivery. */
  sender: EbmsSender;
  /** Posts the signals that are due. */
  sendSignals(): Promise<void>;
  /** Ends what is under way. */
  close(graceMs: number): Promise<void>;
}

export interface EbmsServiceOptions {
  config: Config;
  log: Log;
  db: Database;
  partners: PartnerStore;
  metrics: Metrics;
  patientSecret: Buffer;
  validate(bytes: Buffer, now: Date): Promise<Validation>;
  /** Called after a commit; see IntakeServices. */
  committed(what: { deliveries: boolean; receipts: boolean; messageId: string }): Promise<void>;
  now(): Date;
}

/** Puts the parts together. Starts nothing of its own: `sendSignals` is called by the housekeeping, and after intake. */
export function createEbmsService(options: EbmsServiceOptions): EbmsService {
  const { config, log, db, partners, metrics, patientSecret, validate, now } = options;
  const poster: Poster = createPoster(config.delivery);
  const terms = createTerms(partners);
  const outbox = { db, poster, policy: config.delivery, log, now };
  let sending: Promise<void> | null = null;
  let again = false;
  let closed = false;

  /** One round at a time in this process; whoever asks in the middle of a round gets another one after it. */
  function sendSignals(): Promise<void> {
    if (closed) return Promise.resolve();
    if (sending !== null) {
      again = true;
      return sending;
    }
    again = false;
    sending = sendDueSignals(outbox).finally(() => {
      sending = null;
      if (again && !closed) void sendSignals().catch(late);
    });
    return sending;
  }
  /** What is not sent now stays in line. */
  const late = (error: unknown) => log.warn({ err: error }, 'ebXML signals not sent yet');

  const receiving: ReceiveServices = {
    db,
    log,
    validate,
    routing: partners.routing,
    patientSecret,
    terms,
    now,
    async committed(taken) {
      for (const { message, outcome, waitingReceipts } of taken) {
        metrics.messageReceived(message.type, outcome);
        if (outcome === 'repeated') continue;
        const deliveries = message.deliveries.some(({ state }) => state === 'pending');
        const receipts = waitingReceipts || (message.kind === 'apprec' && outcome !== 'rejected');
        if (deliveries || receipts) await options.committed({ deliveries, receipts, messageId: message.id });
      }
    },
    async settle(reading) {
      const messageId = await settleSignal(db, reading, now());
      if (messageId !== null) await options.committed({ deliveries: true, receipts: false, messageId });
    },
    wakeSignals: () => void sendSignals().catch(late),
  };
  const take = (reading: Reading) => receiveEbms(receiving, reading);
  const limits = { ...DEFAULT_LIMITS, total: config.bodyLimit };

  return {
    receive: (headers, body) => take(readHttpMessage(headers, body, { limits })),
    receiveMail: (bytes) => take(readMailMessage(bytes)),
    sender: createEbmsSender({ db, poster, terms, now }),
    sendSignals,
    async close(graceMs) {
      closed = true;
      await poster.close(graceMs);
      await sending?.catch(() => undefined);
    },
  };
}

/** The partners in force as ebXML sees them, kept as long as they are the same. */
export function createTerms(partners: Pick<PartnerStore, 'document'>): () => Promise<Terms> {
  const ownSigner = createOwnSigner();
  let known: Omit<Terms, 'signer'> | null = null;
  return async () => {
    const document = await partners.document();
    if (known?.document !== document) known = { document, directory: createDirectory(document) };
    return { ...known, signer: await ownSigner(document.self) };
  };
}
