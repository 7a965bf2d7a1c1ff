import { defineFindings, type FindingDefinition, type Text } from './definition.ts';
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

const IF_RELEVANT: Text = {
  nb: 'Profilen ber om opplysningen når den er relevant. Enten er den ikke relevant, eller den er glemt.',
  nn: 'Profilen ber om opplysninga når ho er relevant. Anten er ho ikkje relevant, eller så er ho gløymd.',
  en: 'The profile asks for it where relevant. Either it is not relevant, or it was forgotten.',
};

function relevant(message: Text, source: string): FindingDefinition {
  return rule({ severity: 'warning', message, cause: IF_RELEVANT, remedy: TELL_SENDER, source });
}

/** MV-143x–146x: reports, dialog messages and epikriser. */
export const contentFindings = defineFindings({
  'MV-1430': rule({
    message: {
      nb: 'Type innhold i meldingen er ikke oppgitt.',
      nn: 'Type innhald i meldinga er ikkje oppgjeven.',
      en: 'The type of content of the message is not given.',
    },
    source: 'HIS 1144, 1145, 1147 og 1148:2014 4.3',
  }),
  'MV-1431': rule({
    message: {
      nb: 'Helseopplysninger mangler {content}.',
      nn: 'Helseopplysningar manglar {content}.',
      en: 'The health information lacks {content}.',
    },
    source: 'HIS 1144:2014 4.3',
  }),
  'MV-1433': rule({
    message: {
      nb: 'Helseopplysninger mangler forventet utskrivningstidspunkt.',
      nn: 'Helseopplysningar manglar venta utskrivingstidspunkt.',
      en: 'The health information lacks the expected time of discharge.',
    },
    source: 'HIS 1144:2014 kap. 3',
  }),
  'MV-1440': relevant(
    {
      nb: 'Innleggelsesrapporten mangler {content}.',
      nn: 'Innleggingsrapporten manglar {content}.',
      en: 'The admission report lacks {content}.',
    },
    'HIS 1143:2014 kap. 3 og 4.3',
  ),
  'MV-1441': relevant(
    {
      nb: 'Utskrivningsrapporten mangler {content}.',
      nn: 'Utskrivingsrapporten manglar {content}.',
      en: 'The discharge report lacks {content}.',
    },
    'HIS 1148:2014 kap. 3 og 4.3',
  ),
  'MV-1442': relevant(
    {
      nb: 'Helseopplysninger til lege mangler {content}.',
      nn: 'Helseopplysningar til lege manglar {content}.',
      en: 'The health information for the doctor lacks {content}.',
    },
    'HIS 1145:2014 kap. 3 og 4.3',
  ),
  'MV-1443': relevant(
    {
      nb: 'Medisinske opplysninger mangler {content}.',
      nn: 'Medisinske opplysningar manglar {content}.',
      en: 'The medical information lacks {content}.',
    },
    'HIS 1147:2014 kap. 3 og 4.3',
  ),
  'MV-1444': rule({
    severity: 'warning',
    message: {
      nb: 'Tjenesten er oppgitt uten {field}.',
      nn: 'Tenesta er oppgjeven utan {field}.',
      en: 'The service is given without {field}.',
    },
    source: 'HIS 1146:2014 kap. 3',
  }),
  'MV-1446': rule({
    severity: 'warning',
    message: {
      nb: 'Journalteksten har en overskrift, men ingen tekst.',
      nn: 'Journalteksten har ei overskrift, men ingen tekst.',
      en: 'The journal text has a heading but no text.',
    },
    source: 'HIS 80704:2014 8.2 (Journaltekst)',
  }),
  'MV-1447': rule({
    severity: 'warning',
    message: {
      nb: 'Oppdaterte helseopplysninger viser ikke til den forrige meldingen (ConversationRef).',
      nn: 'Oppdaterte helseopplysningar viser ikkje til den førre meldinga (ConversationRef).',
      en: 'Updated health information does not refer to the previous message (ConversationRef).',
    },
    cause: SENDER_SYSTEM,
    remedy: TELL_SENDER,
    source: 'HIS 80704:2014 4.1.1; HIS 1144:2014 4.3',
  }),
  'MV-1450': rule({
    message: {
      nb: 'Forespørselen inneholder ikke noe spørsmål (Foresporsel).',
      nn: 'Førespurnaden inneheld ikkje noko spørsmål (Foresporsel).',
      en: 'The enquiry holds no question (Foresporsel).',
    },
    source: 'HIS 1152:2006 kap. 3',
  }),
  'MV-1451': rule({
    message: {
      nb: 'Dialogmeldingen inneholder ikke noe notat (Notat).',
      nn: 'Dialogmeldinga inneheld ikkje noko notat (Notat).',
      en: 'The dialog message holds no note (Notat).',
    },
    source: 'HIS 1151:2006 4.3.1; HIS 1152:2006 kap. 3; HIS 1077:2017 5.2.1',
  }),
  'MV-1452': rule({
    message: {
      nb: 'Notatet har ingen tekst.',
      nn: 'Notatet har ingen tekst.',
      en: 'The note has no text.',
    },
    source: 'HIS 1151:2006 4.3.1; HIS 1077:2017 5.2.1',
  }),
  'MV-1453': rule({
    message: {
      nb: 'Helsefaglig dialog mangler tema.',
      nn: 'Helsefagleg dialog manglar tema.',
      en: 'The professional dialogue lacks a topic (Tema).',
    },
    source: 'HIS 1077:2017 5.2.1',
  }),
  'MV-1454': rule({
    message: {
      nb: 'Navn eller telefonnummer til ansvarlig helsepersonell mangler.',
      nn: 'Namn eller telefonnummer til ansvarleg helsepersonell manglar.',
      en: 'The name or telephone number of the responsible health professional is missing.',
    },
    source: 'HIS 1077:2017 5.2.1',
  }),
  'MV-1456': rule({
    severity: 'warning',
    message: {
      nb: 'En ny henvendelse om pasient skal oppgi kontakt hos mottaker med profesjon (rolle 24).',
      nn: 'Ei ny hending om pasient skal oppgi kontakt hos mottakaren med profesjon (rolle 24).',
      en: 'A new enquiry about a patient must name a contact at the receiver, with profession (role 24).',
    },
    remedy: TELL_SENDER,
    source: 'HIS 1077:2017 5.2.1',
  }),
  'MV-1457': rule({
    severity: 'warning',
    message: {
      nb: 'Forespørselen har ingen spørsmålstekst.',
      nn: 'Førespurnaden har ingen spørsmålstekst.',
      en: 'The enquiry has no text.',
    },
    source: 'HIS 1152:2006 kap. 3',
  }),
  'MV-1460': rule({
    message: {
      nb: 'Epikrisen skal ha meldingstypen EPIKRISE (kodeverk 8279).',
      nn: 'Epikrisen skal ha meldingstypen EPIKRISE (kodeverk 8279).',
      en: 'The epikrise must have the message type EPIKRISE (code list 8279).',
    },
    cause: SENDER_SYSTEM,
    remedy: TELL_SENDER,
    source: 'HIS 80226:2014 tabell 1 nr. 25',
  }),
  'MV-1461': rule({
    message: {
      nb: 'Epikrisen mangler avsenders referansenummer (ServProvId).',
      nn: 'Epikrisen manglar referansenummeret til avsendaren (ServProvId).',
      en: "The epikrise lacks the sender's reference number (ServProvId).",
    },
    remedy: TELL_SENDER,
    source: 'HIS 80226:2014 tabell 1 nr. 26',
  }),
  'MV-1462': rule({
    message: {
      nb: 'Epikrisen mangler dato for godkjenning (ApprDate).',
      nn: 'Epikrisen manglar dato for godkjenning (ApprDate).',
      en: 'The epikrise lacks the date of approval (ApprDate).',
    },
    source: 'HIS 80226:2014 tabell 1 nr. 6',
  }),
  'MV-1463': rule({
    message: {
      nb: 'Epikrisen mangler dato for start av behandlingen.',
      nn: 'Epikrisen manglar dato for start av behandlinga.',
      en: 'The epikrise lacks the date when treatment began.',
    },
    source: 'HIS 80226:2014 tabell 1 nr. 7a',
  }),
  'MV-1464': rule({
    message: {
      nb: 'Epikrisen mangler navn på ansvarlig lege eller helsepersonell.',
      nn: 'Epikrisen manglar namn på ansvarleg lege eller helsepersonell.',
      en: 'The epikrise lacks the name of the responsible doctor or health professional.',
    },
    source: 'HIS 80226:2014 tabell 1 nr. 8',
  }),
  'MV-1466': relevant(
    {
      nb: 'Epikrisen har ingen diagnoser.',
      nn: 'Epikrisen har ingen diagnosar.',
      en: 'The epikrise has no diagnoses.',
    },
    'HIS 80226:2014 tabell 1 nr. 9',
  ),
  'MV-1467': relevant(
    {
      nb: 'Epikrisen mangler {content}.',
      nn: 'Epikrisen manglar {content}.',
      en: 'The epikrise lacks {content}.',
    },
    'HIS 80226:2014 tabell 1 nr. 12 og 14',
  ),
});
