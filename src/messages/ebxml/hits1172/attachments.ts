import type { MimePart } from '../../mime/read.ts';
import { CmsFault, decryptEnveloped, isEnvelopedData } from '../cms/enveloped-data.ts';
import { innerPart } from '../payload.ts';
import { attachmentsOf } from '../read-message.ts';
import type { Inspection } from './row.ts';

/** All parts but the envelope. */
export function attachments({ reading }: Inspection): MimePart[] {
  return reading.mime ? attachmentsOf(reading.mime) : [];
}

/** The attachments in the clear: as they are, or decrypted with the keys given. Those that stay closed are left out. */
export function opened(inspection: Inspection): Buffer[] {
  return attachments(inspection).flatMap((part) => {
    if (!isEnvelopedData(part.content)) return part.content;
    const content = decrypted(part.content, inspection);
    return content ? (innerPart(content)?.content ?? content) : [];
  });
}

/** One attachment decrypted; `null` where none of the keys opens it. */
export function decrypted(bytes: Buffer, { keys }: Inspection): Buffer | null {
  if (keys.length === 0) return null;
  try {
    return decryptEnveloped(bytes, keys).content;
  } catch (error) {
    if (error instanceof CmsFault) return null;
    throw error;
  }
}
