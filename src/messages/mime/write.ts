import { encodeBase64 } from './transfer.ts';

/** A part to be written. */
export interface OutgoingPart {
  contentId: string;
  /** Content-Type with its parameters. */
  contentType: string;
  /** `base64` survives every transport; `8bit` and `binary` keep the bytes as they are (HTTP). */
  transferEncoding: 'base64' | '8bit' | 'binary';
  content: Uint8Array;
}

export interface OutgoingEntity {
  /** Value of the entity's own Content-Type. */
  contentType: string;
  body: Buffer;
}

const SAFE = /^[\x21\x23-\x3b\x3d\x3f-\x5b\x5d-\x7e]+$/;

/**
 * Writes a multipart/related entity whose first part is the root (RFC 2387, SOAP Messages with Attachments).
 * @param token unique text from which the boundary is made; longer ones are tried when it occurs in a part
 * @throws RangeError for a Content-ID that could break out of its header
 */
export function writeRelated(parts: readonly OutgoingPart[], token: string): OutgoingEntity {
  const root = parts[0];
  if (!root) throw new RangeError('A multipart entity needs at least one part');
  for (const part of parts) {
    if (!SAFE.test(part.contentId))
      throw new RangeError('Content-ID holds characters that no header may have');
  }
  const bodies = parts.map((part) =>
    part.transferEncoding === 'base64'
      ? Buffer.from(encodeBase64(part.content), 'latin1')
      : Buffer.from(part.content),
  );
  const boundary = freeBoundary(bodies, token);
  const pieces: Buffer[] = [];
  for (const [index, part] of parts.entries()) {
    pieces.push(
      Buffer.from(
        `${index === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Type: ${part.contentType}\r\n` +
          `Content-ID: <${part.contentId}>\r\nContent-Transfer-Encoding: ${part.transferEncoding}\r\n\r\n`,
        'latin1',
      ),
      bodies[index]!,
    );
  }
  pieces.push(Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1'));
  return {
    contentType: `multipart/related; type="text/xml"; start="<${root.contentId}>"; boundary="${boundary}"`,
    body: Buffer.concat(pieces),
  };
}

function freeBoundary(bodies: readonly Buffer[], token: string): string {
  let boundary = `=_${token.replace(/[^0-9A-Za-z]/g, '').slice(0, 40)}`;
  while (bodies.some((body) => body.includes(boundary))) boundary += '_';
  return boundary;
}
