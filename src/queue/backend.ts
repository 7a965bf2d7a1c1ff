import {
  createPostgresBackend,
  type Job,
  type JobProgress,
  type JobsOptions,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
  Queue,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import type { Log } from '../log.ts';

/** What a job carries: ids, nothing else. */
export interface DeliverJob {
  delivery: string;
  endpoint: number | null;
}

/** The part of BullMQ's queue that the service uses. */
export interface DeliverQueue {
  addBulk(jobs: { name: string; data: DeliverJob; opts: JobsOptions }[]): Promise<unknown>;
  getJobCounts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** The part of BullMQ's worker that the service uses. */
export interface DeliverWorker {
  close(force?: boolean): Promise<void>;
}

export type DeliverProcessor = (job: Job<DeliverJob>, token?: string) => Promise<void>;

/** BullMQ on PostgreSQL or on Redis; everything above sees the same queue. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  queue(name: string): DeliverQueue;
  worker(name: string, process: DeliverProcessor, options: { concurrency: number }): DeliverWorker;
  close(): Promise<void>;
}

/** Finished jobs leave no trace: the ledger is the record, and the queue stays small. */
export const jobOptions = { removeOnComplete: true, removeOnFail: true } as const;

const workerOptions = {
  ...jobOptionsAsKeep(),
  lockDuration: 60_000,
  stalledInterval: 15_000,
  maxStalledCount: 10,
  drainDelay: 5,
} satisfies Partial<WorkerOptions>;

function jobOptionsAsKeep() {
  return { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
}

/** The queue in the same PostgreSQL as the ledger, in a schema of its own. */
export function postgresBackend(connectionString: string, log: Log): QueueBackend {
  const connection = {
    connectionString,
    schema: 'bullmq',
    max: 6,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    application_name: 'meldingsvakt-queue',
  };
  return {
    kind: 'postgres',
    queue(name) {
      const queue = new Queue(name, { connection }, createPostgresBackend);
      queue.on('error', (error: Error) => log.warn({ err: error }, 'queue connection trouble'));
      return queue;
    },
    worker(name, process, { concurrency }) {
      const worker = new Worker<
        DeliverJob,
        void,
        string,
        PostgresQueueBackend,
        JobProgress,
        PostgresConnectionOptions
      >(name, process, { connection, concurrency, ...workerOptions }, createPostgresBackend);
      worker.on('error', (error: Error) => log.warn({ err: error }, 'queue worker trouble'));
      return worker;
    },
    close: async () => undefined,
  };
}

/** The queue in Redis or Valkey. Producers fail at once when it is away (the outbox keeps the work); workers wait. */
export function redisBackend(url: string, log: Log): QueueBackend {
  const connect = (options: { maxRetriesPerRequest: number | null; enableOfflineQueue: boolean }) => {
    const redis = new Redis(url.replace(/^valkey:/, 'redis:'), {
      ...options,
      retryStrategy: (times) => Math.min(1000 * 2 ** Math.min(times, 5), 20_000),
    });
    redis.on('error', (error) => log.warn({ err: error }, 'queue connection trouble'));
    return redis;
  };
  const producer = connect({ maxRetriesPerRequest: 1, enableOfflineQueue: false });
  const consumer = connect({ maxRetriesPerRequest: null, enableOfflineQueue: true });
  const prefix = '{meldingsvakt}';
  return {
    kind: 'redis',
    queue(name) {
      const queue = new Queue<DeliverJob>(name, { connection: producer, prefix });
      queue.on('error', (error: Error) => log.warn({ err: error }, 'queue connection trouble'));
      return queue;
    },
    worker(name, process, { concurrency }) {
      const worker = new Worker<DeliverJob>(name, process, {
        connection: consumer,
        prefix,
        concurrency,
        ...workerOptions,
      });
      worker.on('error', (error: Error) => log.warn({ err: error }, 'queue worker trouble'));
      return worker;
    },
    async close() {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}
