import type { X509Certificate } from 'node:crypto';
import { MimeFault } from '../mime/fault.ts';
import { type MimePart, readEntityFile } from '../mime/read.ts';
import { isEncrypted, namedParts } from './checks/content-rules.ts';
import { type DecryptionKey, decryptEnveloped, encryptEnveloped } from './cms/enveloped-data.ts';
import { attachmentsOf, type Reading } from './read-message.ts';

/** A payload as its receiver wants it. */
export interface Payload {
  contentId: string | null;
  /** Media type of the payload itself; `null` when nothing says. */
  mediaType: string | null;
  bytes: Buffer;
  encrypted: boolean;
  /** Encrypted with something weaker than AES-256. */
  weak: boolean;
}

/**
 * The parts that may be delivered: those that the manifest names, in its order. Whatever else lies in the package
 * is left lying, since nobody signed that it belongs there.
 */
export function payloadParts(reading: Reading): MimePart[] {
  const parts = reading.mime ? attachmentsOf(reading.mime) : [];
  return namedParts(reading.xml?.envelope.manifest ?? []).flatMap(
    (id) => parts.find((part) => part.contentId === id) ?? [],
  );
}

/**
 * Opens one part of a message: decrypts it when it is CMS, and takes the payload out of the MIME part inside
 * (HITS 1172 5.15). Some gateways encrypt the bare XML without MIME headers; that is read too.
 * @param keys our own, old and new
 * @throws CmsFault when it cannot be opened
 */
export function openPayload(part: MimePart, keys: readonly DecryptionKey[]): Payload {
  const mediaType = part.mediaType?.type ?? null;
  if (!isEncrypted(mediaType)) {
    return { contentId: part.contentId, mediaType, bytes: part.content, encrypted: false, weak: false };
  }
  const { content, weak } = decryptEnveloped(part.content, keys);
  const inner = innerPart(content);
  return {
    contentId: part.contentId,
    mediaType: inner?.mediaType?.type ?? null,
    bytes: inner?.content ?? content,
    encrypted: true,
    weak,
  };
}

/** What stands inside: a MIME part, or (`null`) the document itself. */
export function innerPart(content: Buffer): MimePart | null {
  const first = content
    .subarray(0, 4)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (first.startsWith('<') || content.length === 0) return null;
  try {
    const entity = readEntityFile(content);
    return entity.headers.fields.length > 0 && !entity.multipart ? entity.root : null;
  } catch (error) {
    if (error instanceof MimeFault) return null;
    throw error;
  }
}

/** Encrypts a document to its receiver, inside a MIME part as S/MIME has it. */
export function sealPayload(document: Uint8Array, receiver: X509Certificate): Buffer {
  const headers = 'Content-Type: application/xml\r\nContent-Transfer-Encoding: 8bit\r\n\r\n';
  return encryptEnveloped(Buffer.concat([Buffer.from(headers, 'latin1'), document]), receiver);
}
