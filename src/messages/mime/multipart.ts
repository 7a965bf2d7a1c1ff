import { MimeFault } from './fault.ts';
import type { MimeLimits } from './limits.ts';

const LF = 10;
const CR = 13;
const DASH = 45;

/**
 * Cuts the body of a multipart entity at its delimiter lines (RFC 2046 5.1.1). What stands before the first and
 * after the last delimiter is left out. The line break before a delimiter belongs to the delimiter.
 * @param body everything after the entity's headers
 * @returns each part, headers and content together, as a view of the same memory
 * @throws MimeFault `boundary-not-found` when no delimiter occurs, `truncated` when the last one is missing
 */
export function splitMultipart(body: Buffer, boundary: string, limits: MimeLimits): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const parts: Buffer[] = [];
  let partStart = -1;
  let from = 0;
  for (;;) {
    const found = body.indexOf(mark, from);
    if (found < 0) throw new MimeFault(partStart < 0 ? 'boundary-not-found' : 'truncated');
    const delimiter = readDelimiter(body, found, mark.length);
    if (!delimiter) {
      from = found + 1;
      continue;
    }
    if (partStart >= 0) {
      if (parts.length >= limits.parts) throw new MimeFault('too-many-parts');
      parts.push(body.subarray(partStart, Math.max(partStart, endBefore(body, found))));
    }
    if (delimiter.closing) return parts;
    partStart = delimiter.next;
    from = delimiter.next;
  }
}

/** A delimiter fills a line of its own; white space may follow it (transports add it). */
function readDelimiter(body: Buffer, at: number, length: number): { closing: boolean; next: number } | null {
  if (at > 0 && body[at - 1] !== LF) return null;
  let index = at + length;
  const closing = body[index] === DASH && body[index + 1] === DASH;
  if (closing) index += 2;
  while (body[index] === 0x20 || body[index] === 0x09) index += 1;
  if (index >= body.length) return closing ? { closing, next: index } : null;
  if (body[index] === LF) return { closing, next: index + 1 };
  if (body[index] === CR && body[index + 1] === LF) return { closing, next: index + 2 };
  return null;
}

/** Offset where the part before a delimiter ends: before the line break that belongs to the delimiter. */
function endBefore(body: Buffer, delimiter: number): number {
  if (delimiter === 0) return 0;
  return delimiter >= 2 && body[delimiter - 2] === CR ? delimiter - 2 : delimiter - 1;
}
