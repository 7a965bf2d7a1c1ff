import { createHash } from 'node:crypto';

/**
 * The id of the stay that is known by a message: the same whenever and wherever it is computed.
 * The database has an index on the same expression.
 * @param messageId the ledger's id, a UUID in lower case
 */
export function episodeId(messageId: string): string {
  const hex = createHash('md5').update(`opphold:${messageId}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
