import { defineFindings, type FindingDefinition } from './definition.ts';
import { CALL_SENDER, NOT_FILLED_IN, SENDER_SYSTEM, TELL_SENDER } from './texts.ts';

type Part = Pick<FindingDefinition, 'message' | 'source'> & Partial<FindingDefinition>;

function rule(part: Part): FindingDefinition {
  return {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    cause: NOT_FILLED_IN,
    remedy: CALL_SENDER,
    ...part,
  };
}

/** MV-140x–142x: contact information and the five Pasientlogistikk messages. */
export const payloadFindings = defineFindings({
  'MV-1401': rule({
    message: {
      nb: 'Hendelsen har verken kode eller beskrivelse.',
      nn: 'Hendinga har verken kode eller skildring.',
      en: 'The event has neither a code nor a description.',
    },
    source: 'HIS 80704:2014 13.2.7',
  }),
  'MV-1402': rule({
    message: {
      nb: 'Hendelsen har ikke noe tidspunkt.',
      nn: 'Hendinga har ikkje noko tidspunkt.',
      en: 'The event has no time.',
    },
    source: 'HIS 80704:2014 13.2.7',
  }),
  'MV-1403': rule({
    message: {
      nb: 'Verken ansvarlig helsepersonell eller ansvarlig enhet er oppgitt.',
      nn: 'Verken ansvarleg helsepersonell eller ansvarleg eining er oppgjeven.',
      en: 'Neither a responsible health professional nor a responsible unit is given.',
    },
    source: 'HITS 1174:2017 5.1.2–5.1.3',
  }),
  'MV-1404': rule({
    message: {
      nb: 'Ansvarlig helsepersonell er oppgitt uten navn.',
      nn: 'Ansvarleg helsepersonell er oppgjeve utan namn.',
      en: 'The responsible health professional is given without a name.',
    },
    source: 'HITS 1174:2017 5.1.2',
  }),
  'MV-1405': rule({
    severity: 'warning',
    message: {
      nb: 'Ansvarlig helsepersonell er oppgitt uten rolle (kodeverk 9034).',
      nn: 'Ansvarleg helsepersonell er oppgjeve utan rolle (kodeverk 9034).',
      en: 'The responsible health professional is given without a role (code list 9034).',
    },
    remedy: TELL_SENDER,
    source: 'HITS 1174:2017 5.1.2',
  }),
  'MV-1406': rule({
    severity: 'warning',
    message: {
      nb: 'Ansvarlig helsepersonell er oppgitt uten profesjon (kodeverk 9060).',
      nn: 'Ansvarleg helsepersonell er oppgjeve utan profesjon (kodeverk 9060).',
      en: 'The responsible health professional is given without a profession (code list 9060).',
    },
    remedy: TELL_SENDER,
    source: 'HITS 1174:2017 5.1.2',
  }),
  'MV-1407': rule({
    message: {
      nb: 'Det er ikke oppgitt telefonnummer til ansvarlig helsepersonell eller enhet.',
      nn: 'Det er ikkje oppgjeve telefonnummer til ansvarleg helsepersonell eller eining.',
      en: 'There is no telephone number of the responsible health professional or unit.',
    },
    source: 'HITS 1174:2017 5.1.2–5.1.3',
  }),
  'MV-1408': rule({
    message: {
      nb: 'Tilknyttet enhet er oppgitt uten navn.',
      nn: 'Tilknytt eining er oppgjeven utan namn.',
      en: 'The related unit is given without a name.',
    },
    source: 'HITS 1174:2017 5.1.3',
  }),
  'MV-1410': rule({
    message: {
      nb: 'Melding om innlagt pasient skal ha hendelsen "Pasient innlagt" (9121/1).',
      nn: 'Melding om innlagd pasient skal ha hendinga «Pasient innlagt» (9121/1).',
      en: 'A message of admission must have the event "Pasient innlagt" (9121/1).',
    },
    source: 'HIS 1149:2014 3.2.2',
  }),
  'MV-1411': rule({
    message: {
      nb: 'Tidspunktet for innleggelsen skal ha både dato og klokkeslett.',
      nn: 'Tidspunktet for innlegginga skal ha både dato og klokkeslett.',
      en: 'The time of admission must have both date and time of day.',
    },
    cause: {
      nb: 'Bare dato er sendt. Frister som regnes fra innleggelsen, kan da ikke beregnes sikkert.',
      nn: 'Berre dato er send. Fristar som blir rekna frå innlegginga, kan då ikkje reknast sikkert.',
      en: 'Only a date was sent. Deadlines counted from the admission cannot then be computed for certain.',
    },
    source: 'HIS 1149:2014 3.2.2',
  }),
  'MV-1412': rule({
    message: {
      nb: 'Melding om utskrivningsklar pasient skal ha hendelsen "Pasient innlagt" (9121/1).',
      nn: 'Melding om utskrivingsklar pasient skal ha hendinga «Pasient innlagt» (9121/1).',
      en: 'A message of readiness for discharge must have the event "Pasient innlagt" (9121/1).',
    },
    source: 'HIS 1149:2014 3.3.2',
  }),
  'MV-1413': rule({
    message: {
      nb: 'Melding om utskrivningsklar pasient skal ha hendelsen "Pasient utskrivningsklar" (9121/3).',
      nn: 'Melding om utskrivingsklar pasient skal ha hendinga «Pasient utskrivningsklar» (9121/3).',
      en: 'A message of readiness for discharge must have the event "Pasient utskrivningsklar" (9121/3).',
    },
    source: 'HIS 1149:2014 3.3.2',
  }),
  'MV-1414': rule({
    severity: 'warning',
    message: {
      nb: 'Samme hendelse er oppgitt mer enn én gang, og det er uklart hvilken som gjelder.',
      nn: 'Same hendinga er oppgjeven meir enn éin gong, og det er uklart kva for ei som gjeld.',
      en: 'The same event is given more than once, and it is not clear which one counts.',
    },
    cause: SENDER_SYSTEM,
    source: 'HIS 1149:2014 3.3.2, 3.4.2',
  }),
  'MV-1415': rule({
    message: {
      nb: 'Avmelding av utskrivningsklar pasient skal ha hendelsen 9121/4.',
      nn: 'Avmelding av utskrivingsklar pasient skal ha hendinga 9121/4.',
      en: 'A cancellation of readiness for discharge must have the event 9121/4.',
    },
    source: 'HIS 1149:2014 3.4.2',
  }),
  'MV-1416': rule({
    message: {
      nb: 'Melding om utskrevet pasient skal ha hendelsen "Pasient utskrevet" (9121/2).',
      nn: 'Melding om utskriven pasient skal ha hendinga «Pasient utskrevet» (9121/2).',
      en: 'A message of discharge must have the event "Pasient utskrevet" (9121/2).',
    },
    source: 'HIS 1149:2014 3.5.2',
  }),
  'MV-1417': rule({
    message: {
      nb: 'Stedet pasienten skrives ut til (UtTil, kodeverk 8408), er ikke oppgitt.',
      nn: 'Staden pasienten blir skriven ut til (UtTil, kodeverk 8408), er ikkje oppgjeven.',
      en: 'The place that the patient is discharged to (UtTil, code list 8408) is not given.',
    },
    source: 'HIS 1149:2014 3.5.2',
  }),
  'MV-1418': rule({
    message: {
      nb: 'Orientering om dødsfall skal ha hendelsen "Pasienten er død" (9121/13).',
      nn: 'Orientering om dødsfall skal ha hendinga «Pasienten er død» (9121/13).',
      en: 'A notice of death must have the event "Pasienten er død" (9121/13).',
    },
    source: 'HIS 1149:2014 3.6.2',
  }),
  'MV-1419': rule({
    message: {
      nb: 'Navnet på beslutningsansvarlig helsepersonell mangler.',
      nn: 'Namnet på avgjerdsansvarleg helsepersonell manglar.',
      en: 'The name of the health professional who made the decision is missing.',
    },
    source: 'HIS 1149:2014 3.3.2, 3.4.2',
  }),
  'MV-1420': rule({
    severity: 'warning',
    message: {
      nb: 'Hendelsen er datert mer enn et døgn fram i tid.',
      nn: 'Hendinga er datert meir enn eit døgn fram i tid.',
      en: 'The event is dated more than a day ahead.',
    },
    cause: {
      nb: 'Feil dato, eller meldingen er sendt før hendelsen har funnet sted.',
      nn: 'Feil dato, eller meldinga er send før hendinga har funne stad.',
      en: 'A wrong date, or the message was sent before the event took place.',
    },
    source: 'HIS 1149:2014 3.2, 3.6',
  }),
  'MV-1421': rule({
    severity: 'warning',
    message: {
      nb: 'Hendelsen er datert før innleggelsen.',
      nn: 'Hendinga er datert før innlegginga.',
      en: 'The event is dated before the admission.',
    },
    cause: {
      nb: 'Feil dato i en av hendelsene.',
      nn: 'Feil dato i ei av hendingane.',
      en: 'A wrong date in one of the events.',
    },
    source: 'HIS 1149:2014 3.3.2, 3.4.2',
  }),
});
