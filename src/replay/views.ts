import type { Database } from '../ledger/database.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import { staleHours } from './judge.ts';
import { type ReplayProgress, type ReplayRow, readProgress, readRefusals } from './store.ts';

/** A replay as API, command line and dashboard show it. */
export interface ReplayView {
  id: string;
  state: ReplayRow['state'];
  createdAt: string;
  finishedAt: string | null;
  actor: string;
  reason: string | null;
  selection: Record<string, unknown>;
  force: boolean;
  rate: number | null;
  progress: ReplayProgress;
  refusals: { code: string; message: string; count: number; samples: string[] }[];
}

export async function viewReplay(db: Database, row: ReplayRow): Promise<ReplayView> {
  const [progress, refusals] = await Promise.all([readProgress(db, row.id), readRefusals(db, row.id)]);
  return {
    id: row.id,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    actor: row.actor,
    reason: row.reason,
    selection: { ...row.selection },
    force: row.force,
    rate: row.rate,
    progress,
    refusals: refusals.map((refusal) => ({ ...refusal, message: refusalText(refusal.code) })),
  };
}

/** Why a copy is not sent, in bokmål. */
export function refusalText(code: string): string {
  return (catalogue[code]?.message.nb ?? code).replace('{hours}', String(staleHours));
}
