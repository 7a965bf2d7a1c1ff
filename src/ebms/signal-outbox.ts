import { randomUUIDv7 } from 'node:crypto';
import type pg from 'pg';
import type { DeliveryConfig } from '../config.ts';
import { backoff } from '../delivery/retry.ts';
import type { Database } from '../ledger/database.ts';
import type { Log } from '../log.ts';
import type { Poster } from './post.ts';

/** A signal to be posted to the party that a message came from. */
export interface OutgoingSignal {
  /** Key of the message that it acknowledges; `null` for other signals. */
  about: string | null;
  url: string;
  bytes: Buffer;
}

/** Puts a signal in line; it is as durable as the transaction it stands in. One that was sent before is sent again. */
export async function queueSignal(
  db: Database,
  signal: OutgoingSignal,
  now: Date,
  client?: pg.ClientBase,
): Promise<void> {
  await db.run(
    {
      name: 'ebms-queue-signal',
      text: `insert into ebms_signal (id, about, url, bytes, created_at) values ($1, $2, $3, $4, $5)
        on conflict (about) do update set state = 'pending', attempts = 0, next_attempt_at = now(),
          created_at = excluded.created_at, url = excluded.url`,
    },
    [randomUUIDv7(), signal.about, signal.url, signal.bytes, now],
    client,
  );
}

interface DueSignal {
  id: string;
  url: string;
  bytes: Buffer;
  attempts: number;
  created_at: Date;
}

/** Whoever takes a signal has this long; when the process dies, another one takes it then. */
const leaseSeconds = 60;
const atOnce = 16;

export interface SignalOutboxServices {
  db: Database;
  poster: Poster;
  policy: Pick<DeliveryConfig, 'minBackoff' | 'maxBackoff' | 'giveUpAfter'>;
  log: Log;
  now(): Date;
}

/** Posts every signal that is due; called again and again, by any number of processes. */
export async function sendDueSignals(services: SignalOutboxServices): Promise<void> {
  for (let found = atOnce; found === atOnce; ) {
    const { rows } = await services.db.pool.query<DueSignal>(
      `update ebms_signal set attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $2)
       where id in (select id from ebms_signal where state = 'pending' and next_attempt_at <= now()
         order by next_attempt_at limit $1 for update skip locked)
       returning id, url, bytes, attempts, created_at`,
      [atOnce, leaseSeconds],
    );
    found = rows.length;
    await Promise.all(rows.map((row) => sendOne(services, row)));
  }
}

async function sendOne(services: SignalOutboxServices, signal: DueSignal): Promise<void> {
  const { db, poster, policy, log, now } = services;
  const { status } = await poster.post(signal.url, 'text/xml; charset="UTF-8"', signal.bytes);
  const taken = status !== null && status >= 200 && status < 300;
  const wait = backoff(signal.attempts, policy, Math.random());
  const late = now().getTime() + wait - signal.created_at.getTime() > policy.giveUpAfter;
  // The sender repeats a message whose receipt it never gets, and the receipt is then put in line again.
  const state = taken ? 'sent' : late ? 'abandoned' : 'pending';
  await db.pool.query(
    `update ebms_signal set state = $2, last_status = $3, next_attempt_at = now() + make_interval(secs => $4)
     where id = $1 and attempts = $5`,
    [signal.id, state, status, wait / 1000, signal.attempts],
  );
  if (state === 'abandoned') log.warn({ signal: signal.id, status }, 'gave up sending an ebXML signal');
}
