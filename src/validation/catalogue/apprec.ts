import { defineFindings, type FindingDefinition } from './definition.ts';
import { SENDER_SYSTEM, TELL_SENDER } from './texts.ts';

type Part = Pick<FindingDefinition, 'message'> & Partial<FindingDefinition>;

function receipt(part: Part): FindingDefinition {
  return {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    cause: SENDER_SYSTEM,
    remedy: TELL_SENDER,
    source: 'HIS 80415:2012 3.3',
    ...part,
  };
}

const UNMATCHED: Partial<FindingDefinition> = {
  cause: {
    nb: 'Kvitteringen kan ikke knyttes sikkert til meldingen som den svarer på.',
    nn: 'Kvitteringa kan ikkje knytast sikkert til meldinga som ho svarar på.',
    en: 'The receipt cannot be tied with certainty to the message that it answers.',
  },
  remedy: {
    nb: 'Finn ut hos avsender av kvitteringen hvilken melding den gjelder. Den opprinnelige meldingen regnes som ubesvart til da.',
    nn: 'Finn ut hos avsendaren av kvitteringa kva melding ho gjeld. Den opphavlege meldinga blir rekna som usvara til då.',
    en: 'Find out from the sender of the receipt which message is meant. Until then the original counts as unanswered.',
  },
};

/** MV-19xx: application receipts. A receipt is never answered by a receipt, so none of these rejects. */
export const apprecFindings = defineFindings({
  'MV-1901': receipt({
    message: {
      nb: 'Kvitteringens egen identifikator (Id) er ikke en gyldig UUID.',
      nn: 'Identifikatoren til kvitteringa (Id) er ikkje ein gyldig UUID.',
      en: "The receipt's own identifier (Id) is not a valid UUID.",
    },
    source: 'HIS 80415:2012 4.4 (Id)',
  }),
  'MV-1902': receipt({
    message: {
      nb: 'Kvitteringen sier ikke om meldingen er mottatt eller avvist (Status skal være 1, 2 eller 3).',
      nn: 'Kvitteringa seier ikkje om meldinga er motteken eller avvist (Status skal vere 1, 2 eller 3).',
      en: 'The receipt does not say whether the message was received or refused (Status must be 1, 2 or 3).',
    },
    ...UNMATCHED,
    source: 'HIS 80415:2012 4.4 (Status, 8258)',
  }),
  'MV-1903': receipt({
    message: {
      nb: 'Kvitteringen melder feil, men oppgir ikke hvilken (Error mangler).',
      nn: 'Kvitteringa melder feil, men oppgir ikkje kva for ein (Error manglar).',
      en: 'The receipt reports a fault but does not say which (Error is missing).',
    },
    remedy: {
      nb: 'Spør avsender av kvitteringen hvorfor meldingen ble avvist.',
      nn: 'Spør avsendaren av kvitteringa kvifor meldinga vart avvist.',
      en: 'Ask the sender of the receipt why the message was refused.',
    },
    source: 'HIS 80415:2012 3.3.2–3.3.3',
  }),
  'MV-1904': receipt({
    severity: 'warning',
    message: {
      nb: 'Kvitteringen er positiv, men oppgir likevel en feil.',
      nn: 'Kvitteringa er positiv, men oppgir likevel ein feil.',
      en: 'The receipt is positive but reports a fault all the same.',
    },
    source: 'HIS 80415:2012 3.3.1',
  }),
  'MV-1906': receipt({
    message: {
      nb: 'Kvitteringen oppgir ikke hvilken melding den svarer på (OriginalMsgId/Id).',
      nn: 'Kvitteringa oppgir ikkje kva melding ho svarar på (OriginalMsgId/Id).',
      en: 'The receipt does not say which message it answers (OriginalMsgId/Id).',
    },
    ...UNMATCHED,
    source: 'HIS 80415:2012 4.4 (OriginalMsgId)',
  }),
  'MV-1907': receipt({
    severity: 'warning',
    message: {
      nb: 'Meldingen som det kvitteres for, er ikke oppgitt med en gyldig UUID.',
      nn: 'Meldinga som det blir kvittert for, er ikkje oppgjeven med ein gyldig UUID.',
      en: 'The message that is receipted is not given by a valid UUID.',
    },
    ...UNMATCHED,
    source: 'HIS 80415:2012 4.4 (OriginalMsgId)',
  }),
  'MV-1908': receipt({
    severity: 'info',
    message: {
      nb: 'Feilkoden er bare ment for bruk som er avtalt i en forretningsprosess.',
      nn: 'Feilkoden er berre meint for bruk som er avtalt i ein forretningsprosess.',
      en: 'The error code is only meant for use that a business process has agreed on.',
    },
    source: 'HIS 80415:2012 vedlegg (8221)',
  }),
  'MV-1909': receipt({
    severity: 'warning',
    message: {
      nb: 'En uspesifisert feilkode (T99, S99 eller X99) skal ha en forklaring (@OT).',
      nn: 'Ein uspesifisert feilkode (T99, S99 eller X99) skal ha ei forklaring (@OT).',
      en: 'An unspecific error code (T99, S99 or X99) must have an explanation (@OT).',
    },
    source: 'HIS 80415:2012 3.3.4',
  }),
  'MV-1910': receipt({
    message: {
      nb: 'Kvitteringen skal ha meldingstypen APPREC.',
      nn: 'Kvitteringa skal ha meldingstypen APPREC.',
      en: 'The receipt must have the message type APPREC.',
    },
    source: 'HIS 80415:2012 4.4 (MsgType)',
  }),
  'MV-1911': receipt({
    severity: 'warning',
    message: {
      nb: 'Kvitteringen oppgir ikke typen til meldingen som den svarer på.',
      nn: 'Kvitteringa oppgir ikkje typen til meldinga som ho svarar på.',
      en: 'The receipt does not give the type of the message that it answers.',
    },
    source: 'HIS 80415:2012 4.4 (OriginalMsgId)',
  }),
});
