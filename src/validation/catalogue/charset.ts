import { defineFindings, type FindingDefinition } from './definition.ts';

type Part = Pick<FindingDefinition, 'message' | 'cause'>;

function damaged(part: Part): FindingDefinition {
  return {
    severity: 'warning',
    layer: 'rule',
    apprec: null,
    remedy: {
      nb: 'Meldingen leveres. Avsender, eller den som omformer meldingen på veien, må bruke ett og samme tegnsett.',
      nn: 'Meldinga blir levert. Avsendaren, eller den som omformar meldinga på vegen, må bruke eitt og same teiknsett.',
      en: 'The message is delivered. The sender, or whoever converts it on the way, must use one and the same encoding.',
    },
    source: 'XML 1.0 4.3.3; HISD 1165:2016',
    ...part,
  };
}

/** MV-17xx: letters that were damaged on the way. */
export const charsetFindings = defineFindings({
  'MV-1701': damaged({
    message: {
      nb: 'Teksten har ødelagte norske bokstaver: UTF-8 er lest som Latin-1.',
      nn: 'Teksten har øydelagde norske bokstavar: UTF-8 er lesen som Latin-1.',
      en: 'The text has broken letters: UTF-8 was read as Latin-1.',
    },
    cause: {
      nb: 'Et system på veien har lest UTF-8 som om det var ISO-8859-1 eller windows-1252 (æ blir to tegn).',
      nn: 'Eit system på vegen har lese UTF-8 som om det var ISO-8859-1 eller windows-1252 (æ blir to teikn).',
      en: 'A system on the way read UTF-8 as ISO-8859-1 or windows-1252 (æ becomes two characters).',
    },
  }),
  'MV-1702': damaged({
    message: {
      nb: 'Teksten har erstatningstegn der bokstaver er gått tapt.',
      nn: 'Teksten har erstatningsteikn der bokstavar har gått tapt.',
      en: 'The text has replacement characters where letters were lost.',
    },
    cause: {
      nb: 'Et system på veien har lest ISO-8859-1 som om det var UTF-8. De opprinnelige bokstavene kan ikke gjenskapes.',
      nn: 'Eit system på vegen har lese ISO-8859-1 som om det var UTF-8. Dei opphavlege bokstavane kan ikkje gjenskapast.',
      en: 'A system on the way read ISO-8859-1 as UTF-8. The original letters cannot be restored.',
    },
  }),
  'MV-1703': damaged({
    message: {
      nb: 'Teksten har norske bokstaver som er kodet om to ganger.',
      nn: 'Teksten har norske bokstavar som er koda om to gonger.',
      en: 'The text has letters that were encoded twice over.',
    },
    cause: {
      nb: 'To systemer etter hverandre har lest UTF-8 som ISO-8859-1 (æ blir fire tegn).',
      nn: 'To system etter kvarandre har lese UTF-8 som ISO-8859-1 (æ blir fire teikn).',
      en: 'Two systems in turn read UTF-8 as ISO-8859-1 (æ becomes four characters).',
    },
  }),
  'MV-1704': damaged({
    message: {
      nb: 'Teksten har kontrolltegn der det trolig skal stå bokstaver eller anførselstegn.',
      nn: 'Teksten har kontrollteikn der det truleg skal stå bokstavar eller hermeteikn.',
      en: 'The text has control characters where letters or quotation marks are probably meant.',
    },
    cause: {
      nb: 'Tekst fra windows-1252 eller et eldre tegnsett er sendt som om det var ISO-8859-1.',
      nn: 'Tekst frå windows-1252 eller eit eldre teiknsett er send som om det var ISO-8859-1.',
      en: 'Text from windows-1252 or an older code page was sent as if it were ISO-8859-1.',
    },
  }),
  'MV-1705': damaged({
    message: {
      nb: 'Meldingen begynner med bytemerket for {mark}, men sier at den er i {declared}.',
      nn: 'Meldinga byrjar med bytemerket for {mark}, men seier at ho er i {declared}.',
      en: 'The message begins with the byte order mark of {mark}, but says that it is in {declared}.',
    },
    cause: {
      nb: 'Filen er lagret på nytt i et annet tegnsett uten at XML-deklarasjonen ble endret.',
      nn: 'Fila er lagra på nytt i eit anna teiknsett utan at XML-deklarasjonen vart endra.',
      en: 'The file was saved anew in another encoding without changing the XML declaration.',
    },
  }),
});
