import { change, type Fault } from './fault.ts';

const name = 'mottaker-nede';

export const receiverDown: Fault = {
  name,
  code: 'F01',
  about: 'mottakerens system svarer 500 eller 503 på de første forsøkene',
  strike: (stay, victim, random) =>
    change(stay, victim, name, {
      reception: { ...victim.reception, answers: random.pick([[503], [503, 503], [500, 503]]) },
    }),
};
