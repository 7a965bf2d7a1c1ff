import { type Draft, HOUR } from '../draft.ts';
import { admission, discharge } from './admission.ts';
import { answer, ready } from './ready.ts';
import { fromWard, type Stay } from './stay.ts';

/** The patient gets worse after being declared ready: the notice is withdrawn, and given again later. */
export function withdrawn(stay: Stay): Draft[] {
  const length = stay.end - stay.admitted;
  const first = ready(stay, 1, stay.office(stay.admitted + 0.15 * length, stay.admitted + 0.35 * length));
  const reply = answer(stay, 2, first, 'can');
  const worse = reply.at + stay.random.integer(20, 90) * (HOUR / 60);
  const withdrawal = fromWard(stay, 3, 'LOG_AVMELDING', worse, [{ code: '4', at: worse }]);
  const again = ready(stay, 4, stay.office(worse + HOUR, stay.end - 4 * HOUR));
  const second = answer(stay, 5, again, 'can');
  return [
    admission(stay, 0),
    first,
    reply,
    withdrawal,
    again,
    second,
    discharge(stay, 6, stay.office(second.at + HOUR / 2, stay.end)),
  ];
}
