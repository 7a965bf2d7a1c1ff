import { randomBytes } from 'node:crypto';
import { constants, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { explainSystemError } from './error.ts';
import { waitForLock } from './lock.ts';

const COPY_PATIENCE_MS = 60_000;

/**
 * Copies the server's programs, libraries and shared files to a cache directory from which any user can run them.
 * The cache belongs to the calling user, and nobody else may write to it or to a directory above it (but for the
 * sticky /tmp), so that nobody else can put a program there for us to run. A copy appears whole, by a rename.
 * @param source `native` directory and version of the package
 * @param caches directories to try, in order
 * @returns the directory of the copy, laid out like `native`
 */
export async function copyServerFiles(
  source: { native: string; version: string },
  caches: readonly string[] = cacheDirectories(),
): Promise<string> {
  const files = listFiles(source.native);
  let refusal: unknown = new Error('no cache directory');
  for (const cache of caches) {
    if (!makeSafeDirectory(cache)) continue;
    const home = join(cache, `postgres-${source.version}-${process.platform}-${process.arch}`);
    // One copier at a time: data directories have locks of their own, the cache is common to them all.
    const lock = await waitForLock(`${home}.lock`, 'exclusive', COPY_PATIENCE_MS);
    try {
      if (isSafe(home) && isComplete(home, source.native, files)) return home;
      await copyTo(home, source.native, files);
      return home;
    } catch (error) {
      refusal = explainSystemError(error, cache);
    } finally {
      lock?.release();
    }
  }
  throw refusal;
}

/** Root's own cache, else the calling user's, else a directory of the user's own below the temporary directory. */
function cacheDirectories(): string[] {
  const uid = process.geteuid?.() ?? 0;
  const shared = [join(tmpdir(), `meldingsvakt-${uid}`), `/var/tmp/meldingsvakt-${uid}`];
  if (uid === 0) return ['/var/cache/meldingsvakt', ...shared];
  return [join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'meldingsvakt'), ...shared];
}

/** What a running server needs: no static libraries and build files. Symbolic links are made afterwards. */
function listFiles(native: string): string[] {
  return readdirSync(native, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && !entry.name.endsWith('.a') && !entry.parentPath.endsWith('pkgconfig'),
    )
    .map((entry) => relative(native, join(entry.parentPath, entry.name)));
}

function makeSafeDirectory(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o755 });
  } catch {
    return false;
  }
  return isSafe(directory);
}

/** Nobody but root and ourselves can put or exchange anything at this path. */
function isSafe(directory: string): boolean {
  const me = process.geteuid?.() ?? 0;
  const own = lstatSync(directory, { throwIfNoEntry: false });
  if (!own?.isDirectory() || own.uid !== me || (own.mode & 0o022) !== 0) return false;
  for (let at = dirname(directory); ; at = dirname(at)) {
    const above = statSync(at);
    const open = (above.mode & 0o022) !== 0 && (above.mode & 0o1000) === 0;
    if (open || (above.uid !== 0 && above.uid !== me)) return false;
    if (at === dirname(at)) return true;
  }
}

/** A copy that lost some of its files (cleaned up, cut short by a power failure) is made again. */
function isComplete(home: string, native: string, files: readonly string[]): boolean {
  return files.every((file) => {
    const copy = lstatSync(join(home, file), { throwIfNoEntry: false });
    return copy?.isFile() === true && copy.size === statSync(join(native, file)).size;
  });
}

async function copyTo(home: string, native: string, files: readonly string[]): Promise<void> {
  const draft = `${home}.${randomBytes(6).toString('hex')}.new`;
  try {
    await mkdir(draft, { mode: 0o755 });
    for (const directory of new Set(files.map(dirname))) {
      await mkdir(join(draft, directory), { recursive: true, mode: 0o755 });
    }
    await openUp(draft);
    for (const file of files) {
      await copyFile(join(native, file), join(draft, file), constants.COPYFILE_FICLONE);
      await chmod(join(draft, file), file.startsWith('bin') || file.includes('.so') ? 0o755 : 0o644);
    }
    await rm(home, { recursive: true, force: true });
    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** The mask of the process may have closed the new directories to others. */
async function openUp(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) await openUp(join(directory, entry.name));
  }
}
