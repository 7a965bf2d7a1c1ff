import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * The counters of one process. Labels come from closed lists only: never a HER-id, a name, or text from a message.
 */
export interface Metrics {
  registry: Registry;
  messageReceived(type: string | null, outcome: string): void;
  deliveryAttempt(outcome: string): void;
  receiptsApplied(count: number): void;
  /** Functions that are asked for current values when the metrics are read. */
  watch(sources: GaugeSources): void;
  requestDone(route: string, method: string, status: number, seconds: number): void;
}

export interface GaugeSources {
  /** Unfinished deliveries by state, outbox length, and jobs by state. */
  ledger(): Promise<{ state: string; count: number }[]>;
  queue(): Promise<Record<string, number>>;
}

/** Types of the standards; anything else that a message claims to be is counted as one. */
const knownTypes = new Set([
  'LOG_INNLAGT',
  'LOG_UTSKRIVNINGSKLAR',
  'LOG_AVMELDING',
  'LOG_UTSKREVET',
  'LOG_DOD',
  'INNLEGGELSESRAPPORT',
  'HELSEOPPL_SOKNAD',
  'UTSKRIVNINGSRAPPORT',
  'HELSEOPPLYSNINGER_LEGE',
  'ORIENTERING_TJENESTETILBUD',
  'MEDISINSKE_OPPLYSNINGER',
  'FRAVARSMELDING',
  'DIALOG_FORESPORSEL',
  'DIALOG_SVAR',
  'DIALOG_AVVIK',
  'DIALOG_HELSEFAGLIG',
  'EPIKRISE',
  'APPREC',
  'HENVISNING',
]);

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'meldingsvakt_' });
  const registers = [registry];
  const messages = new Counter({
    name: 'meldingsvakt_messages_received_total',
    help: 'Messages handed in, by type and outcome (accepted, rejected, repeated, conflict)',
    labelNames: ['type', 'outcome'] as const,
    registers,
  });
  const deliveries = new Counter({
    name: 'meldingsvakt_message_delivery_attempts_total',
    help: 'Attempts to deliver a message, by outcome (delivered, retry, failed)',
    labelNames: ['outcome'] as const,
    registers,
  });
  const receipts = new Counter({
    name: 'meldingsvakt_message_receipts_applied_total',
    help: 'Application receipts brought to the message that they answer',
    registers,
  });
  const requests = new Histogram({
    name: 'meldingsvakt_http_request_duration_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  return {
    registry,
    messageReceived: (type, outcome) =>
      messages.inc({ type: type !== null && knownTypes.has(type) ? type : 'annet', outcome }),
    deliveryAttempt: (outcome) => deliveries.inc({ outcome }),
    receiptsApplied: (count) => receipts.inc(count),
    requestDone: (route, method, status, seconds) =>
      requests.observe({ route, method, status: String(status) }, seconds),
    watch(sources) {
      new Gauge({
        name: 'meldingsvakt_deliveries',
        help: 'Unfinished deliveries by state, and entries of the outbox',
        labelNames: ['state'] as const,
        registers,
        async collect() {
          this.reset();
          for (const { state, count } of await sources.ledger()) this.set({ state }, count);
        },
      });
      new Gauge({
        name: 'meldingsvakt_queue_jobs',
        help: 'Jobs in the queue by state',
        labelNames: ['state'] as const,
        registers,
        async collect() {
          this.reset();
          for (const [state, count] of Object.entries(await sources.queue())) this.set({ state }, count);
        },
      });
    },
  };
}
