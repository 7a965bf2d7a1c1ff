import { MimeFault } from './fault.ts';
import type { MimeLimits } from './limits.ts';

/** One header field; the value is unfolded and trimmed, its bytes shown as Latin-1 (nothing is decoded further). */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** A block of header fields in their order. Names are compared without regard to case (RFC 5322 1.2.2). */
export class Headers {
  readonly fields: readonly HeaderField[];

  constructor(fields: readonly HeaderField[]) {
    this.fields = fields;
  }

  /** Headers of an HTTP request, as Node gives them. */
  static fromRecord(record: Readonly<Record<string, string | readonly string[] | undefined>>): Headers {
    const fields: HeaderField[] = [];
    for (const [name, value] of Object.entries(record)) {
      if (typeof value === 'string') fields.push({ name, value: value.trim() });
      else for (const each of value ?? []) fields.push({ name, value: each.trim() });
    }
    return new Headers(fields);
  }

  /** The first field of that name; `null` when there is none, the empty string when it is empty. */
  get(name: string): string | null {
    const wanted = name.toLowerCase();
    return this.fields.find((field) => field.name.toLowerCase() === wanted)?.value ?? null;
  }

  all(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.fields.filter((field) => field.name.toLowerCase() === wanted).map((field) => field.value);
  }
}

const LF = 10;
const CR = 13;
const FIELD = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/s;

/** Reads the block of headers at the start of an entity. */
export interface HeaderBlock {
  headers: Headers;
  /** Where the body starts; equals the length of the input when there is no body. */
  bodyStart: number;
}

/**
 * Reads header fields up to the empty line. Lines may end with CRLF or a bare LF (stored mails often do).
 * @throws MimeFault when a line is no field, or a limit is passed
 */
export function readHeaders(bytes: Buffer, limits: MimeLimits): HeaderBlock {
  const fields: { name: string; value: string }[] = [];
  let offset = 0;
  for (;;) {
    if (offset >= bytes.length) return { headers: close(fields), bodyStart: bytes.length };
    if (offset > limits.headerBytes) throw new MimeFault('too-large');
    const newline = bytes.indexOf(LF, offset);
    const lineEnd = newline < 0 ? bytes.length : newline;
    const textEnd = lineEnd > offset && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    if (textEnd - offset > limits.headerBytes) throw new MimeFault('too-large');
    const line = bytes.toString('latin1', offset, textEnd);
    const next = newline < 0 ? bytes.length : newline + 1;
    if (line === '') return { headers: close(fields), bodyStart: next };
    take(fields, line, limits, offset === 0);
    offset = next;
  }
}

function take(
  fields: { name: string; value: string }[],
  line: string,
  limits: MimeLimits,
  first: boolean,
): void {
  const last = fields.at(-1);
  if (line.startsWith(' ') || line.startsWith('\t')) {
    if (!last) throw new MimeFault('header-malformed');
    last.value += line;
    return;
  }
  // A mail taken from an mbox file keeps its separator line.
  if (first && line.startsWith('From ')) return;
  const match = FIELD.exec(line);
  if (!match) throw new MimeFault('header-malformed');
  if (fields.length >= limits.headerFields) throw new MimeFault('too-many-headers');
  fields.push({ name: match[1]!, value: match[2]! });
}

function close(fields: { name: string; value: string }[]): Headers {
  return new Headers(fields.map(({ name, value }) => ({ name, value: value.trim() })));
}
