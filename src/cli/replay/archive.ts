import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Database } from '../../ledger/database.ts';
import { MimeFault } from '../../messages/mime/fault.ts';
import { readEntityFile } from '../../messages/mime/read.ts';
import { formOf } from '../validate/form.ts';

/** A document of an archive: a file, or one of the documents in a stored mail. */
export interface ArchivedDocument {
  file: string;
  bytes: Buffer;
}

/**
 * The KITH documents of a file, byte for byte: the file itself, or what a stored mail (`.eml`) carries.
 * @returns an empty list where there is none that can be read, such as in an encrypted mail
 */
export async function readDocuments(file: string): Promise<ArchivedDocument[]> {
  const bytes = await readFile(file);
  if (formOf(bytes) === 'kith') return [{ file, bytes }];
  try {
    return readEntityFile(bytes)
      .parts.filter(({ content }) => formOf(content) === 'kith' && content.includes('<'))
      .map(({ content }) => ({ file, bytes: content }));
  } catch (error) {
    if (error instanceof MimeFault) return [];
    throw error;
  }
}

/** The message that came in with these very bytes; one that was not rejected goes first. */
export async function findByBytes(db: Database, bytes: Buffer): Promise<string | null> {
  const { rows } = await db.pool.query<{ id: string }>(
    `select id from message where sha256 = $1 order by verdict = 'rejected', seq limit 1`,
    [createHash('sha256').update(bytes).digest()],
  );
  return rows[0]?.id ?? null;
}
