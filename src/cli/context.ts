import type { Command } from 'commander';
import { type Config, type Flags, readConfig } from '../config.ts';
import { type Database, openDatabase } from '../ledger/database.ts';
import { createLog, type Log } from '../log.ts';
import { openCommandStorage } from '../storage.ts';

/** Adds the option that every data command takes. */
export function withDataOption(command: Command): Command {
  return command.option('--data <mappe>', 'mappen med data (standard ./data; DATABASE_URL går foran)');
}

/** Runs `work` on the database: the running service's, the external one, or one started for this command. */
export async function withDatabase<T>(
  flags: Flags,
  work: (db: Database, config: Config, log: Log) => Promise<T>,
): Promise<T> {
  const config = readConfig(flags);
  // A command speaks to a person; the database's own talk is only shown when something is wrong.
  const log = createLog('warn', process.stderr);
  const storage = await openCommandStorage(config, log);
  const db = openDatabase(storage.connectionString, log, 4);
  try {
    return await work(db, config, log);
  } finally {
    await db.close();
    await storage.close();
  }
}

/** One JSON object on one line. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Progress and side remarks; never mixed with results. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
