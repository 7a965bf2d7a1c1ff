import { type Draft, HOUR } from '../draft.ts';
import { admission, discharge } from './admission.ts';
import { answer, ready } from './ready.ts';
import type { Stay } from './stay.ts';

/** Admitted, ready, the kommune has a place, home. */
export function ordinary(stay: Stay): Draft[] {
  const length = stay.end - stay.admitted;
  const readyAt = stay.office(stay.admitted + 0.15 * length, stay.admitted + 0.8 * length);
  const notice = ready(stay, 1, readyAt);
  const reply = answer(stay, 2, notice, 'can');
  return [admission(stay, 0), notice, reply, discharge(stay, 3, stay.office(reply.at + HOUR / 2, stay.end))];
}
