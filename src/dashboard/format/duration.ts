import type { Language } from '../../http/problems.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units: Record<Language, { hour: string; days(count: number): string }> = {
  nb: { hour: 't', days: (count) => `${count} døgn` },
  nn: { hour: 't', days: (count) => `${count} døgn` },
  en: { hour: 'h', days: (count) => `${count} ${count === 1 ? 'day' : 'days'}` },
};

/**
 * How long something took, in the two largest units that say anything: «40 ms», «1,2 s», «3 min 5 s», «2 t 10 min»,
 * «1 døgn 4 t». Rounded down, so that nothing is said to have lasted longer than it did.
 * @param milliseconds negative values count as none
 */
export function formatDuration(milliseconds: number, language: Language): string {
  const length = Math.max(0, Math.floor(milliseconds));
  if (length < second) return `${length} ms`;
  if (length < 10 * second) {
    const tenths = String(Math.floor(length / 100) / 10);
    return `${language === 'en' ? tenths : tenths.replace('.', ',')} s`;
  }
  const words = units[language];
  if (length < minute) return `${Math.floor(length / second)} s`;
  if (length < hour) return two(length, minute, 'min', second, 's');
  if (length < day) return two(length, hour, words.hour, minute, 'min');
  const days = Math.floor(length / day);
  const hours = Math.floor((length % day) / hour);
  return hours === 0 ? words.days(days) : `${words.days(days)} ${hours} ${words.hour}`;
}

function two(length: number, large: number, largeName: string, small: number, smallName: string): string {
  const first = `${Math.floor(length / large)} ${largeName}`;
  const rest = Math.floor((length % large) / small);
  return rest === 0 ? first : `${first} ${rest} ${smallName}`;
}

/** How long ago, in one unit: «nå nettopp», «for 12 s siden», «for 3 min siden», «for 2 t siden», «for 4 døgn siden». */
export function formatAgo(then: Date, now: Date, language: Language): string {
  const length = now.getTime() - then.getTime();
  if (length < 10 * second) return { nb: 'nå nettopp', nn: 'nett no', en: 'just now' }[language];
  const unit = length < minute ? second : length < hour ? minute : length < day ? hour : day;
  const text = formatDuration(Math.floor(length / unit) * unit, language);
  return { nb: `for ${text} siden`, nn: `for ${text} sidan`, en: `${text} ago` }[language];
}
