import { type Draft, MINUTE } from '../draft.ts';
import { fromWard, type Stay } from './stay.ts';

/** How long after admission the ward's system tells the kommune. */
export function admission(stay: Stay, step: number): Draft {
  const at = stay.admitted + stay.random.integer(3, 45) * MINUTE;
  return fromWard(stay, step, 'LOG_INNLAGT', at, [{ code: '1', at: stay.admitted }]);
}

/** The patient goes home, or wherever; the stay is closed. */
export function discharge(stay: Stay, step: number, at: number): Draft {
  return fromWard(stay, step, 'LOG_UTSKREVET', at + 10 * MINUTE, [{ code: '2', at }]);
}
