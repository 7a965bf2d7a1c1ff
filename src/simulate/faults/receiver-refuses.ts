import { change, type Fault, lost } from './fault.ts';

const name = 'mottaker-nekter';

export const receiverRefuses: Fault = {
  name,
  code: null,
  about: 'mottakerens system svarer 400 og vil ikke ha meldingen',
  strike: (stay, victim) =>
    change(stay, victim, name, { ...lost, reception: { ...victim.reception, answers: [400] } }),
};
