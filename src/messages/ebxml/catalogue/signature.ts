import { defineFindings } from '../../../validation/catalogue/definition.ts';
import { type Entry, entry } from './entry.ts';

const signature = (short: Omit<Entry, 'layer'>) =>
  entry({ apprec: 'S01', ...short, layer: 'signature', remedy: short.remedy ?? 'correct' });

/** MV-2101 to MV-2116: how a signature is built and what it covers. */
export const signatureFindings = defineFindings({
  'MV-2101': signature({
    message: ['Meldingen er ikke signert.', 'Meldinga er ikkje signert.', 'The message is not signed.'],
    cause: [
      'Signature mangler i konvolutten, og ingen avtale tillater usignerte meldinger.',
      'Signature manglar i konvolutten, og ingen avtale tillèt usignerte meldingar.',
      'The envelope has no Signature, and no agreement allows unsigned messages.',
    ],
    source: 'HIS 1037:2011 6.2.3; HITS 1172 regel 45',
  }),
  'MV-2102': signature({
    message: [
      'Meldingen har mer enn én signatur, eller signaturen har mer enn én SignedInfo.',
      'Meldinga har meir enn éin signatur, eller signaturen har meir enn éin SignedInfo.',
      'The message has more than one signature, or the signature more than one SignedInfo.',
    ],
    cause: [
      'Det er ikke entydig hva som er signert. Slik forfalskes signerte meldinger.',
      'Det er ikkje eintydig kva som er signert. Slik blir signerte meldingar forfalska.',
      'It is not clear what was signed. Signed messages are forged like this.',
    ],
    remedy: 'investigate',
    source: 'HIS 1037:2011 6.2.3; HITS 1172 regel 52',
  }),
  'MV-2103': signature({
    message: [
      'Signaturen står på feil sted eller har fremmed innhold.',
      'Signaturen står på feil stad eller har framandt innhald.',
      'The signature stands at a wrong place or holds foreign content.',
    ],
    cause: [
      'Signature skal stå rett under Header og bare ha SignedInfo, SignatureValue og KeyInfo.',
      'Signature skal stå rett under Header og berre ha SignedInfo, SignatureValue og KeyInfo.',
      'Signature must stand directly in Header and hold only SignedInfo, SignatureValue and KeyInfo.',
    ],
    remedy: 'investigate',
    source: 'HIS 1037:2011 6.2.3; ebMS 2.0 4.1.1',
  }),
  'MV-2104': signature({
    message: [
      'Signaturen er ufullstendig: {element} mangler eller kan ikke leses.',
      'Signaturen er ufullstendig: {element} manglar eller kan ikkje lesast.',
      'The signature is incomplete: {element} is missing or cannot be read.',
    ],
    cause: [
      'Signaturen er ikke bygget slik XML Signature og profilen krever.',
      'Signaturen er ikkje bygd slik XML Signature og profilen krev.',
      'The signature is not built as XML Signature and the profile require.',
    ],
    source: 'HIS 1037:2011 6.2.3; HITS 1172 5.10.1',
  }),
  'MV-2105': signature({
    message: [
      'Signaturen har mer enn ett sertifikat.',
      'Signaturen har meir enn eitt sertifikat.',
      'The signature has more than one certificate.',
    ],
    cause: [
      'Det er ikke entydig hvem som har signert.',
      'Det er ikkje eintydig kven som har signert.',
      'It is not clear who signed.',
    ],
    source: 'HIS 1037:2011 6.2.3; HITS 1172 regel 65',
  }),
  'MV-2107': signature({
    message: [
      'Signaturen bruker en metode som ikke godtas.',
      'Signaturen bruker ein metode som ikkje blir godteken.',
      'The signature uses a method that is not accepted.',
    ],
    cause: [
      'Bare RSA med SHA-256 og kanonisk XML 1.0 godtas.',
      'Berre RSA med SHA-256 og kanonisk XML 1.0 blir godteke.',
      'Only RSA with SHA-256 and Canonical XML 1.0 are accepted.',
    ],
    source: 'HIS 1037:2011 6.2.3; HITS 1172 regel 33, 35 og 84',
  }),
  'MV-2108': signature({
    message: [
      'Signaturen bruker SHA-1, som ikke lenger er trygg.',
      'Signaturen bruker SHA-1, som ikkje lenger er trygg.',
      'The signature uses SHA-1, which is no longer safe.',
    ],
    cause: [
      'Avsenderens system er ikke oppdatert til SHA-256.',
      'Systemet til avsendaren er ikkje oppdatert til SHA-256.',
      "The sender's system has not been updated to SHA-256.",
    ],
    source: 'HIS 1037:2011 6.2.3; HITS 1172 regel 33 og 84',
  }),
  'MV-2109': signature({
    message: [
      'Signaturen sier ikke entydig hva den gjelder.',
      'Signaturen seier ikkje eintydig kva han gjeld.',
      'The signature does not say unambiguously what it covers.',
    ],
    cause: [
      'Reference til konvolutten (URI="") skal stå én gang, og alle andre skal være ulike cid:-adresser.',
      'Reference til konvolutten (URI="") skal stå éin gong, og alle andre skal vere ulike cid:-adresser.',
      'A Reference to the envelope (URI="") must stand once, and all others must be different cid: addresses.',
    ],
    source: 'HIS 1037:2011 5.5; HITS 1172 regel 34, 39, 40 og 85',
  }),
  'MV-2110': signature({
    message: [
      'Signaturen bruker omforminger (Transforms) som ikke godtas.',
      'Signaturen bruker omformingar (Transforms) som ikkje blir godtekne.',
      'The signature uses Transforms that are not accepted.',
    ],
    cause: [
      'Bare enveloped-signature, XPath-uttrykket i ebMS og kanonisk XML 1.0 kan brukes, i den rekkefølgen.',
      'Berre enveloped-signature, XPath-uttrykket i ebMS og kanonisk XML 1.0 kan brukast, i den rekkjefølgja.',
      'Only enveloped-signature, the ebMS XPath expression and Canonical XML 1.0 may be used, in that order.',
    ],
    source: 'ebMS 2.0 4.1.3; HIS 1037:2011 5.5; HITS 1172 regel 35–38',
  }),
  'MV-2112': signature({
    message: [
      'Konvolutten er endret etter at den ble signert.',
      'Konvolutten er endra etter at han vart signert.',
      'The envelope was changed after it was signed.',
    ],
    cause: [
      'Noe mellom partene skriver om XML-en, eller meldingen er forfalsket.',
      'Noko mellom partane skriv om XML-en, eller meldinga er forfalska.',
      'Something between the parties rewrites the XML, or the message is forged.',
    ],
    remedy: 'investigate',
    source: 'HIS 1037:2011 5.5; HITS 1172 regel 50',
  }),
  'MV-2113': signature({
    message: [
      'Innholdet er endret etter at det ble signert.',
      'Innhaldet er endra etter at det vart signert.',
      'The content was changed after it was signed.',
    ],
    cause: [
      'Et vedlegg er skadet eller byttet ut, eller kontrollsummen er regnet ut på feil måte.',
      'Eit vedlegg er skadd eller bytt ut, eller kontrollsummen er rekna ut på feil måte.',
      'An attachment was damaged or replaced, or its digest was computed wrongly.',
    ],
    remedy: 'investigate',
    source: 'HIS 1037:2011 5.5; HITS 1172 regel 50',
  }),
  'MV-2114': signature({
    message: [
      'Signaturen gjelder en del som mangler eller står flere ganger i pakken.',
      'Signaturen gjeld ein del som manglar eller står fleire gonger i pakka.',
      'The signature covers a part that is missing or stands more than once in the package.',
    ],
    cause: [
      'En del er falt ut, eller Content-ID er ikke entydig.',
      'Ein del har falle ut, eller Content-ID er ikkje eintydig.',
      'A part was lost, or its Content-ID is not unique.',
    ],
    remedy: 'resend',
    source: 'HIS 1037:2011 5.5; ebMS 2.0 3.2.2',
  }),
  'MV-2115': signature({
    message: [
      'En del i Manifest er ikke signert.',
      'Ein del i Manifest er ikkje signert.',
      'A part in the Manifest is not signed.',
    ],
    cause: [
      'Signaturen skal gjelde hvert vedlegg som følger med.',
      'Signaturen skal gjelde kvart vedlegg som følgjer med.',
      'The signature must cover every attachment.',
    ],
    source: 'HIS 1037:2011 6.2.3; HITS 1171 5.2.5',
  }),
  'MV-2116': signature({
    message: [
      '{element} er holdt utenfor signaturen.',
      '{element} er halde utanfor signaturen.',
      '{element} was kept outside the signature.',
    ],
    cause: [
      'Blokken er merket for neste node, og bare SyncReply kan være det.',
      'Blokka er merkt for neste node, og berre SyncReply kan vere det.',
      'The block is marked for the next node, and only SyncReply may be.',
    ],
    remedy: 'investigate',
    source: 'ebMS 2.0 4.1.3, 4.3',
  }),
});
