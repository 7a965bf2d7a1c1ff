const DURATION = /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(?:T(?=.)(\d+H)?(\d+M)?(\d+(?:\.\d+)?S)?)?$/;

/** Years and months have no fixed length; in agreements about messages they stand for these many days. */
const SECONDS = [365 * 86400, 30 * 86400, 86400, 3600, 60, 1] as const;

/**
 * Reads an xsd:duration such as `PT240M` or `P2D`.
 * @returns seconds, or `null` when it is no positive duration
 */
export function readDuration(written: string | null): number | null {
  const match = DURATION.exec(written?.trim() ?? '');
  if (!match) return null;
  const seconds = SECONDS.reduce(
    (sum, unit, index) => sum + unit * Number.parseFloat(match[index + 1] ?? '0'),
    0,
  );
  return Number.isFinite(seconds) ? seconds : null;
}
