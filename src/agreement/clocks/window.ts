import type { Day } from '../calendar/day.ts';
import { type Closure, type Opening, type OpeningTerms, openingOn } from '../calendar/opening.ts';
import { instantAt, localDay } from '../calendar/oslo.ts';
import { type Count, noOpenDay, PATIENCE_DAYS, type SkippedDay } from './count.ts';

function isOpening(answer: Opening | Closure): answer is Opening {
  return 'from' in answer;
}

/**
 * C-0815: time that runs only inside the daily window `[from, to)` of the days that count.
 * The deadline is the first instant at which `length` has run; it may be the window's closing time. With length 0 it
 * is the first instant inside a window: the start itself, or the next opening.
 * @param start epoch ms
 * @param length ms, not negative
 * @throws AgreementFault `no-open-day` when no day counts for ten years
 */
export function windowTime(start: number, length: number, terms: OpeningTerms): Count {
  const counted: [number, number][] = [];
  const skipped: SkippedDay[] = [];
  const first: Day = localDay(start);
  let left = length;
  for (let day = first; day <= first + PATIENCE_DAYS; day++) {
    const opening = openingOn(day, terms);
    if (!isOpening(opening)) {
      skipped.push({ day, closure: opening });
      continue;
    }
    const from = Math.max(start, instantAt(day, opening.from).instant);
    const to = instantAt(day, opening.to).instant;
    if (from >= to) continue;
    const due = from + left;
    if (due <= to) {
      if (left > 0) counted.push([from, due]);
      return { due, counted, skipped };
    }
    counted.push([from, to]);
    left -= to - from;
  }
  throw noOpenDay();
}
