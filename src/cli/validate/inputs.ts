import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** One thing to validate: a file, or standard input. */
export interface Input {
  /** As the person named it; `-` is standard input. */
  name: string;
  bytes: number;
}

/** Files in a folder that may be messages; others lie there for other reasons. */
const MESSAGE_FILE = /\.(xml|eml|msg|mime|mim|soap)$/i;

/**
 * All files that the arguments name, folders searched to the bottom. Nothing is read yet; a name that
 * leads nowhere is passed on, so that the reading says why.
 */
export async function* findInputs(names: readonly string[]): AsyncGenerator<Input> {
  for (const name of names) {
    if (name === '-') {
      yield { name, bytes: 0 };
      continue;
    }
    const found = await stat(name).catch(() => null);
    if (found?.isDirectory()) yield* filesIn(name);
    else yield { name, bytes: found?.size ?? 0 };
  }
}

async function* filesIn(folder: string): AsyncGenerator<Input> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => one.name.localeCompare(other.name))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* filesIn(path);
    } else if (MESSAGE_FILE.test(entry.name)) {
      // A link counts when it leads to a file; a link to a folder could lead in a circle.
      const found = await stat(path).catch(() => null);
      if (found === null || found.isFile()) yield { name: path, bytes: found?.size ?? 0 };
    }
  }
}
