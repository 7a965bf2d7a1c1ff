import type { X509Certificate } from 'node:crypto';
import { type OutgoingEntity, type OutgoingPart, writeRelated } from '../../mime/write.ts';
import { type Signer, signEnvelope } from '../dsig/sign.ts';
import { sealPayload } from '../payload.ts';
import {
  type OutgoingContent,
  type OutgoingHeader,
  type OutgoingReference,
  writeEnvelope,
} from '../write-envelope.ts';

/** A document to send in an ebXML message. */
export interface OutgoingMessage {
  header: OutgoingHeader;
  content: Omit<Extract<OutgoingContent, { kind: 'payload' }>, 'kind' | 'parts'>;
  /** The KITH document, byte for byte. */
  document: Uint8Array;
  /** Names the part; unique in the message. */
  contentId: string;
  schema?: OutgoingReference['schema'];
  /** Encrypts the document to this certificate; `null` sends it as it is. */
  encryptTo: X509Certificate | null;
  /** `null` only under an agreement that allows unsigned messages. */
  signer: Signer | null;
}

/**
 * Makes the whole message: envelope, signature and part in a MIME package. Made once and stored; every attempt sends
 * these same bytes (ebMS 2.0 6.5.2).
 * @returns body and Content-Type for HTTP; the headers of a request are completed by SOAPAction
 */
export function buildMessage(message: OutgoingMessage): OutgoingEntity {
  const { header, signer, encryptTo } = message;
  const content = encryptTo ? sealPayload(message.document, encryptTo) : message.document;
  const { contentId, schema } = message;
  const envelopeContent: OutgoingContent = {
    kind: 'payload',
    ...message.content,
    parts: [{ contentId, schema: schema ?? null }],
  };
  const envelope = signer
    ? signEnvelope(
        (signature) => writeEnvelope(header, envelopeContent, signature),
        [{ contentId, content }],
        signer,
      )
    : writeEnvelope(header, envelopeContent);
  const parts: OutgoingPart[] = [
    {
      contentId: `envelope-${header.messageId}`,
      contentType: 'text/xml; charset="UTF-8"',
      transferEncoding: 'base64',
      content: envelope,
    },
    {
      contentId,
      contentType: encryptTo ? 'application/pkcs7-mime; smime-type=enveloped-data' : 'application/xml',
      transferEncoding: 'base64',
      content,
    },
  ];
  return writeRelated(parts, header.messageId);
}
