import { MimeFault, type MimeFaultKind } from '../mime/fault.ts';
import { Headers, readHeaders } from '../mime/headers.ts';
import { DEFAULT_LIMITS, type MimeLimits } from '../mime/limits.ts';
import { type MimeEntity, type MimePart, readEntity } from '../mime/read.ts';
import type { Encoding } from '../xml/encoding.ts';
import { type Break, type Parsed, withDocument } from '../xml/parse.ts';
import type { SignatureFacts } from './dsig/facts.ts';
import { readSignature } from './dsig/read-signature.ts';
import type { Element } from './elements.ts';
import type { Envelope } from './envelope.ts';
import { readEnvelope } from './read-envelope.ts';
import { type EnvelopeSchema, envelopeSchema, type SchemaError } from './schema.ts';
import { type Shape, surveyEnvelope } from './shape.ts';

/** An ebXML message as far as it could be read. What is missing was never reached. */
export interface Reading {
  transport: Transport;
  /** Of the HTTP request or the mail. */
  headers: Headers;
  mimeFault: MimeFaultKind | null;
  mime: MimeEntity | null;
  /** Why the envelope is no XML. */
  broken: Break[];
  xml: EnvelopeReading | null;
}

export type Transport = 'http' | 'mail' | 'bare';

/** The envelope, read and surveyed. Plain data: the parser's memory is freed. */
export interface EnvelopeReading {
  root: Element;
  encoding: Encoding;
  /** Whether the envelope begins with an XML declaration. */
  declaration: boolean;
  source: () => string;
  envelope: Envelope;
  shape: Shape;
  schemaErrors: SchemaError[];
  signature: SignatureFacts;
}

export interface ReadSettings {
  limits?: MimeLimits;
  schema?: EnvelopeSchema;
}

/** Envelopes are a few kB; a MB leaves room for anything but an attack. */
const LARGEST_ENVELOPE = 1024 * 1024;
/** One with a reference and a signature for each of its parts has some hundred elements. */
const MOST_ELEMENTS = 5000;

/**
 * Reads what came over HTTP.
 * @param headers of the request
 * @param body exactly as received
 */
export function readHttpMessage(headers: Headers, body: Buffer, settings: ReadSettings = {}): Reading {
  return read('http', headers, body, settings);
}

/** Reads a stored mail (`.eml`), headers first. Never throws on bad input. */
export function readMailMessage(bytes: Buffer, settings: ReadSettings = {}): Reading {
  try {
    const { headers, bodyStart } = readHeaders(bytes, settings.limits ?? DEFAULT_LIMITS);
    return read('mail', headers, bytes.subarray(bodyStart), settings);
  } catch (error) {
    if (!(error instanceof MimeFault)) throw error;
    return { ...nothing('mail', new Headers([])), mimeFault: error.kind };
  }
}

/** Reads an envelope that stands alone in a file, without transport or MIME around it. */
export function readBareEnvelope(bytes: Buffer, settings: ReadSettings = {}): Reading {
  return read('bare', new Headers([{ name: 'Content-Type', value: 'text/xml' }]), bytes, settings);
}

function nothing(transport: Transport, headers: Headers): Reading {
  return { transport, headers, mimeFault: null, mime: null, broken: [], xml: null };
}

function read(transport: Transport, headers: Headers, body: Buffer, settings: ReadSettings): Reading {
  const reading = nothing(transport, headers);
  try {
    reading.mime = readEntity(headers, body, settings.limits ?? DEFAULT_LIMITS);
  } catch (error) {
    if (!(error instanceof MimeFault)) throw error;
    return { ...reading, mimeFault: error.kind };
  }
  const { root } = reading.mime;
  if (!isXml(root)) return reading;
  if (root.content.length > LARGEST_ENVELOPE) return { ...reading, broken: [tooLarge] };
  const parts = attachmentsOf(reading.mime);
  const result = withDocument(root.content, (parsed) =>
    surveyed(parsed, parts, settings.schema ?? envelopeSchema()),
  );
  if ('broken' in result) return { ...reading, broken: result.broken };
  return result.value ? { ...reading, xml: result.value } : { ...reading, broken: [tooMany] };
}

const tooLarge: Break = { kind: 'too-large', line: null, column: null };
const tooMany: Break = { kind: 'limits', line: null, column: null };

/** All parts but the envelope. */
export function attachmentsOf(mime: MimeEntity): MimePart[] {
  return mime.parts.filter((part) => part !== mime.root);
}

function isXml(root: MimePart): boolean {
  return root.mediaType?.type === 'text/xml';
}

function surveyed(
  parsed: Parsed,
  parts: readonly MimePart[],
  schema: EnvelopeSchema,
): EnvelopeReading | null {
  const { document, root, encoding, source } = parsed;
  const shape = surveyEnvelope(root);
  // The schema's own error paths cost the square of the number of siblings.
  if (shape.elements > MOST_ELEMENTS) return null;
  const envelope = readEnvelope(root);
  const schemaErrors = schema.check(document, root);
  const declaration = source()
    .replace(/^\uFEFF/, '')
    .startsWith('<?xml');
  // Last, since it takes the document apart.
  const signature = readSignature(document, shape, parts);
  return { root, encoding, declaration, source, envelope, shape, schemaErrors, signature };
}
