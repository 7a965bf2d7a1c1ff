import { judge } from '../../messages/ebxml/judge.ts';
import {
  attachmentsOf,
  type Reading,
  readBareEnvelope,
  readMailMessage,
} from '../../messages/ebxml/read-message.ts';
import type { Finding } from '../../validation/finding.ts';
import type { Validator } from '../../validation/validation.ts';
import { rejectionCode, verdictOf } from '../../validation/verdict.ts';
import type { FileForm } from './form.ts';
import type { Only, Proof } from './prove.ts';

/**
 * Findings that only someone with partners and agreements can make; offline they would always be there:
 * unknown agreement, and certificates that are not registered for the sender.
 */
const NEEDS_PARTNERS = new Set(['MV-2031', 'MV-2121', 'MV-2122']);

/** Findings about parts of the package, which an envelope without its package lacks by nature. */
const NEEDS_PACKAGE = new Set(['MV-2052', 'MV-2113', 'MV-2114']);

/**
 * Proves a stored ebXML message: the envelope and the signature, and every document inside that is not encrypted.
 * Certificates are held against the time of the message, since an archive outlives them.
 */
export function proveEbms(
  file: string,
  bytes: Uint8Array,
  form: Exclude<FileForm, 'kith'>,
  validator: Validator,
  only: Only,
): Proof {
  const now = new Date();
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reading = form === 'mail' ? readMailMessage(buffer) : readBareEnvelope(buffer);
  const header = reading.xml?.envelope.header;
  const sent = header?.timestamp?.instant ? new Date(header.timestamp.instant) : now;
  const outer = only === 'kith' ? [] : envelopeFindings(reading, sent, form);
  const inner =
    only === 'ebms' ? [] : documentsIn(reading).map((document) => validator.validate(document, { now }));
  const findings = [...outer, ...inner.flatMap((each) => each.findings).map(withoutLines)];
  const [first] = inner;
  return {
    file,
    verdict: verdictOf(findings),
    type: first?.type ?? header?.action ?? null,
    version: first?.version ?? null,
    msgId: first?.msgId ?? header?.messageId ?? null,
    apprec: rejectionCode(findings),
    findings,
  };
}

function envelopeFindings(reading: Reading, now: Date, form: 'mail' | 'envelope'): Finding[] {
  return judge(reading, { now, agreement: null, pins: [] })
    .findings.filter(
      ({ code }) => !NEEDS_PARTNERS.has(code) && !(form === 'envelope' && NEEDS_PACKAGE.has(code)),
    )
    .map((finding) => (form === 'mail' ? withoutLines(finding) : finding));
}

/** The KITH documents beside the envelope, as they are. */
function documentsIn(reading: Reading): Uint8Array[] {
  if (!reading.mime) return [];
  return attachmentsOf(reading.mime)
    .filter((part) => part.mediaType?.type === 'text/xml' || part.mediaType?.type === 'application/xml')
    .map((part) => part.content);
}

/** Inside a mail a line number counts from the start of its part, and would mislead in the file. */
function withoutLines(finding: Finding): Finding {
  return { ...finding, line: null, column: null };
}
