import { withDocument } from '../../xml/parse.ts';
import { attributeIn, childIn, childrenIn, type Element, trimmed } from '../elements.ts';
import { NS } from '../names.ts';
import { readTimestamp } from '../time.ts';
import type { Agreement, AgreementParty } from './agreement.ts';
import { CpaError, type CpaErrorKind, type Remark } from './cpa-error.ts';
import { readParty } from './read-party.ts';

/** A profile (CPP): what one party can do, before two of them have become an agreement. */
export interface Profile {
  cppId: string;
  parties: AgreementParty[];
  /** As in an agreement. */
  remarks: readonly CpaErrorKind[];
}

/**
 * Reads a CPA or CPP 2.0 file.
 * @param bytes the file as it is
 * @throws CpaError when it is neither, or lacks what an exchange needs
 */
export function readCpaFile(bytes: Uint8Array): { agreement: Agreement } | { profile: Profile } {
  const result = withDocument(bytes, ({ root }) => root);
  if ('broken' in result) throw new CpaError('not-xml');
  const root = result.value;
  if (root.namespace !== NS.cppa) throw new CpaError('not-cpa');
  if (root.name === 'CollaborationProtocolAgreement') return { agreement: readAgreement(root) };
  if (root.name === 'CollaborationProtocolProfile') return { profile: readProfile(root) };
  throw new CpaError('not-cpa');
}

function readAgreement(root: Element): Agreement {
  const cpaId = attributeIn(root, NS.cppa, 'cpaid')?.trim() ?? '';
  if (cpaId === '') throw new CpaError('no-id');
  const remarks = new Set<CpaErrorKind>();
  const remark: Remark = (kind) => remarks.add(kind);
  const parties = childrenIn(root, NS.cppa, 'PartyInfo').map((info) => readParty(info, remark));
  const [first, second] = parties;
  if (!first || !second || parties.length !== 2) throw new CpaError('parties');
  return {
    cpaId,
    source: 'cpa',
    status: attributeIn(childIn(root, NS.cppa, 'Status'), NS.cppa, 'value'),
    start: limit(root, 'Start'),
    end: limit(root, 'End'),
    parties: [first, second],
    remarks: [...remarks],
  };
}

function limit(root: Element, name: string): string | null {
  const written = trimmed(childIn(root, NS.cppa, name));
  if (written === null) return null;
  const instant = readTimestamp(written)?.instant ?? null;
  if (instant === null) throw new CpaError('time');
  return instant;
}

function readProfile(root: Element): Profile {
  const cppId = attributeIn(root, NS.cppa, 'cppid')?.trim() ?? '';
  if (cppId === '') throw new CpaError('no-id');
  const remarks = new Set<CpaErrorKind>();
  const parties = childrenIn(root, NS.cppa, 'PartyInfo').map((info) =>
    readParty(info, (kind) => remarks.add(kind)),
  );
  if (parties.length === 0) throw new CpaError('parties');
  return { cppId, parties, remarks: [...remarks] };
}
