import { defineFindings, type FindingDefinition, type Text } from './definition.ts';

const CORRECT: Text = {
  nb: 'Avsender må rette meldingen etter standardens XML-skjema og sende den på nytt med ny meldingsidentifikator.',
  nn: 'Avsendaren må rette meldinga etter XML-skjemaet i standarden og sende henne på nytt med ny meldingsidentifikator.',
  en: "The sender must correct the message after the standard's XML schema and send it with a new message id.",
};

const PROGRAM: Text = {
  nb: 'Meldingen er laget etter en annen versjon av standarden, eller avsenders program har en feil.',
  nn: 'Meldinga er laga etter ein annan versjon av standarden, eller programmet til avsendaren har ein feil.',
  en: "The message was made after another version of the standard, or the sender's program is at fault.",
};

function invalid(message: Text, cause: Text = PROGRAM): FindingDefinition {
  return {
    severity: 'error',
    layer: 'schema',
    apprec: 'T02',
    message,
    cause,
    remedy: CORRECT,
    source: 'HIS 80415:2012 3.3.4',
  };
}

function unsupported(message: Text, cause: Text, remedy: Text): FindingDefinition {
  return {
    severity: 'error',
    layer: 'schema',
    apprec: 'T10',
    message,
    cause,
    remedy,
    source: 'HIS 80415:2012 3.3.4',
  };
}

/** MV-11xx: the document breaks the XML schema of its standard, or belongs to no known standard. */
export const schemaFindings = defineFindings({
  'MV-1101': invalid({
    nb: 'Elementet {element} skal ikke stå her. Her kan det stå: {expected}.',
    nn: 'Elementet {element} skal ikkje stå her. Her kan det stå: {expected}.',
    en: 'The element {element} is not expected here. Expected: {expected}.',
  }),
  'MV-1102': invalid({
    nb: 'Elementet {element} er ikke fullstendig. Det mangler: {expected}.',
    nn: 'Elementet {element} er ikkje fullstendig. Det manglar: {expected}.',
    en: 'The element {element} is incomplete. Missing: {expected}.',
  }),
  'MV-1103': invalid({
    nb: 'Verdien i {place} har feil datatype. Den skal være {type}.',
    nn: 'Verdien i {place} har feil datatype. Han skal vere {type}.',
    en: 'The value of {place} has the wrong datatype. It must be {type}.',
  }),
  'MV-1104': invalid({
    nb: 'Attributten {attribute} er ikke tillatt på elementet {element}.',
    nn: 'Attributten {attribute} er ikkje tillaten på elementet {element}.',
    en: 'The attribute {attribute} is not allowed on the element {element}.',
  }),
  'MV-1105': invalid({
    nb: 'Elementet {element} mangler attributten {attribute}.',
    nn: 'Elementet {element} manglar attributten {attribute}.',
    en: 'The element {element} lacks the attribute {attribute}.',
  }),
  'MV-1106': invalid({
    nb: 'Verdien i {place} følger ikke kravet til {facet}.',
    nn: 'Verdien i {place} følgjer ikkje kravet til {facet}.',
    en: 'The value of {place} does not meet the demand on {facet}.',
  }),
  'MV-1107': invalid({
    nb: 'Elementet {element} inneholder løs tekst, men skal bare inneholde andre elementer.',
    nn: 'Elementet {element} inneheld laus tekst, men skal berre innehalde andre element.',
    en: 'The element {element} contains loose text, but may only contain elements.',
  }),
  'MV-1108': invalid({
    nb: 'Elementet {element} inneholder andre elementer, men skal bare inneholde en verdi.',
    nn: 'Elementet {element} inneheld andre element, men skal berre innehalde ein verdi.',
    en: 'The element {element} contains elements, but may only contain a value.',
  }),
  'MV-1109': invalid({
    nb: 'Elementet {element} finnes ikke i noen av standardene som er lastet.',
    nn: 'Elementet {element} finst ikkje i nokon av standardane som er lasta.',
    en: 'The element {element} exists in none of the standards that are loaded.',
  }),
  'MV-1110': invalid({
    nb: 'Elementet {element} skal ha den faste verdien "{fixed}".',
    nn: 'Elementet {element} skal ha den faste verdien «{fixed}».',
    en: 'The element {element} must have the fixed value "{fixed}".',
  }),
  'MV-1111': unsupported(
    {
      nb: 'Meldingsformatet støttes ikke: rotelementet {element} i navnerommet {namespace} er ukjent.',
      nn: 'Meldingsformatet er ikkje støtta: rotelementet {element} i namnerommet {namespace} er ukjent.',
      en: 'The message format is not supported: the root element {element} in the namespace {namespace} is unknown.',
    },
    {
      nb: 'Meldingen er av en type eller versjon som ikke er i bruk mellom partene.',
      nn: 'Meldinga er av ein type eller versjon som ikkje er i bruk mellom partane.',
      en: 'The message is of a type or version that is not in use between the parties.',
    },
    {
      nb: 'Avklar med avsender hvilken versjon som skal brukes. Pleie- og omsorgsmeldinger skal være versjon 1.6 (1.5 godtas).',
      nn: 'Avklar med avsendaren kva versjon som skal brukast. Pleie- og omsorgsmeldingar skal vere versjon 1.6 (1.5 blir godteken).',
      en: 'Agree with the sender on the version. Nursing and care messages are to be version 1.6 (1.5 is accepted).',
    },
  ),
  'MV-1112': unsupported(
    {
      nb: 'Pleie- og omsorgsmeldinger versjon 2.0 støttes ikke: standarden ble trukket tilbake 15.10.2018.',
      nn: 'Pleie- og omsorgsmeldingar versjon 2.0 er ikkje støtta: standarden vart trekt tilbake 15.10.2018.',
      en: 'Nursing and care messages version 2.0 are not supported: the standard was withdrawn on 15 October 2018.',
    },
    {
      nb: 'Avsender bruker skjemaer fra versjon 2.0, som aldri ble tatt i bruk nasjonalt.',
      nn: 'Avsendaren bruker skjema frå versjon 2.0, som aldri vart teken i bruk nasjonalt.',
      en: 'The sender uses schemas from version 2.0, which never came into national use.',
    },
    {
      nb: 'Avsender må sende versjon 1.6.',
      nn: 'Avsendaren må sende versjon 1.6.',
      en: 'The sender must send version 1.6.',
    },
  ),
  'MV-1113': unsupported(
    {
      nb: 'Meldingsformatet støttes ikke: fagmeldingen {element} er sendt uten hodemelding.',
      nn: 'Meldingsformatet er ikkje støtta: fagmeldinga {element} er send utan hovudmelding.',
      en: 'The message format is not supported: the content {element} is sent without its message head.',
    },
    {
      nb: 'Innholdet skal ligge i MsgHead/Document/RefDoc/Content.',
      nn: 'Innhaldet skal liggje i MsgHead/Document/RefDoc/Content.',
      en: 'The content belongs in MsgHead/Document/RefDoc/Content.',
    },
    {
      nb: 'Avsender må pakke meldingen i hodemelding 1.2.',
      nn: 'Avsendaren må pakke meldinga i hovudmelding 1.2.',
      en: 'The sender must put the content in a message head 1.2.',
    },
  ),
  'MV-1114': unsupported(
    {
      nb: 'Meldingsformatet støttes ikke: versjonen av {standard} i navnerommet {namespace} er utgått eller ukjent.',
      nn: 'Meldingsformatet er ikkje støtta: versjonen av {standard} i namnerommet {namespace} er utgått eller ukjend.',
      en: 'The message format is not supported: the version of {standard} in the namespace {namespace} is outdated or unknown.',
    },
    {
      nb: 'Avsender bruker en eldre versjon av standarden, eller en feil i navnerommet.',
      nn: 'Avsendaren bruker ein eldre versjon av standarden, eller har ein feil i namnerommet.',
      en: 'The sender uses an older version of the standard, or a misspelt namespace.',
    },
    {
      nb: 'Avsender må gå over til en versjon som er i bruk.',
      nn: 'Avsendaren må gå over til ein versjon som er i bruk.',
      en: 'The sender must change to a version that is in use.',
    },
  ),
  'MV-1118': invalid({
    nb: 'Elementet {element} har {count} attributter, langt flere enn noen standard bruker.',
    nn: 'Elementet {element} har {count} attributtar, langt fleire enn nokon standard bruker.',
    en: 'The element {element} has {count} attributes, far more than any standard uses.',
  }),
  'MV-1119': invalid({
    nb: 'Elementet {element} følger ikke standardens XML-skjema.',
    nn: 'Elementet {element} følgjer ikkje XML-skjemaet i standarden.',
    en: 'The element {element} does not follow the XML schema of the standard.',
  }),
  'MV-1120': {
    severity: 'info',
    layer: 'schema',
    apprec: null,
    message: {
      nb: 'Meldingen har {count} funn til; bare de {shown} første vises.',
      nn: 'Meldinga har {count} funn til; berre dei {shown} første blir viste.',
      en: 'The message has {count} more findings; only the first {shown} are shown.',
    },
    cause: {
      nb: 'Samme feil går igjen mange ganger, eller meldingen er av en helt annen type.',
      nn: 'Same feilen går igjen mange gonger, eller meldinga er av ein heilt annan type.',
      en: 'The same fault comes many times, or the message is of quite another type.',
    },
    remedy: {
      nb: 'Rett de første funnene og valider på nytt.',
      nn: 'Rett dei første funna og valider på nytt.',
      en: 'Correct the first findings and validate again.',
    },
    source: 'Meldingsvakt',
  },
});
