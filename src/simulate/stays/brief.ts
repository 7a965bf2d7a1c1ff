import type { Draft } from '../draft.ts';
import { admission, discharge } from './admission.ts';
import type { Stay } from './stay.ts';

/** The patient's need of services is unchanged and nobody has to make a place ready: admitted and home again. */
export function brief(stay: Stay): Draft[] {
  const length = stay.end - stay.admitted;
  return [admission(stay, 0), discharge(stay, 1, stay.office(stay.admitted + 0.4 * length, stay.end))];
}
