import type { TimeFlag } from '../calendar/moment.ts';
import type { Basis, Category } from '../packs/schema.ts';
import type { Language } from '../text.ts';

/** The turns of phrase of an explanation, one set per language. Arguments are already words. */
export interface Phrases {
  deadline(when: string): string;
  target(when: string): string;
  period(when: string): string;
  from(when: string): string;
  latest(when: string): string;
  endOf(date: string): string;
  inside: string;
  outside(opening: string): string;
  counted(length: string, when: string): string;
  notCounted(days: string): string;
  weekend: string;
  elapsed(length: string, from: string): string;
  elapsedBefore(length: string, from: string): string;
  workingDays(n: number, after: string): string;
  dates(n: number, from: string): string;
  datesBefore(n: number, before: string): string;
  started(when: string): string;
  countedFrom(when: string): string;
  clockMoved(forward: boolean, date: string, now: string, otherwise: string): string;
  category: Record<Exclude<Category, 'standard'>, string>;
  holidayNotice: string;
  flag: Record<TimeFlag, string>;
  outsideValidity(pack: string): string;
  ownNumber: string;
  source(source: string): string;
  basis: Record<Exclude<Basis, 'avtale'>, string>;
}

const nb: Phrases = {
  deadline: (when) => `Fristen er ${when}`,
  target: (when) => `Målet er ${when}`,
  period: (when) => `Perioden varer til ${when}`,
  from: (when) => `Dagene regnes fra ${when}`,
  latest: (when) => `Seneste tidspunkt er ${when}`,
  endOf: (date) => `utgangen av ${date}`,
  inside: 'Tidspunktet er innenfor vinduet',
  outside: (opening) => `Tidspunktet er utenfor vinduet, som neste gang åpner ${opening}`,
  counted: (length, when) => `${length} telte ${when}`,
  notCounted: (days) => `${days} telte ikke`,
  weekend: 'helgen',
  elapsed: (length, from) => `${length} uten stans fra ${from}`,
  elapsedBefore: (length, from) => `${length} før ${from}`,
  workingDays: (n, after) => `${n} ${n === 1 ? 'virkedag' : 'virkedager'} etter ${after}`,
  dates: (n, from) => (n === 0 ? `samme dag som ${from}` : `${n} ${n === 1 ? 'dag' : 'dager'} etter ${from}`),
  datesBefore: (n, before) => `${n} ${n === 1 ? 'dag' : 'dager'} før ${before}`,
  started: (when) => `Klokken startet ${when}.`,
  countedFrom: (when) => `Regnet fra ${when}.`,
  clockMoved: (forward, date, now, otherwise) =>
    `Klokken ble stilt én time ${forward ? 'fram' : 'tilbake'} ${date}, derfor kl. ${now} og ikke kl. ${otherwise}.`,
  category: {
    heldogns: 'Pasienten har plass i heldøgns institusjon, så helgen er med.',
    uendret_hjemmetjeneste: 'Pasienten har uendret behov for hjemmetjeneste, så helgen er med.',
  },
  holidayNotice: 'Partene bruker unntaket for større høytider.',
  flag: {
    'doubled-hour': 'Tidspunktet finnes to ganger natten da klokken stilles tilbake; det første er brukt.',
    'missing-hour': 'Tidspunktet finnes ikke natten da klokken stilles fram; det er lest som en time senere.',
    'date-only': 'Bare datoen er oppgitt.',
  },
  outsideValidity: (pack) => `Merk: ${pack} gjaldt ikke på dette tidspunktet.`,
  ownNumber: 'Tallet er ikke avtalens; partene kan endre det.',
  source: (source) => `Kilde: ${source}.`,
  basis: {
    kilde: 'Regelen er hentet fra en offentlig kilde, ikke fra avtalen.',
    ubekreftet: 'Regelen er ikke bekreftet mot avtaleteksten.',
    tolkning: 'Regelen er vår; partene kan velge noe annet.',
  },
};

const nn: Phrases = {
  deadline: (when) => `Fristen er ${when}`,
  target: (when) => `Målet er ${when}`,
  period: (when) => `Perioden varer til ${when}`,
  from: (when) => `Dagane blir rekna frå ${when}`,
  latest: (when) => `Seinaste tidspunkt er ${when}`,
  endOf: (date) => `utgangen av ${date}`,
  inside: 'Tidspunktet er innanfor vindauget',
  outside: (opening) => `Tidspunktet er utanfor vindauget, som neste gong opnar ${opening}`,
  counted: (length, when) => `${length} talde ${when}`,
  notCounted: (days) => `${days} talde ikkje`,
  weekend: 'helga',
  elapsed: (length, from) => `${length} utan stans frå ${from}`,
  elapsedBefore: (length, from) => `${length} før ${from}`,
  workingDays: (n, after) => `${n} ${n === 1 ? 'yrkedag' : 'yrkedagar'} etter ${after}`,
  dates: (n, from) => (n === 0 ? `same dag som ${from}` : `${n} ${n === 1 ? 'dag' : 'dagar'} etter ${from}`),
  datesBefore: (n, before) => `${n} ${n === 1 ? 'dag' : 'dagar'} før ${before}`,
  started: (when) => `Klokka starta ${when}.`,
  countedFrom: (when) => `Rekna frå ${when}.`,
  clockMoved: (forward, date, now, otherwise) =>
    `Klokka vart stilt éin time ${forward ? 'fram' : 'tilbake'} ${date}, difor kl. ${now} og ikkje kl. ${otherwise}.`,
  category: {
    heldogns: 'Pasienten har plass i heildøgns institusjon, så helga er med.',
    uendret_hjemmetjeneste: 'Pasienten har uendra behov for heimeteneste, så helga er med.',
  },
  holidayNotice: 'Partane bruker unntaket for større høgtider.',
  flag: {
    'doubled-hour': 'Tidspunktet finst to gonger natta då klokka blir stilt tilbake; det første er brukt.',
    'missing-hour':
      'Tidspunktet finst ikkje natta då klokka blir stilt fram; det er lese som ein time seinare.',
    'date-only': 'Berre datoen er oppgjeven.',
  },
  outsideValidity: (pack) => `Merk: ${pack} galdt ikkje på dette tidspunktet.`,
  ownNumber: 'Talet er ikkje frå avtala; partane kan endre det.',
  source: (source) => `Kjelde: ${source}.`,
  basis: {
    kilde: 'Regelen er henta frå ei offentleg kjelde, ikkje frå avtala.',
    ubekreftet: 'Regelen er ikkje stadfesta mot avtaleteksten.',
    tolkning: 'Regelen er vår; partane kan velje noko anna.',
  },
};

const en: Phrases = {
  deadline: (when) => `The deadline is ${when}`,
  target: (when) => `The target is ${when}`,
  period: (when) => `The period lasts until ${when}`,
  from: (when) => `The days count from ${when}`,
  latest: (when) => `The latest time is ${when}`,
  endOf: (date) => `the end of ${date}`,
  inside: 'The time is inside the window',
  outside: (opening) => `The time is outside the window, which next opens ${opening}`,
  counted: (length, when) => `${length} counted ${when}`,
  notCounted: (days) => `${days} did not count`,
  weekend: 'the weekend',
  elapsed: (length, from) => `${length} without a stop from ${from}`,
  elapsedBefore: (length, from) => `${length} before ${from}`,
  workingDays: (n, after) => `${n} working ${n === 1 ? 'day' : 'days'} after ${after}`,
  dates: (n, from) =>
    n === 0 ? `the same day as ${from}` : `${n} ${n === 1 ? 'day' : 'days'} after ${from}`,
  datesBefore: (n, before) => `${n} ${n === 1 ? 'day' : 'days'} before ${before}`,
  started: (when) => `The clock started ${when}.`,
  countedFrom: (when) => `Counted from ${when}.`,
  clockMoved: (forward, date, now, otherwise) =>
    `The clocks went ${forward ? 'forward' : 'back'} one hour on ${date}, hence ${now} and not ${otherwise}.`,
  category: {
    heldogns: 'The patient has a place in a 24-hour institution, so the weekend is included.',
    uendret_hjemmetjeneste: 'The patient needs unchanged home services, so the weekend is included.',
  },
  holidayNotice: 'The parties use the exception for major feasts.',
  flag: {
    'doubled-hour': 'The time occurs twice in the night when the clocks go back; the first is used.',
    'missing-hour':
      'The time does not occur in the night when the clocks go forward; it is read as one hour later.',
    'date-only': 'Only the date is given.',
  },
  outsideValidity: (pack) => `Note: ${pack} was not in force at this time.`,
  ownNumber: "The number is not the agreement's; the parties may change it.",
  source: (source) => `Source: ${source}.`,
  basis: {
    kilde: 'The rule comes from a public source, not from the agreement.',
    ubekreftet: 'The rule has not been checked against the text of the agreement.',
    tolkning: 'The rule is ours; the parties may choose otherwise.',
  },
};

export const PHRASES: Readonly<Record<Language, Phrases>> = { nb, nn, en };
