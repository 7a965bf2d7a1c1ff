import { change, type Fault } from './fault.ts';

const name = 'treg-mottaker';

export const slowReceiver: Fault = {
  name,
  code: 'F01',
  about: 'mottakerens system bruker lang tid på å svare',
  strike: (stay, victim, random) =>
    change(stay, victim, name, { reception: { delayMs: random.integer(1_500, 3_000), answers: [] } }),
};
