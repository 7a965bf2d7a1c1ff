import { type Draft, HOUR } from '../draft.ts';
import { admission, discharge } from './admission.ts';
import { answer, placeFound, ready } from './ready.ts';
import type { Stay } from './stay.ts';

/** The kommune has no place at first; the patient waits in the hospital until one comes up. */
export function declined(stay: Stay): Draft[] {
  const length = stay.end - stay.admitted;
  const readyAt = stay.office(stay.admitted + 0.2 * length, stay.admitted + 0.5 * length);
  const notice = ready(stay, 1, readyAt);
  const no = answer(stay, 2, notice, 'cannot');
  const yes = placeFound(stay, 3, notice, stay.office(no.at + HOUR, stay.end - 2 * HOUR));
  return [admission(stay, 0), notice, no, yes, discharge(stay, 4, stay.office(yes.at + HOUR / 2, stay.end))];
}
