import type { ClockId } from '../packs/limit.ts';
import type { BASES, NATURES, RESPONSIBLE, SEVERITIES } from '../packs/schema.ts';
import type { Language, Text } from '../text.ts';

/** The words for what a rule is made of. */
export const CLOCK_WORDS: Readonly<Record<ClockId, Text>> = {
  'C-24x7': {
    nb: 'gått tid, natt og helg med',
    nn: 'gått tid, natt og helg med',
    en: 'elapsed time, nights and weekends too',
  },
  'C-0815': {
    nb: 'tid innenfor vinduet på dager som teller',
    nn: 'tid innanfor vindauget på dagar som tel',
    en: 'time inside the window on days that count',
  },
  'C-VIRKEDAG': {
    nb: 'virkedager etter startdatoen, ut den siste',
    nn: 'yrkedagar etter startdatoen, ut den siste',
    en: 'working days after the start date, to the end of the last',
  },
  'C-DOGN': { nb: 'hele datoer', nn: 'heile datoar', en: 'whole dates' },
  'C-PUNKT': { nb: 'selve tidspunktet', nn: 'sjølve tidspunktet', en: 'the very moment' },
  'C-INGEN': { nb: 'ingen grense i tid', nn: 'inga grense i tid', en: 'no limit in time' },
};

export const UNIT_WORDS: Readonly<
  Record<Language, Record<'min' | 'h' | 'd' | 'virkedag', [one: string, many: string]>>
> = {
  nb: {
    min: ['minutt', 'minutter'],
    h: ['time', 'timer'],
    d: ['dag', 'dager'],
    virkedag: ['virkedag', 'virkedager'],
  },
  nn: {
    min: ['minutt', 'minutt'],
    h: ['time', 'timar'],
    d: ['dag', 'dagar'],
    virkedag: ['yrkedag', 'yrkedagar'],
  },
  en: {
    min: ['minute', 'minutes'],
    h: ['hour', 'hours'],
    d: ['day', 'days'],
    virkedag: ['working day', 'working days'],
  },
};

export const RESPONSIBLE_WORDS: Readonly<Record<(typeof RESPONSIBLE)[number], Text>> = {
  HF: { nb: 'helseforetaket', nn: 'helseføretaket', en: 'the hospital trust' },
  K: { nb: 'kommunen', nn: 'kommunen', en: 'the municipality' },
  avsender: { nb: 'avsenderen', nn: 'avsendaren', en: 'the sender' },
  mottaker: { nb: 'mottakeren', nn: 'mottakaren', en: 'the receiver' },
  begge: { nb: 'begge parter', nn: 'begge partar', en: 'both parties' },
};

export const SEVERITY_WORDS: Readonly<Record<(typeof SEVERITIES)[number], Text>> = {
  deviation: { nb: 'avvik', nn: 'avvik', en: 'deviation' },
  warning: { nb: 'varsel', nn: 'varsel', en: 'warning' },
  info: { nb: 'til orientering', nn: 'til orientering', en: 'for information' },
  none: { nb: 'ingen følge', nn: 'inga følgje', en: 'no consequence' },
};

export const NATURE_WORDS: Readonly<Record<(typeof NATURES)[number], Text>> = {
  deadline: { nb: 'frist', nn: 'frist', en: 'deadline' },
  target: { nb: 'mål', nn: 'mål', en: 'target' },
  point: { nb: 'tidspunkt', nn: 'tidspunkt', en: 'point in time' },
  watch: { nb: 'periode', nn: 'periode', en: 'period' },
  content: { nb: 'innhold', nn: 'innhald', en: 'content' },
  receipt: { nb: 'kvittering', nn: 'kvittering', en: 'receipt' },
  state: { nb: 'avledet tilstand', nn: 'avleidd tilstand', en: 'derived state' },
  routine: { nb: 'rutine', nn: 'rutine', en: 'routine' },
};

export const BASIS_WORDS: Readonly<Record<(typeof BASES)[number], Text>> = {
  avtale: { nb: 'avtalen', nn: 'avtala', en: 'the agreement' },
  kilde: { nb: 'offentlig kilde', nn: 'offentleg kjelde', en: 'a public source' },
  ubekreftet: { nb: 'ubekreftet', nn: 'ikkje stadfesta', en: 'unverified' },
  tolkning: { nb: 'vår lesning', nn: 'vår lesing', en: 'our reading' },
};

export const HEADINGS = {
  nature: { nb: 'Art', nn: 'Art', en: 'Kind' },
  start: { nb: 'Start', nn: 'Start', en: 'Start' },
  clock: { nb: 'Klokke', nn: 'Klokke', en: 'Clock' },
  limit: { nb: 'Grense', nn: 'Grense', en: 'Limit' },
  end: { nb: 'Slutt', nn: 'Slutt', en: 'End' },
  cancel: { nb: 'Faller bort ved', nn: 'Fell bort ved', en: 'Ended by' },
  exempt: { nb: 'Unntak', nn: 'Unntak', en: 'Exemptions' },
  onlyWhen: { nb: 'Gjelder bare når', nn: 'Gjeld berre når', en: 'Only when' },
  responsible: { nb: 'Ansvarlig', nn: 'Ansvarleg', en: 'Responsible' },
  breach: { nb: 'Brudd', nn: 'Brot', en: 'Breach' },
  warnBefore: { nb: 'Varsel før', nn: 'Varsel før', en: 'Warning before' },
  steps: { nb: 'Trinn', nn: 'Trinn', en: 'Steps' },
  resend: { nb: 'Ny sending', nn: 'Ny sending', en: 'Sent again' },
  requires: { nb: 'Vilkår', nn: 'Vilkår', en: 'Conditions' },
  triggers: { nb: 'Utløses av', nn: 'Blir utløyst av', en: 'Triggered by' },
  ends: { nb: 'Opphører ved', nn: 'Tek slutt ved', en: 'Stops at' },
  lapses: { nb: 'Faller bort etter', nn: 'Fell bort etter', en: 'Lapses by' },
  basis: { nb: 'Grunnlag', nn: 'Grunnlag', en: 'Rests on' },
  note: { nb: 'Merk', nn: 'Merk', en: 'Note' },
  source: { nb: 'Kilde', nn: 'Kjelde', en: 'Source' },
} as const satisfies Record<string, Text>;
