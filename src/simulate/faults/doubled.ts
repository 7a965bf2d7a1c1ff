import { MINUTE } from '../draft.ts';
import { addAfter, type Fault } from './fault.ts';

const name = 'dobbel-melding';

export const doubled: Fault = {
  name,
  code: 'F14',
  about: 'avsenderen leverer nøyaktig samme melding to ganger',
  strike: (stay, victim) =>
    addAfter(stay, victim, name, {
      ...victim,
      key: `${victim.key}/igjen`,
      handedInAt: victim.handedInAt + 5 * MINUTE,
      receipts: [],
      expected: { ...victim.expected, answer: 'repeated' },
    }),
};
