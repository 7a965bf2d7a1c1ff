import type { Language } from '../../http/problems.ts';

/** The wall clock that all parties share; the server's own time zone has no say. */
const timeZone = 'Europe/Oslo';

const weekdays: Record<Language, readonly string[]> = {
  nb: ['man.', 'tirs.', 'ons.', 'tors.', 'fre.', 'lør.', 'søn.'],
  nn: ['mån.', 'tys.', 'ons.', 'tors.', 'fre.', 'laur.', 'søn.'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

const norwegianMonths = [
  'jan.',
  'feb.',
  'mars',
  'april',
  'mai',
  'juni',
  'juli',
  'aug.',
  'sep.',
  'okt.',
  'nov.',
  'des.',
];
const months: Record<Language, readonly string[]> = {
  nb: norwegianMonths,
  nn: norwegianMonths,
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'],
};

function onTheWall(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

/**
 * «man. 23. nov. kl. 09.30», in Norwegian local time.
 * @param options.now the year is named when it is not the year of this instant
 * @param options.seconds shows seconds too: «kl. 09.30.05»
 */
export function formatTime(
  instant: Date,
  language: Language,
  options: { now: Date; seconds?: boolean },
): string {
  const local = onTheWall(instant);
  const weekday = weekdays[language][local.dayOfWeek - 1];
  const month = months[language][local.month - 1];
  const year = local.year === onTheWall(options.now).year ? '' : ` ${local.year}`;
  const clock = formatClock(instant, language, options.seconds);
  if (language === 'en') return `${weekday} ${local.day} ${month}${year} ${clock}`;
  return `${weekday} ${local.day}. ${month}${year} ${clock}`;
}

/** «kl. 09.30», or «kl. 09.30.05» with seconds; «09:30» in English. */
export function formatClock(instant: Date, language: Language, seconds = false): string {
  const local = onTheWall(instant);
  const parts = [local.hour, local.minute, ...(seconds ? [local.second] : [])].map((part) =>
    String(part).padStart(2, '0'),
  );
  return language === 'en' ? parts.join(':') : `kl. ${parts.join('.')}`;
}

/** Whether two instants fall on the same Norwegian date. */
export function sameDay(a: Date, b: Date): boolean {
  return onTheWall(a).toPlainDate().equals(onTheWall(b).toPlainDate());
}

/** What a field of type `datetime-local` holds for an instant: `2026-11-23T09:30`, Norwegian local time. */
export function toLocalField(instant: Date): string {
  return onTheWall(instant).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/**
 * The instant that a field of type `datetime-local` names in Norwegian local time. The hour that is repeated in October
 * is read as its first occurrence, the one left out in March as the hour after it.
 * @returns `null` when the text is no such time
 */
export function fromLocalField(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null;
  try {
    const local = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    return new Date(local.toZonedDateTime(timeZone).epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
