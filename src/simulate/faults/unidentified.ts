import { rejected } from '../draft.ts';
import { change, type Fault } from './fault.ts';

const name = 'uten-identitet';

export const unidentified: Fault = {
  name,
  code: 'F09',
  about: 'pasienten er ikke tilstrekkelig identifisert (E36)',
  fits: ({ patient }) => patient !== null,
  strike: (stay, victim) =>
    change(stay, victim, name, {
      patient: victim.patient && {
        familyName: victim.patient.familyName,
        givenName: victim.patient.givenName,
      },
      receipts: [],
      expected: rejected,
    }),
};
