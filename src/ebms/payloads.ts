import type { Routing } from '../delivery/routing.ts';
import { toNewMessage } from '../intake/receive.ts';
import type { NewMessage } from '../ledger/intake.ts';
import { namedParts } from '../messages/ebxml/checks/content-rules.ts';
import { CmsFault, type DecryptionKey } from '../messages/ebxml/cms/enveloped-data.ts';
import type { Envelope } from '../messages/ebxml/envelope.ts';
import { ebxmlFinding } from '../messages/ebxml/findings.ts';
import { openPayload } from '../messages/ebxml/payload.ts';
import type { Reading } from '../messages/ebxml/read-message.ts';
import { comparePayload } from '../messages/ebxml/receive/payload-rules.ts';
import type { MimePart } from '../messages/mime/read.ts';
import type { Finding } from '../validation/finding.ts';
import type { Validation } from '../validation/validation.ts';

export interface PayloadServices {
  validate(bytes: Buffer, now: Date): Promise<Validation>;
  routing(): Promise<Routing>;
  patientSecret: Buffer;
}

/** What every payload of one envelope shares. */
export interface Arrival {
  reading: Reading;
  envelope: Envelope;
  /** Findings of the envelope; they stand beside the payload's own. */
  findings: readonly Finding[];
  keys: readonly DecryptionKey[];
  receivedAt: Date;
  actor: string;
}

/**
 * Makes a ledger message of every part that the manifest names, proved like one that came as plain XML. A part that
 * the manifest does not name is nobody's and is left where it is.
 */
export async function payloadMessages(services: PayloadServices, arrival: Arrival): Promise<NewMessage[]> {
  const routing = await services.routing();
  const names = namedParts(arrival.envelope.manifest ?? []);
  const parts = names.flatMap(
    (name) => arrival.reading.mime?.parts.find((part) => part.contentId === name) ?? [],
  );
  return Promise.all(parts.map((part) => payloadMessage(services, arrival, part, routing)));
}

async function payloadMessage(
  services: PayloadServices,
  { envelope, findings, keys, receivedAt, actor }: Arrival,
  part: MimePart,
  routing: Routing,
): Promise<NewMessage> {
  const { bytes, contentType, cms } = open(part, keys);
  const validation = await services.validate(bytes, receivedAt);
  const compared = validation.message === null ? [] : comparePayload(envelope, validation.message);
  const all = [...findings, ...cms, ...compared, ...validation.findings];
  return toNewMessage(
    { bytes, contentType, mode: 'route', receivedAt, actor },
    { ...validation, findings: all },
    routing,
    services.patientSecret,
  );
}

/** What cannot be decrypted is kept as it came, and is then rejected by validation like anything that is no XML. */
function open(
  part: MimePart,
  keys: readonly DecryptionKey[],
): { bytes: Buffer; contentType: string; cms: Finding[] } {
  try {
    const { bytes, mediaType, weak } = openPayload(part, keys);
    return { bytes, contentType: xmlType(mediaType), cms: weak ? [ebxmlFinding('MV-2132')] : [] };
  } catch (error) {
    if (!(error instanceof CmsFault)) throw error;
    return { bytes: part.content, contentType: 'application/pkcs7-mime', cms: [ebxmlFinding('MV-2131')] };
  }
}

function xmlType(mediaType: string | null): string {
  return mediaType === 'text/xml' ? 'text/xml' : 'application/xml';
}
