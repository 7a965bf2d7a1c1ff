import type { Node } from '../../../../src/messages/build/xml.ts';
import { type Signer, signEnvelope } from '../../../../src/messages/ebxml/dsig/sign.ts';
import type { OutgoingMessage } from '../../../../src/messages/ebxml/send/build-message.ts';
import { writeEnvelope } from '../../../../src/messages/ebxml/write-envelope.ts';
import { writeCompact } from '../../../../src/messages/ebxml/write-xml.ts';
import { type OutgoingEntity, writeRelated } from '../../../../src/messages/mime/write.ts';
import { hospital, outgoing } from './messages.ts';

export interface Part {
  contentId: string;
  content: Uint8Array;
}

/** The text of a correct payload envelope without signature, for tests that write it anew. */
export function envelopeText(changes: Partial<OutgoingMessage> = {}): string {
  const { header, content, contentId, schema } = outgoing(changes);
  const parts = [{ contentId, schema: schema ?? null }];
  return writeEnvelope(header, { kind: 'payload', ...content, parts }).toString('utf8');
}

/** The one part of a correct message. */
export function partOf(changes: Partial<OutgoingMessage> = {}): Part {
  const { contentId, document } = outgoing(changes);
  return { contentId, content: document };
}

/** Signs whatever text is given, wrong or right, at the end of its SOAP header. */
export function signText(envelope: string, parts: readonly Part[], signer: Signer = hospital()): string {
  const write = (signature: Node) => {
    const element = writeCompact(signature)
      .toString('utf8')
      .replace(/^<\?xml[^>]*\?>/, '');
    return Buffer.from(envelope.replace('</SOAP:Header>', () => `${element}</SOAP:Header>`));
  };
  return signEnvelope(write, parts, signer).toString('utf8');
}

/** Puts an envelope and parts into a package. */
export function pack(
  envelope: string,
  parts: readonly Part[],
  contentType = 'application/xml',
): OutgoingEntity {
  return writeRelated(
    [
      {
        contentId: 'envelope@test',
        contentType: 'text/xml',
        transferEncoding: 'base64',
        content: Buffer.from(envelope),
      },
      ...parts.map((part) => ({ ...part, contentType, transferEncoding: 'base64' as const })),
    ],
    'test',
  );
}

/** Changes a correct envelope before it is signed, so that only the change can be to blame. */
export function signedAfter(
  change: (envelope: string) => string,
  parts: readonly Part[] = [partOf()],
): OutgoingEntity {
  const envelope = change(envelopeText());
  return pack(signText(envelope, parts), parts);
}

/** Changes a correct envelope after it was signed. */
export function forged(
  change: (envelope: string) => string,
  parts: readonly Part[] = [partOf()],
): OutgoingEntity {
  return pack(change(signText(envelopeText(), [partOf()])), parts);
}

/** Replaces exactly one place; fails the test when it isn't there. */
export function swap(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, () => to);
  if (changed === text) throw new Error(`nothing to replace: ${from}`);
  return changed;
}
