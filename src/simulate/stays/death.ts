import { type Draft, HOUR } from '../draft.ts';
import { admission } from './admission.ts';
import { answer, ready } from './ready.ts';
import { fromWard, type Stay } from './stay.ts';

/** The patient dies in the hospital, some after having been declared ready. */
export function death(stay: Stay): Draft[] {
  const length = stay.end - stay.admitted;
  const drafts = [admission(stay, 0)];
  if (stay.random.chance(0.5)) {
    const notice = ready(stay, 1, stay.office(stay.admitted + 0.3 * length, stay.admitted + 0.6 * length));
    drafts.push(notice, answer(stay, 2, notice, 'can'));
  }
  const earliest = drafts.at(-1)?.at ?? stay.admitted;
  const died = earliest + stay.random.next() * (stay.end - HOUR - earliest);
  drafts.push(fromWard(stay, 3, 'LOG_DOD', died + HOUR / 2, [{ code: '13', at: died }]));
  return drafts;
}
