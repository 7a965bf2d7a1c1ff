import type pg from 'pg';
import type { Clock } from './clocks.ts';
import { type EpisodeSource, episodesOfPatient, idOf } from './episodes.ts';
import type { Episode } from './project.ts';

/** A row of the list of deadlines. */
interface Row {
  episode: string;
  rule: string;
  message_id: string;
  msg_id: string;
  patient_key: string;
  hospital: number;
  kommune: number;
  started_at: string;
  due: string;
  status: Clock['status'];
  met_at: string | null;
  evidence: string;
  responsible: string;
  severity: string;
  source: string;
  passes_to: 'breached' | 'met';
}

interface StoredRow extends Pick<Row, 'episode' | 'rule' | 'message_id' | 'hospital' | 'kommune' | 'status'> {
  due: Date;
}

/**
 * Takes up messages and decisions that the list of deadlines does not know of yet, and writes what they change. Safe
 * with several workers: each takes messages that no other has, and one patient is in one hand at a time. Nothing is
 * forgotten when the process dies: what was taken up stays in line until its changes are committed.
 * @returns how many were taken up
 */
export async function follow(source: EpisodeSource, now: Date, limit = 200): Promise<number> {
  return source.db.transaction(async (client) => {
    const { rows } = await client.query<{ message_id: string }>(
      `delete from follow where seq in (select seq from follow order by seq limit $1 for update skip locked)
       returning message_id`,
      [limit],
    );
    if (rows.length === 0) return 0;
    const patients = await client.query<{ patient_key: string }>(
      `select distinct coalesce(m.patient_key, o.patient_key, p.patient_key, op.patient_key) as patient_key
       from message m
       left join message o on m.kind = 'apprec' and o.msg_key = m.original_key and o.kind <> 'apprec'
       left join message p on m.patient_key is null and p.msg_key = m.parent and p.kind <> 'apprec'
       left join message op on o.patient_key is null and op.msg_key = o.parent and op.kind <> 'apprec'
       where m.id = any($1::uuid[]) and coalesce(m.patient_key, o.patient_key, p.patient_key, op.patient_key) is not null
       order by 1`,
      [rows.map(({ message_id }) => message_id)],
    );
    for (const { patient_key } of patients.rows) await refresh(source, client, patient_key, now);
    return rows.length;
  });
}

/** Puts every message in line again, so that the list is computed anew from the ledger. */
export async function followEverything({ db }: Pick<EpisodeSource, 'db'>): Promise<void> {
  await db.pool.query(
    `insert into follow (message_id)
     select distinct on (patient_key) id from message where facts is not null and patient_key is not null order by patient_key, seq`,
  );
}

/**
 * Computes the whole list anew from the ledger.
 * @param progress called after each batch with the number of patients done
 */
export async function rebuildDeadlines(
  source: EpisodeSource,
  now: Date,
  progress: (done: number) => void = () => undefined,
): Promise<number> {
  await followEverything(source);
  let done = 0;
  for (let batch = await follow(source, now); batch > 0; batch = await follow(source, now)) {
    done += batch;
    progress(done);
  }
  return done;
}

/** Makes the list say of one patient what the ledger says, and writes down each breach that came or was withdrawn. */
async function refresh(
  source: EpisodeSource,
  client: pg.ClientBase,
  patientKey: string,
  now: Date,
): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 4))', [patientKey]);
  const stored = await client.query<StoredRow>(
    'select episode, rule, message_id, hospital, kommune, status, due from deadline where patient_key = $1 for update',
    [patientKey],
  );
  const episodes = await episodesOfPatient(source, patientKey, now);
  const wanted = episodes.flatMap((episode) =>
    episode.clocks.map((clock) => toRow(episode, clock, patientKey)),
  );
  const before = new Map(stored.rows.map((row) => [keyOf(row), row]));
  const after = new Map(wanted.map((row) => [keyOf(row), row]));

  const breached = wanted.filter((row) => isBreach(row) && !isBreach(before.get(keyOf(row))));
  const withdrawn = stored.rows.filter((row) => isBreach(row) && !isBreach(after.get(keyOf(row))));
  const gone = stored.rows.filter((row) => !after.has(keyOf(row)));
  await writeEvents(client, 'breached', breached, null);
  await writeEvents(client, 'withdrawn', withdrawn, now);
  await remove(client, gone);
  await upsert(client, wanted);
}

function keyOf(row: Pick<Row, 'rule' | 'message_id' | 'hospital' | 'kommune'>): string {
  return `${row.rule} ${row.message_id} ${row.hospital} ${row.kommune}`;
}

function isBreach(row: { status: Clock['status'] } | undefined): boolean {
  return row?.status === 'breached' || row?.status === 'met-late';
}

function toRow(episode: Episode, clock: Clock, patientKey: string): Row {
  const iso = (at: number) => new Date(at).toISOString();
  return {
    episode: idOf(episode),
    rule: clock.rule.id,
    message_id: clock.entry.id,
    msg_id: clock.entry.msgId,
    patient_key: patientKey,
    hospital: episode.pair.hospital,
    kommune: episode.pair.kommune,
    started_at: iso(clock.startedAt),
    due: iso(clock.due),
    status: clock.status,
    met_at: clock.metAt === null ? null : iso(clock.metAt),
    evidence: clock.evidence,
    responsible: clock.responsible,
    severity: clock.rule.breach.severity,
    source: clock.rule.source,
    passes_to: clock.rule.nature === 'watch' ? 'met' : 'breached',
  };
}

/** @param at `null`: each when its limit passed, however late that is noticed */
async function writeEvents(
  client: pg.ClientBase,
  type: 'breached' | 'withdrawn',
  rows: readonly (Pick<Row, 'episode' | 'rule' | 'message_id'> & { due: string | Date })[],
  at: Date | null,
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `insert into deadline_event (at, type, episode, rule, message_id, due)
     select coalesce($3, due), $1, episode, rule, message_id, due
     from jsonb_to_recordset($2::jsonb) as r (episode uuid, rule text, message_id uuid, due timestamptz)`,
    [type, JSON.stringify(rows), at],
  );
}

async function remove(client: pg.ClientBase, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `delete from deadline d using jsonb_to_recordset($1::jsonb) as r (rule text, message_id uuid, hospital bigint, kommune bigint)
     where d.rule = r.rule and d.message_id = r.message_id and d.hospital = r.hospital and d.kommune = r.kommune`,
    [JSON.stringify(rows)],
  );
}

async function upsert(client: pg.ClientBase, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `insert into deadline
     select * from jsonb_populate_recordset(null::deadline, $1::jsonb)
     on conflict (rule, message_id, hospital, kommune) do update set
       episode = excluded.episode, patient_key = excluded.patient_key, started_at = excluded.started_at, due = excluded.due,
       status = excluded.status, met_at = excluded.met_at, evidence = excluded.evidence, responsible = excluded.responsible,
       severity = excluded.severity, source = excluded.source, passes_to = excluded.passes_to`,
    [JSON.stringify(rows)],
  );
}
