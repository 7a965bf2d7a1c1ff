import { defineFindings, type FindingDefinition } from './definition.ts';
import { NOTHING_TO_DO, SENDER_SYSTEM, TELL_SENDER } from './texts.ts';

type Part = Pick<FindingDefinition, 'message'> & Partial<FindingDefinition>;

function code(part: Part): FindingDefinition {
  return {
    severity: 'warning',
    layer: 'code',
    apprec: null,
    cause: SENDER_SYSTEM,
    remedy: TELL_SENDER,
    source: 'HIS 80704:2014 4.4',
    ...part,
  };
}

/** MV-15xx: code lists. An unknown code never rejects and opens no deviation (HIS 80415:2012 3.3.2). */
export const codeFindings = defineFindings({
  'MV-1501': code({
    message: {
      nb: 'Det kodede feltet {field} har ingen kode (@V).',
      nn: 'Det koda feltet {field} har ingen kode (@V).',
      en: 'The coded field {field} has no code (@V).',
    },
  }),
  'MV-1502': code({
    message: {
      nb: 'Koden{code} i {field} finnes ikke i kodeverk {list} {listName}.{hint}',
      nn: 'Koden{code} i {field} finst ikkje i kodeverk {list} {listName}.{hint}',
      en: 'The code{code} in {field} is not in the code list {list} {listName}.{hint}',
    },
    cause: {
      nb: 'Koden er feilskrevet, utgått, lokal eller nyere enn kodeverket som kontrolleres mot.',
      nn: 'Koden er feilskriven, utgått, lokal eller nyare enn kodeverket som det blir kontrollert mot.',
      en: 'The code is misspelt, retired, local, or newer than the list that it is checked against.',
    },
    source: 'HIS 80415:2012 3.3.2; HIS 80704:2014 4.4',
  }),
  'MV-1503': code({
    severity: 'info',
    message: {
      nb: '{field} bruker kodeverk {given}; standarden nevner {expected}.',
      nn: '{field} bruker kodeverk {given}; standarden nemner {expected}.',
      en: '{field} uses the code list {given}; the standard names {expected}.',
    },
    cause: {
      nb: 'Andre kodeverk kan avtales mellom partene.',
      nn: 'Andre kodeverk kan avtalast mellom partane.',
      en: 'Other code lists may be agreed on between the parties.',
    },
    remedy: {
      nb: 'Kontroller at mottakerens system kjenner kodeverket.',
      nn: 'Kontroller at systemet til mottakaren kjenner kodeverket.',
      en: "Make sure that the receiver's system knows the list.",
    },
  }),
  'MV-1504': code({
    message: {
      nb: '{field} oppgir ikke hvilket kodeverk koden er hentet fra (@S). Standarden nevner {expected}.',
      nn: '{field} oppgir ikkje kva kodeverk koden er henta frå (@S). Standarden nemner {expected}.',
      en: '{field} does not say which code list the code is taken from (@S). The standard names {expected}.',
    },
    source: 'HIS 80117:2002 (CV); HIS 80704:2014 4.4',
  }),
  'MV-1505': code({
    severity: 'info',
    message: {
      nb: 'Teksten (@DN) er en annen enn kodeverkets. Koden{code} i {list} betyr «{name}».',
      nn: 'Teksten (@DN) er ein annan enn den i kodeverket. Koden{code} i {list} tyder «{name}».',
      en: 'The text (@DN) is not that of the code list. The code{code} in {list} means "{name}".',
    },
    cause: {
      nb: 'Kodeverket er endret, eller avsender bruker egen tekst. Det er koden som gjelder.',
      nn: 'Kodeverket er endra, eller avsendaren bruker eigen tekst. Det er koden som gjeld.',
      en: 'The list was changed, or the sender uses words of its own. The code is what counts.',
    },
    remedy: NOTHING_TO_DO,
  }),
  'MV-1506': code({
    message: {
      nb: 'Kodeverket i {field} er ikke oppgitt som en OID (@S).',
      nn: 'Kodeverket i {field} er ikkje oppgjeve som ein OID (@S).',
      en: 'The code list of {field} is not given as an OID (@S).',
    },
    remedy: {
      nb: 'Avsender må skrive hele OID-en, for eksempel 2.16.578.1.12.4.1.1.9121.',
      nn: 'Avsendaren må skrive heile OID-en, til dømes 2.16.578.1.12.4.1.1.9121.',
      en: 'The sender must write the whole OID, such as 2.16.578.1.12.4.1.1.9121.',
    },
  }),
});
