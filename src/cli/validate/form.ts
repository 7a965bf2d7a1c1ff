/** What a file is, as far as its first bytes tell. */
export type FileForm = 'kith' | 'mail' | 'envelope';

const SOAP_ENVELOPE = /^(?:<\?xml[^>]*\?>|<!--[\s\S]*?-->|\s)*<(?:[\w.-]+:)?Envelope[\s>]/;

/** A MIME header field at the very beginning. */
const HEADER = /^[\x21-\x39\x3b-\x7e]+:[ \t]?[^\r\n]*\r?\n/;

/** Tells a stored mail and a SOAP envelope from a document of its own. */
export function formOf(bytes: Uint8Array): FileForm {
  const head = Buffer.from(bytes.subarray(0, 2000))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  if (SOAP_ENVELOPE.test(head)) return 'envelope';
  return HEADER.test(head) ? 'mail' : 'kith';
}
