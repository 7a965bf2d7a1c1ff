import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.env.MELDINGSVAKT_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));

/** The folder with real ebXML messages, agreements and schemas. */
export const FOLDER = join(root, 'ebxml');
export const present = existsSync(FOLDER);

/** Adds to a title why its tests do not run. */
export const title = (text: string) =>
  present ? text : `${text} (skipped: the official files are not beside the project)`;

export const officialFile = (name: string) => readFileSync(join(FOLDER, name));
