import { defineFindings, type FindingDefinition, type Text } from './definition.ts';

const SOURCE = 'HIS 80415:2012 3.3.4';

const ENCODING_REMEDY: Text = {
  nb: 'Send meldingen på nytt i UTF-8, med samme tegnsett i XML-deklarasjonen som i innholdet.',
  nn: 'Send meldinga på nytt i UTF-8, med same teiknsett i XML-deklarasjonen som i innhaldet.',
  en: 'Send the message again in UTF-8, and declare the encoding that is really used.',
};

const REPAIR: Text = {
  nb: 'Avsender må rette XML-en og sende meldingen på nytt med ny meldingsidentifikator.',
  nn: 'Avsendaren må rette XML-en og sende meldinga på nytt med ny meldingsidentifikator.',
  en: 'The sender must correct the XML and send it again with a new message id.',
};

function broken(message: Text, cause: Text, remedy: Text = REPAIR): FindingDefinition {
  return { severity: 'error', layer: 'wellformed', apprec: 'T01', message, cause, remedy, source: SOURCE };
}

/** MV-10xx: the document cannot be read as XML. */
export const wellformedFindings = defineFindings({
  'MV-1001': broken(
    {
      nb: 'Meldingen er tom.',
      nn: 'Meldinga er tom.',
      en: 'The message is empty.',
    },
    {
      nb: 'Filen eller forespørselen hadde ikke noe innhold.',
      nn: 'Fila eller førespurnaden hadde ikkje noko innhald.',
      en: 'The file or request had no content.',
    },
  ),
  'MV-1002': broken(
    {
      nb: 'Meldingen er ikke gyldig XML: skrivemåten er feil på dette stedet.',
      nn: 'Meldinga er ikkje gyldig XML: skrivemåten er feil på denne staden.',
      en: 'The message is not well-formed XML: the syntax is wrong at this place.',
    },
    {
      nb: 'Et tegn, en attributt eller en kode er skrevet på en måte som XML ikke tillater.',
      nn: 'Eit teikn, ein attributt eller ein kode er skriven på ein måte som XML ikkje tillèt.',
      en: 'A character, attribute or tag is written in a way that XML does not allow.',
    },
  ),
  'MV-1003': broken(
    {
      nb: 'Startkode og sluttkode passer ikke sammen.',
      nn: 'Startkode og sluttkode passar ikkje saman.',
      en: 'A start tag and an end tag do not match.',
    },
    {
      nb: 'Et element er ikke lukket, eller er lukket i feil rekkefølge.',
      nn: 'Eit element er ikkje lukka, eller er lukka i feil rekkjefølgje.',
      en: 'An element is not closed, or is closed in the wrong order.',
    },
  ),
  'MV-1004': broken(
    {
      nb: 'Meldingen slutter for tidlig; resten mangler.',
      nn: 'Meldinga sluttar for tidleg; resten manglar.',
      en: 'The message ends too early; the rest is missing.',
    },
    {
      nb: 'Meldingen er avkortet under overføringen, eller ble ikke skrevet ferdig.',
      nn: 'Meldinga er avkorta under overføringa, eller vart ikkje skriven ferdig.',
      en: 'The message was cut off in transfer, or was never written to its end.',
    },
    {
      nb: 'Kontroller overføringen, og send hele meldingen på nytt.',
      nn: 'Kontroller overføringa, og send heile meldinga på nytt.',
      en: 'Check the transfer, and send the whole message again.',
    },
  ),
  'MV-1005': broken(
    {
      nb: 'Meldingen har en DOCTYPE-deklarasjon, og det er ikke tillatt.',
      nn: 'Meldinga har ein DOCTYPE-deklarasjon, og det er ikkje tillate.',
      en: 'The message has a DOCTYPE declaration, which is not allowed.',
    },
    {
      nb: 'Ingen av meldingsstandardene bruker DOCTYPE. Den kan brukes til å hente inn filer og til å overbelaste mottakeren, og meldingen leses derfor ikke.',
      nn: 'Ingen av meldingsstandardane bruker DOCTYPE. Han kan brukast til å hente inn filer og til å overbelaste mottakaren, og meldinga blir difor ikkje lesen.',
      en: 'None of the message standards uses DOCTYPE. It can be used to pull in files or to overload the receiver, so the message is not read.',
    },
    {
      nb: 'Avsender må fjerne DOCTYPE-deklarasjonen.',
      nn: 'Avsendaren må fjerne DOCTYPE-deklarasjonen.',
      en: 'The sender must remove the DOCTYPE declaration.',
    },
  ),
  'MV-1006': broken(
    {
      nb: 'Meldingen inneholder et nulltegn (NUL), og det er ikke tillatt i XML.',
      nn: 'Meldinga inneheld eit nullteikn (NUL), og det er ikkje tillate i XML.',
      en: 'The message contains a NUL character, which XML does not allow.',
    },
    {
      nb: 'Binære data eller en feil lengde er kommet med i teksten.',
      nn: 'Binære data eller ei feil lengd har kome med i teksten.',
      en: 'Binary data, or a wrong length, has slipped into the text.',
    },
  ),
  'MV-1007': broken(
    {
      nb: 'Innholdet passer ikke med tegnsettet {encoding}: det finnes bytes som ikke er tegn der.',
      nn: 'Innhaldet passar ikkje med teiknsettet {encoding}: det finst bytes som ikkje er teikn der.',
      en: 'The content does not fit the encoding {encoding}: it has bytes that are no characters there.',
    },
    {
      nb: 'Meldingen er skrevet i et annet tegnsett enn det XML-deklarasjonen sier (UTF-8 når den ikke sier noe).',
      nn: 'Meldinga er skriven i eit anna teiknsett enn det XML-deklarasjonen seier (UTF-8 når han ikkje seier noko).',
      en: 'The message is written in another encoding than its XML declaration says (UTF-8 when it says nothing).',
    },
    ENCODING_REMEDY,
  ),
  'MV-1008': broken(
    {
      nb: 'Tegnsettet som meldingen oppgir, er ikke støttet.',
      nn: 'Teiknsettet som meldinga oppgir, er ikkje støtta.',
      en: 'The encoding that the message declares is not supported.',
    },
    {
      nb: 'XML-deklarasjonen oppgir et annet tegnsett enn UTF-8, UTF-16, ISO-8859 eller windows-125x.',
      nn: 'XML-deklarasjonen oppgir eit anna teiknsett enn UTF-8, UTF-16, ISO-8859 eller windows-125x.',
      en: 'The XML declaration names another encoding than UTF-8, UTF-16, ISO-8859 or windows-125x.',
    },
    ENCODING_REMEDY,
  ),
  'MV-1009': broken(
    {
      nb: 'Meldingen er større enn det som kan leses ({limit} MB).',
      nn: 'Meldinga er større enn det som kan lesast ({limit} MB).',
      en: 'The message is larger than can be read ({limit} MB).',
    },
    {
      nb: 'Vedleggene er for store, eller innholdet er gjentatt ved en feil.',
      nn: 'Vedlegga er for store, eller innhaldet er gjenteke ved ein feil.',
      en: 'The attachments are too large, or content was repeated by mistake.',
    },
    {
      nb: 'Del opp eller komprimer vedleggene, og send på nytt.',
      nn: 'Del opp eller komprimer vedlegga, og send på nytt.',
      en: 'Split or compress the attachments, and send again.',
    },
  ),
  'MV-1010': broken(
    {
      nb: 'Elementene i meldingen er pakket inn i hverandre i flere nivåer enn noen standard bruker.',
      nn: 'Elementa i meldinga er pakka inn i kvarandre i fleire nivå enn nokon standard bruker.',
      en: 'The elements are nested more deeply than any standard uses.',
    },
    {
      nb: 'Feil i avsenders program, eller et forsøk på å overbelaste mottakeren.',
      nn: 'Feil i programmet til avsendaren, eller eit forsøk på å overbelaste mottakaren.',
      en: "A fault in the sender's program, or an attempt to overload the receiver.",
    },
  ),
  'MV-1011': broken(
    {
      nb: 'En tekst, et navn eller en attributt er lengre enn det som kan leses.',
      nn: 'Ein tekst, eit namn eller ein attributt er lengre enn det som kan lesast.',
      en: 'A text, a name or an attribute is longer than can be read.',
    },
    {
      nb: 'Feil i avsenders program, eller et forsøk på å overbelaste mottakeren.',
      nn: 'Feil i programmet til avsendaren, eller eit forsøk på å overbelaste mottakaren.',
      en: "A fault in the sender's program, or an attempt to overload the receiver.",
    },
  ),
  'MV-1012': broken(
    {
      nb: 'Meldingen bruker en entitet (&navn;) eller en tegnreferanse som ikke er gyldig.',
      nn: 'Meldinga bruker ein entitet (&namn;) eller ein teiknreferanse som ikkje er gyldig.',
      en: 'The message uses an entity (&name;) or a character reference that is not valid.',
    },
    {
      nb: 'Tegnet & er ikke skrevet som &amp;, eller en HTML-entitet som &nbsp; er brukt.',
      nn: 'Teiknet & er ikkje skrive som &amp;, eller ein HTML-entitet som &nbsp; er brukt.',
      en: 'The character & is not written as &amp;, or an HTML entity such as &nbsp; is used.',
    },
  ),
  'MV-1013': broken(
    {
      nb: 'Et prefiks er brukt uten at navnerommet er deklarert, eller navnerommet er skrevet feil.',
      nn: 'Eit prefiks er brukt utan at namnerommet er deklarert, eller namnerommet er skrive feil.',
      en: 'A prefix is used without a declared namespace, or the namespace is written wrongly.',
    },
    {
      nb: 'En xmlns-deklarasjon mangler eller er falt bort da innholdet ble satt sammen.',
      nn: 'Ein xmlns-deklarasjon manglar eller har falle bort då innhaldet vart sett saman.',
      en: 'An xmlns declaration is missing, or was lost when the content was put together.',
    },
  ),
  'MV-1014': broken(
    {
      nb: 'Samme attributt står to ganger på ett element.',
      nn: 'Same attributt står to gonger på eitt element.',
      en: 'The same attribute stands twice on one element.',
    },
    {
      nb: 'Feil i avsenders program.',
      nn: 'Feil i programmet til avsendaren.',
      en: "A fault in the sender's program.",
    },
  ),
  'MV-1015': broken(
    {
      nb: 'Leseren stoppet på denne meldingen, og den kan ikke leses.',
      nn: 'Lesaren stoppa på denne meldinga, og ho kan ikkje lesast.',
      en: 'The reader stopped at this message, and it cannot be read.',
    },
    {
      nb: 'Meldingen er bygd opp på en måte som ingen kjente meldinger er, og brukte opp leserens minne.',
      nn: 'Meldinga er bygd opp på ein måte som ingen kjende meldingar er, og brukte opp minnet til lesaren.',
      en: 'The message is built like no known message, and used up the memory of the reader.',
    },
    {
      nb: 'Kontakt avsender. Meld også fra til den som drifter Meldingsvakt, med meldingens id.',
      nn: 'Kontakt avsendaren. Meld òg frå til den som driftar Meldingsvakt, med id-en til meldinga.',
      en: 'Contact the sender. Tell those who run Meldingsvakt too, with the id of the message.',
    },
  ),
  'MV-1016': broken(
    {
      nb: 'Innholdet er ikke XML.',
      nn: 'Innhaldet er ikkje XML.',
      en: 'The content is not XML.',
    },
    {
      nb: 'Noe annet enn en melding er sendt, for eksempel en PDF, en ZIP-fil, JSON eller ren tekst.',
      nn: 'Noko anna enn ei melding er sendt, til dømes ein PDF, ei ZIP-fil, JSON eller rein tekst.',
      en: 'Something other than a message was sent, such as a PDF, a ZIP file, JSON or plain text.',
    },
  ),
  'MV-1017': broken(
    {
      nb: 'Det står mer etter at meldingen er slutt.',
      nn: 'Det står meir etter at meldinga er slutt.',
      en: 'There is more after the end of the message.',
    },
    {
      nb: 'To meldinger er lagt etter hverandre i én fil, eller sluttkoden til rotelementet står for tidlig.',
      nn: 'To meldingar er lagde etter kvarandre i éi fil, eller sluttkoden til rotelementet står for tidleg.',
      en: 'Two messages were put in one file, or the end tag of the root element comes too early.',
    },
  ),
  'MV-1018': broken(
    {
      nb: 'XML-deklarasjonen (<?xml …?>) må stå helt først i meldingen.',
      nn: 'XML-deklarasjonen (<?xml …?>) må stå heilt først i meldinga.',
      en: 'The XML declaration (<?xml …?>) must stand at the very beginning.',
    },
    {
      nb: 'Det står mellomrom, linjeskift eller annet foran deklarasjonen.',
      nn: 'Det står mellomrom, linjeskift eller anna framfor deklarasjonen.',
      en: 'Spaces, line breaks or something else precede the declaration.',
    },
  ),
});
