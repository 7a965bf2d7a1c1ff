import { defineFindings } from '../../../validation/catalogue/definition.ts';
import { entry } from './entry.ts';

/** MV-2017 to MV-2030: the blocks of the envelope and what the message header must hold. */
export const headerFindings = defineFindings({
  'MV-2017': entry({
    message: [
      'MessageHeader mangler i konvolutten.',
      'MessageHeader manglar i konvolutten.',
      'The envelope has no MessageHeader.',
    ],
    cause: [
      'Uten den er det ingen ebXML-melding.',
      'Utan han er det inga ebXML-melding.',
      'Without it this is no ebXML message.',
    ],
    source: 'ebMS 2.0 3.1; HITS 1172 regel 4',
  }),
  'MV-2018': entry({
    message: [
      '{element} står flere ganger eller på feil sted i konvolutten.',
      '{element} står fleire gonger eller på feil stad i konvolutten.',
      '{element} stands more than once or at a wrong place in the envelope.',
    ],
    cause: [
      'Det er ikke entydig hvem meldingen er fra, eller hva den inneholder. Slik forfalskes signerte meldinger.',
      'Det er ikkje eintydig kven meldinga er frå, eller kva ho inneheld. Slik blir signerte meldingar forfalska.',
      'It is not clear whom the message is from or what it holds. Signed messages are forged like this.',
    ],
    remedy: 'investigate',
    source: 'ebMS 2.0 2.3.2, 3.1; HITS 1172 5.11.3',
  }),
  'MV-2019': entry({
    message: [
      'Konvolutten krever at en ukjent blokk i hodet blir forstått ({element}).',
      'Konvolutten krev at ei ukjend blokk i hovudet blir forstått ({element}).',
      'The envelope demands that an unknown header block is understood ({element}).',
    ],
    cause: [
      'Blokken har mustUnderstand="1" og er ikke en del av ebMS 2.0.',
      'Blokka har mustUnderstand="1" og er ikkje ein del av ebMS 2.0.',
      'The block has mustUnderstand="1" and is not part of ebMS 2.0.',
    ],
    source: 'SOAP 1.1 4.2.3; HITS 1172 regel 100',
  }),
  'MV-2020': entry({
    severity: 'warning',
    message: [
      'Konvolutten har en ukjent eller feilplassert blokk ({element}).',
      'Konvolutten har ei ukjend eller feilplassert blokk ({element}).',
      'The envelope has an unknown or misplaced block ({element}).',
    ],
    cause: [
      'Blokken hører ikke til ebMS 2.0, eller står i hodet når den hører hjemme i kroppen eller omvendt. Den leses ikke.',
      'Blokka høyrer ikkje til ebMS 2.0, eller står i hovudet når ho høyrer heime i kroppen eller omvendt. Ho blir ikkje lesen.',
      'The block is not part of ebMS 2.0, or stands in the header when it belongs in the body or the reverse. It is not read.',
    ],
    remedy: 'tell',
    source: 'ebMS 2.0 2.3.5; HITS 1172 regel 101',
  }),
  'MV-2021': entry({
    message: [
      '{element} har en SOAP-rolle (actor) som ikke kan stå der.',
      '{element} har ei SOAP-rolle (actor) som ikkje kan stå der.',
      '{element} carries a SOAP actor that may not stand there.',
    ],
    cause: [
      'Det som er merket for neste node, tas ut av signaturen. Slik smugles usignert innhold inn.',
      'Det som er merkt for neste node, blir teke ut av signaturen. Slik blir usignert innhald smugla inn.',
      'What is marked for the next node is left out of the signature. Unsigned content is smuggled in like this.',
    ],
    remedy: 'investigate',
    source: 'ebMS 2.0 2.3.10, 4.1.3',
  }),
  'MV-2022': entry({
    message: [
      '{element} har ikke version "2.0".',
      '{element} har ikkje version "2.0".',
      '{element} does not have version "2.0".',
    ],
    cause: [
      'Meldingen er laget for en annen versjon av ebMS, eller attributtet mangler.',
      'Meldinga er laga for ein annan versjon av ebMS, eller attributtet manglar.',
      'The message was made for another version of ebMS, or the attribute is missing.',
    ],
    source: 'ebMS 2.0 2.3.8; HITS 1172 regel 5, 8 og 70',
  }),
  'MV-2023': entry({
    severity: 'info',
    message: [
      '{element} har ikke mustUnderstand="1".',
      '{element} har ikkje mustUnderstand="1".',
      '{element} does not have mustUnderstand="1".',
    ],
    cause: [
      'Attributtet mangler eller er skrevet på en annen måte enn SOAP 1.1 tillater.',
      'Attributtet manglar eller er skrive på ein annan måte enn SOAP 1.1 tillèt.',
      'The attribute is missing, or written in a way that SOAP 1.1 does not allow.',
    ],
    remedy: 'tell',
    source: 'SOAP 1.1 4.2.3; HITS 1172 regel 7 og 69',
  }),
  'MV-2024': entry({
    message: [
      '{element} mangler eller er tomt.',
      '{element} manglar eller er tomt.',
      '{element} is missing or empty.',
    ],
    cause: [
      'Konvolutten er ikke fylt ut slik profilen krever.',
      'Konvolutten er ikkje fylt ut slik profilen krev.',
      'The envelope is not filled in as the profile requires.',
    ],
    source: 'ebMS 2.0 3.1; HIS 1037:2011 6.2.1; HITS 1172 5.8',
  }),
  'MV-2025': entry({
    message: [
      '{element} er ikke et gyldig tidspunkt.',
      '{element} er ikkje eit gyldig tidspunkt.',
      '{element} is not a valid time.',
    ],
    cause: [
      'Tiden er ikke skrevet som xsd:dateTime.',
      'Tida er ikkje skriven som xsd:dateTime.',
      'The time is not written as xsd:dateTime.',
    ],
    source: 'ebMS 2.0 3.1.6; HIS 1037:2011 6.2.1',
  }),
  'MV-2026': entry({
    severity: 'info',
    message: [
      'MessageId er verken en UUID eller skrevet etter RFC 2822.',
      'MessageId er verken ein UUID eller skriven etter RFC 2822.',
      'MessageId is neither a UUID nor written as RFC 2822 says.',
    ],
    cause: [
      'Identifikatoren kan likevel være entydig, og meldingen blir tatt imot.',
      'Identifikatoren kan likevel vere eintydig, og meldinga blir teken imot.',
      'The identifier may be unique all the same, and the message is accepted.',
    ],
    remedy: 'tell',
    source: 'ebMS 2.0 3.1.6.1; HITS 1172 regel 102',
  }),
  'MV-2027': entry({
    severity: 'warning',
    message: [
      '{element} skal ha nøyaktig én HER-id, skrevet med siffer.',
      '{element} skal ha nøyaktig éin HER-id, skriven med siffer.',
      '{element} must have exactly one HER-id, written in digits.',
    ],
    cause: [
      'PartyId av type HER mangler, står flere ganger eller er ikke et tall.',
      'PartyId av type HER manglar, står fleire gonger eller er ikkje eit tal.',
      'PartyId of type HER is missing, stands more than once, or is no number.',
    ],
    remedy: 'tell',
    source: 'HIS 1037:2011 errata 1; HIS 1153-2:2016 AD2.1; HITS 1172 regel 13, 14, 31, 56, 60 og 61',
  }),
  'MV-2028': entry({
    severity: 'info',
    message: [
      'CPAId er ikke skrevet på en av måtene som profilen kjenner.',
      'CPAId er ikkje skriven på ein av måtane som profilen kjenner.',
      'CPAId is not written in one of the ways that the profile knows.',
    ],
    cause: [
      'Avtalen finnes, men har et navn utenfor profilen.',
      'Avtalen finst, men har eit namn utanfor profilen.',
      'The agreement exists, but has a name outside the profile.',
    ],
    remedy: 'none',
    source: 'HIS 1037:2011 6.2.1; HITS 1172 regel 12',
  }),
  'MV-2029': entry({
    message: [
      'Konvolutten har blokker som ikke kan stå sammen ({element}).',
      'Konvolutten har blokker som ikkje kan stå saman ({element}).',
      'The envelope has blocks that cannot stand together ({element}).',
    ],
    cause: [
      'Kvittering, feilmelding og melding med innhold skal sendes hver for seg.',
      'Kvittering, feilmelding og melding med innhald skal sendast kvar for seg.',
      'A receipt, an error and a message with content must be sent separately.',
    ],
    source: 'ebMS 2.0 5.1.2, 6.3; HITS 1172 5.11.3',
  }),
  'MV-2030': entry({
    message: [
      'Konvolutten sier ikke hva meldingen er: den har verken innhold eller et kjent signal.',
      'Konvolutten seier ikkje kva meldinga er: ho har verken innhald eller eit kjent signal.',
      'The envelope does not say what the message is: it has neither content nor a known signal.',
    ],
    cause: [
      'Manifest mangler, og Service og Action er ikke et signal i ebMS.',
      'Manifest manglar, og Service og Action er ikkje eit signal i ebMS.',
      'There is no Manifest, and Service and Action are no signal of ebMS.',
    ],
    source: 'ebMS 2.0 8; HITS 1172 5.11.1',
  }),
});
