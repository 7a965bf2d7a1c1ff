import { stranger } from '../parties.ts';
import { change, type Fault } from './fault.ts';

const name = 'ukjent-mottaker';

export const unknownReceiver: Fault = {
  name,
  code: 'F10',
  about: 'meldingen er adressert til en HER-id som ikke er partner',
  strike: (stay, victim) =>
    change(stay, victim, name, {
      receiver: stranger,
      receipts: [],
      expected: { answer: 'taken', verdict: 'flagged', state: 'unrouted' },
    }),
};
