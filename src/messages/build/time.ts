import { ZONE } from '../time.ts';

/**
 * A KITH time as the systems write it: Europe/Oslo local time without offset, to the second.
 * In the second run of the doubled hour in October the offset is written too, since it would
 * otherwise be read as the first.
 */
export function kithTime(instant: Date | Temporal.Instant): string {
  const exact = instant instanceof Date ? Temporal.Instant.fromEpochMilliseconds(instant.getTime()) : instant;
  const zoned = exact.toZonedDateTimeISO(ZONE).with({ millisecond: 0, microsecond: 0, nanosecond: 0 });
  const local = zoned.toPlainDateTime();
  const readBack = local.toZonedDateTime(ZONE, { disambiguation: 'compatible' });
  const written = local.toString({ smallestUnit: 'second' });
  return readBack.offset === zoned.offset ? written : `${written}${zoned.offset}`;
}
