import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { explainSystemError, postgresError } from './error.ts';
import { DATABASE, INIT_PREFIX, type Layout, ROLE } from './layout.ts';
import { readSmallFile, syncDirectory, writePrivateFile } from './private-file.ts';
import { runAs } from './run.ts';
import { randomPassword, scramVerifier } from './scram.ts';
import type { ServerFiles } from './server-files.ts';
import type { ServerUser } from './server-user.ts';
import { SETTINGS_FILE } from './settings.ts';

/** What the steps of making, checking and starting a cluster share. All of them run under the control lock. */
export interface ClusterContext {
  readonly layout: Layout;
  readonly files: ServerFiles;
  readonly user: ServerUser;
}

/**
 * @returns whether there is a cluster to start
 * @throws EmbeddedPostgresError PG-VERSION, PG-NOT-A-CLUSTER, PG-BROKEN
 */
export function clusterExists({ layout, files }: Pick<ClusterContext, 'layout' | 'files'>): boolean {
  const path = layout.cluster;
  if (!existsSync(path)) return false;
  const version = readSmallFile(join(path, 'PG_VERSION'))?.trim();
  if (version === undefined) {
    if (!lstatSync(path).isDirectory() || readdirSync(path).length > 0) {
      throw postgresError('PG-NOT-A-CLUSTER', { path });
    }
    return false;
  }
  if (version !== files.major)
    throw postgresError('PG-VERSION', { path, found: version, needed: files.major });
  for (const part of ['global/pg_control', 'pg_wal', 'base']) {
    if (!existsSync(join(path, part))) throw postgresError('PG-BROKEN', { path, missing: part });
  }
  return true;
}

/**
 * Makes the cluster, its role and its database in a directory of its own and gives it its name when all is there:
 * whoever is killed in the middle leaves a leftover behind, never half a cluster.
 * @throws EmbeddedPostgresError PG-INIT, PG-DISK-FULL, PG-PERMISSION
 */
export async function makeCluster(context: ClusterContext, signal?: AbortSignal): Promise<void> {
  const { layout, files, user } = context;
  await clearLeftovers(layout);
  const draft = join(layout.dataDir, `${INIT_PREFIX}${randomBytes(4).toString('hex')}`);
  try {
    makeOwnedDirectory(draft, user);
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    // `reject` until our own rules are written: there is no moment in which anybody is let in without a password.
    const args = [
      '-D',
      draft,
      '-U',
      'postgres',
      '--auth=reject',
      '--data-checksums',
      '--no-instructions',
      ...locale,
    ];
    const outcome = await runAs(user, files.initdb, args, signal ? { signal } : {});
    if (outcome.code !== 0) throw initFailure(layout, outcome.output);
    const main = join(draft, 'postgresql.conf');
    writePrivateFile(main, `${readSmallFile(main)}\ninclude '${SETTINGS_FILE}'\n`);
    writePrivateFile(join(draft, SETTINGS_FILE), '');
    const verifier = await scramVerifier(keptPassword(layout));
    await runSql(context, draft, [
      `CREATE ROLE ${ROLE} LOGIN CREATEDB PASSWORD '${verifier}'`,
      // An error's text can quote a value; a role cannot undo this for itself. FATAL, PANIC and LOG are still written.
      `ALTER ROLE ${ROLE} SET log_min_messages = 'log'`,
      // Lets whoever adopts a running server ask it which directory it serves.
      `GRANT pg_read_all_settings TO ${ROLE}`,
      `CREATE DATABASE ${DATABASE} OWNER ${ROLE}`,
    ]);
    renameSync(draft, layout.cluster);
    syncDirectory(layout.dataDir);
  } catch (error) {
    await rm(draft, { recursive: true, force: true, maxRetries: 5 });
    throw explainSystemError(error, layout.cluster);
  }
}

/** Gives the stopped cluster the password in the password file, or a new one where that file is gone. */
export async function renewPassword(context: ClusterContext): Promise<void> {
  const verifier = await scramVerifier(keptPassword(context.layout));
  await runSql(context, context.layout.cluster, [`ALTER ROLE ${ROLE} PASSWORD '${verifier}'`]);
}

/** The password in the password file, which is made where it is missing. */
export function keptPassword(layout: Layout): string {
  const kept = readSmallFile(layout.password)?.trim();
  if (kept) return kept;
  const password = randomPassword();
  writePrivateFile(layout.password, `${password}\n`);
  return password;
}

/** A directory of mode 0700 that belongs to the server's user. */
export function makeOwnedDirectory(path: string, user: ServerUser): void {
  mkdirSync(path, { mode: 0o700, recursive: true });
  if (user.dropped) chownSync(path, user.uid, user.gid);
}

/** A cluster that root's hands have been at (restored from a backup, chown -R of the data directory) is handed back. */
export function handBackToServerUser(path: string, user: ServerUser): void {
  if (!user.dropped || lstatSync(path).uid === user.uid) return;
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(path, entry), user.uid, user.gid);
  }
  chownSync(path, user.uid, user.gid); // last: as long as it is root's, a next start goes on where this one ended
}

async function clearLeftovers(layout: Layout): Promise<void> {
  for (const name of readdirSync(layout.dataDir)) {
    if (!name.startsWith(INIT_PREFIX)) continue;
    await rm(join(layout.dataDir, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Single-user mode: needs no password and no socket, and nobody else can be connected meanwhile. One line, one command. */
async function runSql(context: ClusterContext, directory: string, statements: string[]): Promise<void> {
  const args = [
    '--single',
    '-D',
    directory,
    '-c',
    'exit_on_error=on',
    '-c',
    'log_checkpoints=off',
    'template1',
  ];
  const outcome = await runAs(context.user, context.files.postgres, args, {
    input: `${statements.join('\n')}\n`,
  });
  if (outcome.code !== 0) throw initFailure(context.layout, outcome.output);
}

function initFailure(layout: Layout, output: string): Error {
  if (/No space left on device|Disk quota exceeded/.test(output)) {
    return postgresError('PG-DISK-FULL', { path: layout.dataDir });
  }
  if (/Permission denied/.test(output)) {
    return postgresError('PG-PERMISSION', { path: layout.dataDir, why: 'EACCES' });
  }
  const line = output.split('\n').find((candidate) => /error:|FATAL|PANIC/.test(candidate));
  return postgresError('PG-INIT', { path: layout.cluster, why: line?.trim() ?? 'initdb' });
}
