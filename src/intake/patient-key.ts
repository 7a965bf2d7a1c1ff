import { createHmac } from 'node:crypto';
import type { Patient } from '../messages/message.ts';

/** Identity numbers in the order in which they identify a person. */
const preferred = ['FNR', 'DNR', 'FHN', 'HNR', 'DUF'];

/**
 * A key that is equal for the same patient and tells nothing about who it is: HMAC-SHA-256 under a secret of this
 * installation. Built on the best identity number, else on name, birth date and sex together.
 * @returns 32 hexadecimal digits, or `null` when nothing identifies the patient
 */
export function patientKey(secret: Buffer, patient: Patient | null): string | null {
  const identity = patient === null ? null : identityOf(patient);
  return identity === null ? null : createHmac('sha256', secret).update(identity).digest('hex').slice(0, 32);
}

function identityOf(patient: Patient): string | null {
  const known = patient.ids
    .map(({ id, type }) => ({ id: id.replace(/\s/g, ''), rank: preferred.indexOf(type ?? '') }))
    .filter(({ id }) => id !== '')
    .toSorted((a, b) => (a.rank < 0 ? preferred.length : a.rank) - (b.rank < 0 ? preferred.length : b.rank));
  const best = known[0];
  if (best !== undefined) return `id:${best.id.toUpperCase()}`;
  const { familyName, givenName, birthDate, sex } = patient;
  if (familyName === null || birthDate === null || sex === null) return null;
  return `person:${[familyName, givenName ?? '', birthDate, sex].map((part) => part.trim().toLowerCase()).join('|')}`;
}
