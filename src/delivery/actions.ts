import type { Database } from '../ledger/database.ts';
import { close, hasten, type Occasion, release } from '../ledger/release.ts';
import type { AppRecState, DeliveryState } from '../ledger/tables.ts';
import { judge, type RefusalCode, type Target } from '../replay/judge.ts';
import type { Verdict } from '../validation/finding.ts';
import type { Routing } from './routing.ts';

/** `retry` now; `stop`: send nothing more; `solve`: settled outside; `reroute`: to the endpoint in force, or a named one. */
export const actions = ['retry', 'stop', 'solve', 'reroute'] as const;
export type Action = (typeof actions)[number];

export interface ActionRequest {
  message: string;
  action: Action;
  /** Free text; kept in the access log, never in the event. */
  reason: string;
  actor: string;
  at: Date;
  /** Only this delivery; `null` for all receivers of the message. */
  delivery: string | null;
  /** `reroute`: HER-id whose endpoint is to be used. */
  endpoint: number | null;
  /** Send although the receiver has receipted it or a person has closed it. */
  force: boolean;
}

export interface ActionOutcome {
  /** Ids of the deliveries that were changed. */
  done: string[];
  refused: { delivery: string; code: RefusalCode }[];
}

interface Row {
  id: string;
  verdict: Verdict;
  received_at: Date;
  receiver_her: number | null;
  receiver_service: number | null;
  state: DeliveryState;
  apprec: AppRecState;
}

/**
 * What a person decides about one message, in one transaction with its events and a line in the access log.
 * A person who names a message has looked at it, so age is no reason to refuse.
 */
export async function act(db: Database, routing: Routing, request: ActionRequest): Promise<ActionOutcome> {
  return db.transaction(async (client) => {
    const { rows } = await client.query<Row>(
      `select d.id, m.verdict, m.received_at, d.receiver_her, d.receiver_service, d.state, d.apprec
       from delivery d join message m on m.id = d.message_id
       where d.message_id = $1 and ($2::uuid is null or d.id = $2) order by d.seq, d.id for update of d`,
      [request.message, request.delivery],
    );
    const outcome = await carryOut(client, rows, routing, request);
    if (outcome.done.length > 0) {
      await client.query(
        'insert into access_log (at, actor, action, message_id, purpose) values ($1, $2, $3, $4, $5)',
        [request.at, request.actor, `action.${request.action}`, request.message, request.reason],
      );
    }
    return outcome;
  });
}

async function carryOut(
  client: Parameters<typeof release>[0],
  rows: Row[],
  routing: Routing,
  request: ActionRequest,
): Promise<ActionOutcome> {
  const occasion: Occasion = { actor: request.actor, at: request.at };
  const all = rows.map(({ id }) => id);
  if (request.action === 'stop' || request.action === 'solve') {
    // What the receiver has answered for is finished; only a person's «solved» may put a refused one aside.
    const open = rows.filter(
      ({ apprec, state }) => !(apprec === 'ok' || apprec === 'part' || state === 'closed'),
    );
    const unsent =
      request.action === 'stop'
        ? open.filter(({ state }) => state !== 'delivered' && state !== 'observed')
        : open;
    const done = await close(
      client,
      unsent.map(({ id }) => id),
      request.action === 'stop' ? 'stopped' : 'solved',
      occasion,
    );
    const refused = rows
      .filter(({ id }) => !done.includes(id))
      .map((row) => ({ delivery: row.id, code: whyNotClosed(row) }));
    return { done, refused };
  }

  const waiting = request.action === 'retry' ? rows.filter(({ state }) => state === 'pending') : [];
  const hastened = await hasten(
    client,
    waiting.map(({ id }) => id),
    occasion,
  );
  const refused: ActionOutcome['refused'] = waiting
    .filter(({ id }) => !hastened.includes(id))
    .map(({ id }) => ({ delivery: id, code: 'MV-3205' }));
  const releases = [];
  for (const row of rows) {
    if (waiting.includes(row)) continue;
    const judgement = judge(
      { verdict: row.verdict, receivedAt: request.at, delivery: row },
      targetOf(routing, row, request),
      { now: request.at, force: request.force, downUntil: null },
    );
    if (judgement.kind === 'send') releases.push({ delivery: row.id, endpoint: judgement.endpoint });
    else refused.push({ delivery: row.id, code: judgement.code });
  }
  const released = await release(client, releases, occasion);
  return { done: all.filter((id) => hastened.includes(id) || released.includes(id)), refused };
}

function whyNotClosed({ state, apprec }: Row): RefusalCode {
  if (state === 'closed') return 'MV-3204';
  return apprec === 'ok' || apprec === 'part' ? 'MV-3203' : 'MV-3209';
}

function targetOf(routing: Routing, row: Row, { endpoint }: ActionRequest): Target {
  return endpoint === null
    ? routing.target({ her: row.receiver_her, service: row.receiver_service })
    : routing.target({ her: endpoint, service: null });
}
