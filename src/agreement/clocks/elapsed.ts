import { type Count, NOTHING_SKIPPED } from './count.ts';

/**
 * C-24x7: time that always runs, nights and holidays too. Added to the instant, so a change of the clocks moves
 * the time on the wall and not the length.
 * @param length ms; negative for a limit that lies before the start
 */
export function elapsed(start: number, length: number): Count {
  const due = start + length;
  return {
    due,
    counted: length === 0 ? [] : [length > 0 ? [start, due] : [due, start]],
    skipped: NOTHING_SKIPPED,
  };
}
