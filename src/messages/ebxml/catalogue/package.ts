import { defineFindings } from '../../../validation/catalogue/definition.ts';
import { entry } from './entry.ts';

/** MV-200x and MV-201x: the transport, the MIME package and the XML of the envelope. */
export const packageFindings = defineFindings({
  'MV-2001': entry({
    message: [
      'MIME-pakken kan ikke leses ({kind}).',
      'MIME-pakka kan ikkje lesast ({kind}).',
      'The MIME package cannot be read ({kind}).',
    ],
    cause: [
      'Pakken er avkortet, har feil skilletegn (boundary) eller en del som er feil kodet.',
      'Pakka er avkorta, har feil skiljeteikn (boundary) eller ein del som er feil koda.',
      'The package is cut off, has a wrong boundary, or has a part that is wrongly encoded.',
    ],
    remedy: 'resend',
    source: 'ebMS 2.0 2.1; RFC 2045, 2046, 2387',
  }),
  'MV-2002': entry({
    message: [
      'Innholdet er verken text/xml eller multipart/related.',
      'Innhaldet er verken text/xml eller multipart/related.',
      'The content is neither text/xml nor multipart/related.',
    ],
    cause: [
      'Content-Type mangler eller er en annen enn ebXML bruker.',
      'Content-Type manglar eller er ein annan enn ebXML bruker.',
      'Content-Type is missing or is not one that ebXML uses.',
    ],
    source: 'ebMS 2.0 2.1.2; HITS 1172 regel 66 og 252',
  }),
  'MV-2003': entry({
    message: [
      'SOAPAction mangler eller er ikke "ebXML".',
      'SOAPAction manglar eller er ikkje "ebXML".',
      'SOAPAction is missing or is not "ebXML".',
    ],
    cause: [
      'Forespørselen er ikke merket som ebXML; anførselstegnene hører med.',
      'Førespurnaden er ikkje merkt som ebXML; hermeteikna høyrer med.',
      'The request is not marked as ebXML; the quotes belong to the value.',
    ],
    source: 'ebMS 2.0 B.2.2; HITS 1172 regel 22 og 51',
  }),
  'MV-2004': entry({
    message: [
      'Attributtet type i multipart/related er ikke "text/xml".',
      'Attributtet type i multipart/related er ikkje "text/xml".',
      'The type attribute of multipart/related is not "text/xml".',
    ],
    cause: [
      'Pakken sier at hoveddelen er noe annet enn en SOAP 1.1-konvolutt.',
      'Pakka seier at hovuddelen er noko anna enn ein SOAP 1.1-konvolutt.',
      'The package says that its root is something other than a SOAP 1.1 envelope.',
    ],
    source: 'ebMS 2.0 2.1.2; HITS 1172 regel 253',
  }),
  'MV-2005': entry({
    message: [
      'Hoveddelen i pakken er ikke text/xml.',
      'Hovuddelen i pakka er ikkje text/xml.',
      'The root part of the package is not text/xml.',
    ],
    cause: [
      'SOAP-konvolutten mangler, eller delen er merket feil.',
      'SOAP-konvolutten manglar, eller delen er merkt feil.',
      'The SOAP envelope is missing, or its part is labelled wrongly.',
    ],
    source: 'ebMS 2.0 2.1.3.1; HITS 1172 regel 67 og 255',
  }),
  'MV-2006': entry({
    severity: 'warning',
    message: [
      'SOAP-delen er merket med et annet tegnsett enn UTF-8.',
      'SOAP-delen er merkt med eit anna teiknsett enn UTF-8.',
      'The SOAP part is labelled with a charset other than UTF-8.',
    ],
    cause: [
      'Parameteren charset i Content-Type avviker fra profilen.',
      'Parameteren charset i Content-Type avvik frå profilen.',
      'The charset in Content-Type departs from the profile.',
    ],
    remedy: 'tell',
    source: 'ebMS 2.0 2.1.3.2; HITS 1172 regel 256',
  }),
  'MV-2007': entry({
    message: [
      'To deler i pakken har samme Content-ID.',
      'To delar i pakka har same Content-ID.',
      'Two parts of the package have the same Content-ID.',
    ],
    cause: [
      'Det er ikke entydig hvilken del signaturen og manifestet gjelder. Slik skjules et byttet vedlegg.',
      'Det er ikkje eintydig kva del signaturen og manifestet gjeld. Slik blir eit bytt vedlegg skjult.',
      'It is not clear which part the signature and manifest mean. A swapped attachment is hidden like this.',
    ],
    remedy: 'investigate',
    source: 'RFC 2045 7; ebMS 2.0 2.1.4',
  }),
  'MV-2010': entry({
    message: [
      'Konvolutten er ikke gyldig XML.',
      'Konvolutten er ikkje gyldig XML.',
      'The envelope is not well-formed XML.',
    ],
    cause: [
      'Konvolutten er skadet, feil kodet, for stor eller har en DOCTYPE-deklarasjon.',
      'Konvolutten er skadd, feil koda, for stor eller har ein DOCTYPE-deklarasjon.',
      'The envelope is damaged, wrongly encoded, too large, or has a DOCTYPE declaration.',
    ],
    source: 'ebMS 2.0 2.2; SOAP 1.1 3; HITS 1172 5.6',
  }),
  'MV-2011': entry({
    message: [
      'Innholdet er ikke en SOAP 1.1-konvolutt.',
      'Innhaldet er ikkje ein SOAP 1.1-konvolutt.',
      'The content is not a SOAP 1.1 envelope.',
    ],
    cause: [
      'Rotelementet har et annet navn eller navnerom enn SOAP 1.1 Envelope.',
      'Rotelementet har eit anna namn eller namnerom enn SOAP 1.1 Envelope.',
      'The root element has a name or namespace other than SOAP 1.1 Envelope.',
    ],
    source: 'SOAP 1.1 4.1.2; HITS 1172 regel 43 og 86',
  }),
  'MV-2012': entry({
    severity: 'warning',
    message: [
      'Konvolutten er ikke skrevet i UTF-8.',
      'Konvolutten er ikkje skriven i UTF-8.',
      'The envelope is not written in UTF-8.',
    ],
    cause: [
      'XML-deklarasjonen oppgir et annet tegnsett.',
      'XML-deklarasjonen oppgir eit anna teiknsett.',
      'The XML declaration names another encoding.',
    ],
    remedy: 'tell',
    source: 'HITS 1171 8.4; HITS 1172 regel 68',
  }),
  'MV-2013': entry({
    severity: 'info',
    message: [
      'Konvolutten mangler XML-deklarasjon.',
      'Konvolutten manglar XML-deklarasjon.',
      'The envelope has no XML declaration.',
    ],
    cause: [
      'Profilen ber om den, men XML krever den ikke.',
      'Profilen ber om han, men XML krev han ikkje.',
      'The profile asks for it, but XML does not require it.',
    ],
    remedy: 'none',
    source: 'ebMS 2.0 2.2.1; HITS 1172 regel 78',
  }),
  'MV-2014': entry({
    severity: 'warning',
    message: [
      'Konvolutten følger ikke SOAP-skjemaet ved {element}.',
      'Konvolutten følgjer ikkje SOAP-skjemaet ved {element}.',
      'The envelope breaks the SOAP schema at {element}.',
    ],
    cause: [
      'Et element eller attributt er feil plassert eller har en verdi som skjemaet ikke tillater.',
      'Eit element eller attributt er feil plassert eller har ein verdi som skjemaet ikkje tillèt.',
      'An element or attribute is misplaced or has a value that the schema does not allow.',
    ],
    remedy: 'tell',
    source: 'SOAP 1.1 4; HITS 1172 regel 16',
  }),
  'MV-2015': entry({
    severity: 'warning',
    message: [
      'Konvolutten følger ikke ebXML-skjemaet ved {element}.',
      'Konvolutten følgjer ikkje ebXML-skjemaet ved {element}.',
      'The envelope breaks the ebXML schema at {element}.',
    ],
    cause: [
      'Et element eller attributt mangler, er feil plassert eller har en verdi som skjemaet ikke tillater.',
      'Eit element eller attributt manglar, er feil plassert eller har ein verdi som skjemaet ikkje tillèt.',
      'An element or attribute is missing, misplaced or has a value that the schema does not allow.',
    ],
    remedy: 'tell',
    source: 'ebMS 2.0 2.3; HITS 1172 regel 17',
  }),
  'MV-2016': entry({
    message: [
      'SOAP-konvolutten skal ha ett hode (Header) og én kropp (Body).',
      'SOAP-konvolutten skal ha eitt hovud (Header) og éin kropp (Body).',
      'The SOAP envelope must have one Header and one Body.',
    ],
    cause: [
      'Header eller Body mangler eller står flere ganger.',
      'Header eller Body manglar eller står fleire gonger.',
      'Header or Body is missing or stands more than once.',
    ],
    source: 'SOAP 1.1 4; HITS 1172 regel 2 og 3',
  }),
});
