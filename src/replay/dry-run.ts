import { downNow } from '../delivery/changes.ts';
import type { Routing } from '../delivery/routing.ts';
import type { Database } from '../ledger/database.ts';
import { type CandidateRow, judgeRow, readCandidates } from './candidates.ts';
import type { Judgement } from './judge.ts';
import { conditions, type Selection } from './selection.ts';

/** What would happen to one copy. */
export interface Foreseen {
  row: CandidateRow;
  judgement: Judgement;
}

export interface DryRun {
  total: number;
  send: number;
  held: number;
  refused: { code: string; count: number }[];
}

/**
 * What a replay would do if it were started now; changes nothing.
 * @param tell is given each copy, in the order in which they would go
 */
export async function dryRun(
  db: Database,
  routing: Routing,
  request: { selection: Selection; force: boolean; now: Date },
  tell: (foreseen: Foreseen) => void | Promise<void>,
): Promise<DryRun> {
  const down = await downNow(db, request.now);
  const context = { routing, now: request.now, force: request.force, down };
  const counts = new Map<string, number>();
  const result: DryRun = { total: 0, send: 0, held: 0, refused: [] };
  await db.transaction(async (client) => {
    for await (const page of readCandidates(client, conditions(request.selection, 1))) {
      for (const row of page) {
        const judgement = judgeRow(row, context);
        result.total += 1;
        if (judgement.kind === 'send') result.send += 1;
        else if (judgement.kind === 'held') result.held += 1;
        else counts.set(judgement.code, (counts.get(judgement.code) ?? 0) + 1);
        await tell({ row, judgement });
      }
    }
  });
  result.refused = [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  return result;
}
