import { type Day, dayOf } from './day.ts';

/**
 * Easter Sunday of a Gregorian year: the Sunday after the ecclesiastical full moon on or after 21 March.
 * The moon is reckoned with the Gregorian epact (19-year cycle, corrected for the century).
 */
export function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const skippedLeapDays = century - Math.floor(century / 4);
  const moonCorrection = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + skippedLeapDays - moonCorrection + 15) % 30;
  // The latest full moons of the cycle are taken a day earlier, so that the lunar month keeps its 29 days.
  const fullMoon =
    epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11));
  const weekday = (year + Math.floor(year / 4) + fullMoon + 2 - skippedLeapDays) % 7;
  return dayOf(year, 3, 28 + fullMoon - weekday);
}
