import type { Fault } from './fault.ts';

const name = 'svar-uteblir';

export const unanswered: Fault = {
  name,
  code: 'F16',
  about: 'kommunen svarer ikke på at pasienten er utskrivningsklar',
  fits: ({ type }) => type === 'LOG_UTSKRIVNINGSKLAR',
  strike: (stay, victim) =>
    stay
      .filter((draft) => draft.answers !== victim.key)
      .map((draft) => (draft === victim ? { ...draft, fault: name } : draft)),
};
