import { cut } from '../draft.ts';
import { change, type Fault } from './fault.ts';

const name = 'brutt-forbindelse';

export const brokenConnection: Fault = {
  name,
  code: 'F01',
  about: 'forbindelsen brytes midt i det første forsøket',
  strike: (stay, victim) =>
    change(stay, victim, name, { reception: { ...victim.reception, answers: [cut] } }),
};
