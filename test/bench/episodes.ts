import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withDatabase } from '../../src/cli/context.ts';
import { listDeadlines } from '../../src/episodes/list.ts';
import { sweep } from '../../src/episodes/sweep.ts';
import type { Database } from '../../src/ledger/database.ts';
import { migrate } from '../../src/ledger/migrate.ts';

/**
 * What a sweep and «next to be late» cost when many deadlines are open, against a bare indexed query in the same run.
 * On an empty database, DATABASE_URL or one of its own in a folder that is removed afterwards:
 * node test/bench/episodes.ts [--open 1000000] [--due 1000]
 */
const { values } = parseArgs({
  options: { open: { type: 'string', default: '1000000' }, due: { type: 'string', default: '1000' } },
});
const open = Number(values.open);
const due = Number(values.due);
const data = await mkdtemp(join(tmpdir(), 'meldingsvakt-bench-'));
try {
  await withDatabase({ data }, measure);
} finally {
  await rm(data, { recursive: true, force: true });
}

async function measure(db: Database): Promise<void> {
  await migrate(db);
  const message = randomUUID();
  await db.pool.query(
    `insert into message (id, received_at, kind, verdict, findings, mode, state, sha256, size, content_type)
   values ($1, now(), 'msghead', 'accepted', '[]', 'observe', 'received', '\\x00', 0, 'application/xml')`,
    [message],
  );
  const now = new Date();
  for (let from = 0; from < open; from += 100_000) {
    await db.pool.query(
      `insert into deadline
     select gen_random_uuid(), 'R-BENK-' || n, $1, 'm', 'p' || (n % 1000), 8100, 8200, now(),
       $2::timestamptz + case when n < $5 then -(n || ' ms')::interval else (n || ' ms')::interval end - interval '1 ms',
       'pending', null, 'sent', 'K', 'deviation', 'benk', 'breached'
     from generate_series($3::int, $4::int - 1) n`,
      [message, now, from, Math.min(from + 100_000, open), due],
    );
  }
  await db.pool.query('analyze deadline');

  const bare = await median(() =>
    db.pool.query(`select rule from deadline where status = 'pending' and due >= $1 order by due limit 50`, [
      now,
    ]),
  );
  const listing = await median(() => listDeadlines(db, { status: 'pending' }, now, 51, null));
  const began = performance.now();
  const { passed, breached } = await sweep(db, now);
  const swept = performance.now() - began;
  const idle = await median(() => sweep(db, now));

  const ms = (value: number) => `${value.toFixed(2)} ms`;
  process.stdout.write(
    `${open} open, ${due} due: sweep ${ms(swept)} (${passed} passed, ${breached} events), a sweep with nothing due ${ms(idle)}\n` +
      `next to be late ${ms(listing)}; bare indexed query ${ms(bare)}; ratio ${(listing / bare).toFixed(1)}\n`,
  );
}

async function median(work: () => Promise<unknown>, rounds = 15): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}
