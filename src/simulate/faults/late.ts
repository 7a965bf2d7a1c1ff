import { type Draft, MINUTE } from '../draft.ts';
import { type Fault, isFromWard } from './fault.ts';

const name = 'feil-rekkefolge';

/** Two of the ward's messages with nothing between them that answers the first. */
function overtaker(stay: readonly Draft[], victim: Draft): Draft | null {
  const next = stay[stay.indexOf(victim) + 1];
  return next !== undefined && isFromWard(next) ? next : null;
}

export const late: Fault = {
  name,
  code: 'F15',
  about: 'en melding blir liggende hos avsenderen og kommer etter den neste',
  fits: isFromWard,
  strike(stay, victim) {
    const next = overtaker(stay, victim);
    if (next === null) return [...stay];
    return stay.flatMap((draft) => {
      if (draft === victim) return [];
      return draft === next
        ? [next, { ...victim, handedInAt: next.handedInAt + MINUTE, fault: name }]
        : [draft];
    });
  },
};
