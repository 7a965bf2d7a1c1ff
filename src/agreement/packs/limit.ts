import { HOUR, MINUTE } from '../calendar/day.ts';
import { PATTERNS } from './patterns.ts';

/** The clocks: which time runs. `C-PUNKT` is the start itself; `C-INGEN` is a rule without a limit in time. */
export const CLOCKS = ['C-24x7', 'C-0815', 'C-VIRKEDAG', 'C-DOGN', 'C-PUNKT', 'C-INGEN'] as const;
export type ClockId = (typeof CLOCKS)[number];

/** A length as a pack writes it: `30 min`, `4 h`, `7 d`. */
export interface Limit {
  amount: number;
  unit: 'min' | 'h' | 'd';
}

const FORM = new RegExp(PATTERNS.limit.pattern);

/** Reads `4 h`. @returns `null` for another form */
export function readLimit(text: string): Limit | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  return { amount: Number(match[1]), unit: match[2] as Limit['unit'] };
}

/** The length in ms of a limit in minutes or hours; days have no fixed length and give `null`. */
export function lengthOf(limit: Limit): number | null {
  if (limit.unit === 'd') return null;
  return limit.amount * (limit.unit === 'h' ? HOUR : MINUTE);
}

/** The units that a clock can count. */
export function unitsOf(clock: ClockId): readonly Limit['unit'][] {
  if (clock === 'C-24x7' || clock === 'C-0815') return ['min', 'h'];
  return clock === 'C-VIRKEDAG' || clock === 'C-DOGN' ? ['d'] : [];
}
