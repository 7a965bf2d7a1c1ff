import { MimeFault } from './fault.ts';
import { type Headers, readHeaders } from './headers.ts';
import type { MimeLimits } from './limits.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { type MediaType, mediaTypeOf } from './media-type.ts';
import { splitMultipart } from './multipart.ts';
import { decodeTransfer, parseTransferEncoding, type TransferEncoding } from './transfer.ts';

/** One body part, or the whole entity when it is not multipart. */
export interface MimePart {
  readonly headers: Headers;
  readonly mediaType: MediaType | null;
  /** Content-ID without its angle brackets; `null` when absent or empty. */
  readonly contentId: string | null;
  readonly transferEncoding: TransferEncoding | null;
  /** As it stood in the entity, a view of the bytes received. */
  readonly raw: Buffer;
  /** After the transfer encoding was undone; the same memory as `raw` when nothing had to be undone. */
  readonly content: Buffer;
}

/** A MIME entity taken apart one level deep; a part that is itself multipart stays whole. */
export interface MimeEntity {
  readonly headers: Headers;
  readonly mediaType: MediaType | null;
  readonly multipart: boolean;
  /** The part that `start` names, else the first one (RFC 2387 3.2). */
  readonly root: MimePart;
  /** All parts in their order, the root among them. */
  readonly parts: readonly MimePart[];
}

/**
 * Reads an entity whose headers came by another way, such as an HTTP request.
 *
 * The bytes are taken as one piece: a gateway's message has at most 50 MB, its signature covers every byte and
 * must be proved before anything is let through, and the parts are views of the same memory, so that reading
 * by stream would save nothing.
 * @param headers of the entity
 * @param body exactly as received
 * @throws MimeFault
 */
export function readEntity(headers: Headers, body: Buffer, limits: MimeLimits = DEFAULT_LIMITS): MimeEntity {
  if (body.length > limits.total) throw new MimeFault('too-large');
  const mediaType = mediaTypeOf(headers);
  if (!mediaType?.type.startsWith('multipart/')) {
    const only = partOf(headers, mediaType, body);
    return { headers, mediaType, multipart: false, root: only, parts: [only] };
  }
  const boundary = mediaType.parameters.get('boundary');
  if (!boundary) throw new MimeFault('boundary-missing');
  const parts = splitMultipart(body, boundary, limits).map((bytes) => readPart(bytes, limits));
  if (parts.length === 0) throw new MimeFault('boundary-not-found');
  return { headers, mediaType, multipart: true, root: rootOf(mediaType, parts), parts };
}

/**
 * Reads an entity with its headers in front, such as a stored mail (`.eml`) or a decrypted S/MIME content.
 * @throws MimeFault
 */
export function readEntityFile(bytes: Buffer, limits: MimeLimits = DEFAULT_LIMITS): MimeEntity {
  if (bytes.length > limits.total) throw new MimeFault('too-large');
  const { headers, bodyStart } = readHeaders(bytes, limits);
  return readEntity(headers, bytes.subarray(bodyStart), limits);
}

function readPart(bytes: Buffer, limits: MimeLimits): MimePart {
  const { headers, bodyStart } = readHeaders(bytes, limits);
  return partOf(headers, mediaTypeOf(headers), bytes.subarray(bodyStart));
}

function partOf(headers: Headers, mediaType: MediaType | null, raw: Buffer): MimePart {
  const transferEncoding = parseTransferEncoding(headers.get('Content-Transfer-Encoding'));
  const contentId = bareContentId(headers.get('Content-ID') ?? '');
  return {
    headers,
    mediaType,
    contentId: contentId === '' ? null : contentId,
    transferEncoding,
    raw,
    content: decodeTransfer(raw, transferEncoding),
  };
}

/** A Content-ID or `start` value without white space and angle brackets. */
export function bareContentId(value: string): string {
  return value
    .trim()
    .replace(/^<(.*)>$/s, '$1')
    .trim();
}

function rootOf(mediaType: MediaType, parts: readonly MimePart[]): MimePart {
  const start = bareContentId(mediaType.parameters.get('start') ?? '');
  if (start === '') return parts[0]!;
  const named = parts.filter((part) => part.contentId === start);
  if (named.length !== 1) throw new MimeFault('start-not-found');
  return named[0]!;
}
