import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../ledger/database.ts';
import { getReplay } from '../../replay/store.ts';
import { type ReplayView, viewReplay } from '../../replay/views.ts';
import { note } from '../context.ts';
import { CliError } from '../failure.ts';

/** A replay that makes no headway for so long is left to the service. */
const patience = 10_000;

/**
 * Follows a replay with one line on the terminal until it has ended, or until nothing happens any more: the service is
 * not running, or a receiver is down. The replay goes on all the same.
 */
export async function follow(db: Database, id: string): Promise<ReplayView> {
  let last = '';
  let movedAt = performance.now();
  for (;;) {
    const row = await getReplay(db, id);
    if (row === null) throw new CliError('Avspillingen finnes ikke.');
    const view = await viewReplay(db, row);
    const { total, sent, delivered, failed, refused } = view.progress;
    const line = `${sent + refused} av ${total} behandlet, ${delivered} levert, ${failed} feilet`;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
    if (line !== last) movedAt = performance.now();
    last = line;
    const ended = view.state === 'done' || view.state === 'cancelled';
    if (ended || view.state === 'paused' || performance.now() - movedAt > patience) {
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
      if (!ended) note('Avspillingen er lagret og går videre når tjenesten kjører og mottakeren svarer.');
      return view;
    }
    await sleep(total > 10_000 ? 2_000 : 300);
  }
}
