import { defineFindings } from '../../../validation/catalogue/definition.ts';
import { entry } from './entry.ts';

/** MV-205x to MV-208x: manifest and parts, what HITS 1210 asks for, duplicates, and signals. */
export const contentFindings = defineFindings({
  'MV-2051': entry({
    message: [
      'Manifest mangler, eller det viser ikke til noe innhold.',
      'Manifest manglar, eller det viser ikkje til noko innhald.',
      'The Manifest is missing, or it refers to no content.',
    ],
    cause: [
      'En melding med innhold skal ha et Manifest med minst én Reference.',
      'Ei melding med innhald skal ha eit Manifest med minst éin Reference.',
      'A message with content must have a Manifest with at least one Reference.',
    ],
    source: 'ebMS 2.0 3.2; HITS 1172 regel 6',
  }),
  'MV-2052': entry({
    message: [
      'Manifest viser til en del som ikke er med i pakken.',
      'Manifest viser til ein del som ikkje er med i pakka.',
      'The Manifest refers to a part that is not in the package.',
    ],
    cause: [
      'Content-ID og xlink:href stemmer ikke overens, eller en del er falt ut.',
      'Content-ID og xlink:href stemmer ikkje overeins, eller ein del har falle ut.',
      'Content-ID and xlink:href disagree, or a part was lost.',
    ],
    remedy: 'resend',
    source: 'ebMS 2.0 3.2.2; HITS 1172 regel 23 og 27',
  }),
  'MV-2053': entry({
    message: [
      'En Reference i Manifest har ikke en entydig cid:-adresse.',
      'Ein Reference i Manifest har ikkje ei eintydig cid:-adresse.',
      'A Reference in the Manifest has no unambiguous cid: address.',
    ],
    cause: [
      'Attributtet xlink:href mangler, er tom, begynner ikke med cid: eller er brukt to ganger.',
      'Attributtet xlink:href manglar, er tom, begynner ikkje med cid: eller er brukt to gonger.',
      'The attribute xlink:href is missing, empty, does not begin with cid:, or is used twice.',
    ],
    source: 'ebMS 2.0 3.2.1, 3.2.2; HITS 1172 5.14.3',
  }),
  'MV-2054': entry({
    severity: 'warning',
    message: [
      'Pakken har en del som ikke står i Manifest. Den blir ikke levert.',
      'Pakka har ein del som ikkje står i Manifest. Han blir ikkje levert.',
      'The package has a part that is not named in the Manifest. It is not delivered.',
    ],
    cause: [
      'Noe er lagt til pakken, eller Manifest er ufullstendig.',
      'Noko er lagt til pakka, eller Manifest er ufullstendig.',
      'Something was added to the package, or the Manifest is incomplete.',
    ],
    remedy: 'tell',
    source: 'ebMS 2.0 3.2.2',
  }),
  'MV-2055': entry({
    severity: 'info',
    message: ['Innholdet er ikke kryptert.', 'Innhaldet er ikkje kryptert.', 'The content is not encrypted.'],
    cause: [
      'Delen er ikke application/pkcs7-mime. Profilen vil ha innholdet kryptert til mottakeren.',
      'Delen er ikkje application/pkcs7-mime. Profilen vil ha innhaldet kryptert til mottakaren.',
      'The part is not application/pkcs7-mime. The profile wants the content encrypted to the receiver.',
    ],
    remedy: 'none',
    source: 'HIS 1037:2011 5.5; HITS 1172 regel 260',
  }),
  'MV-2061': entry({
    severity: 'info',
    message: [
      'Konvolutten sier ikke hvilket system som sendte meldingen (MSH-system, MSH-versjon).',
      'Konvolutten seier ikkje kva system som sende meldinga (MSH-system, MSH-versjon).',
      'The envelope does not say which system sent the message (MSH-system, MSH-versjon).',
    ],
    cause: [
      'Description mangler, eller er ikke JSON med de påkrevde feltene.',
      'Description manglar, eller er ikkje JSON med dei påkravde felta.',
      'Description is missing, or is not JSON with the required fields.',
    ],
    remedy: 'none',
    source: 'HITS 1210:2018 6.2.2; HITS 1172 regel 271–274',
  }),
  'MV-2062': entry({
    severity: 'info',
    message: [
      'Konvolutten sier ikke hvilken meldingsstandard innholdet følger (Schema).',
      'Konvolutten seier ikkje kva meldingsstandard innhaldet følgjer (Schema).',
      'The envelope does not say which message standard the content follows (Schema).',
    ],
    cause: [
      'Schema mangler location eller version, eller de passer ikke sammen.',
      'Schema manglar location eller version, eller dei passar ikkje saman.',
      'Schema lacks location or version, or they do not fit each other.',
    ],
    remedy: 'none',
    source: 'HITS 1210:2018 6.2.1; HITS 1172 regel 265–268',
  }),
  'MV-2071': entry({
    severity: 'info',
    message: [
      'Meldingen er mottatt før. Den samme kvitteringen er sendt igjen, og ingenting er levert på nytt.',
      'Meldinga er motteken før. Den same kvitteringa er send igjen, og ingenting er levert på nytt.',
      'The message was received before. The same receipt was sent again, and nothing was delivered anew.',
    ],
    cause: [
      'Avsenderen fikk trolig ikke den første kvitteringen.',
      'Avsendaren fekk truleg ikkje den første kvitteringa.',
      'The sender probably did not get the first receipt.',
    ],
    remedy: 'none',
    source: 'ebMS 2.0 6.5.3; HIS 1037:2011 6.2.1',
  }),
  'MV-2072': entry({
    message: [
      'MessageId er brukt før, på en melding med annet innhold.',
      'MessageId er brukt før, på ei melding med anna innhald.',
      'The MessageId was used before, on a message with other content.',
    ],
    cause: [
      'Avsenderen gjenbruker identifikatorer, eller innholdet er byttet ut. Den første meldingen står ved lag.',
      'Avsendaren bruker identifikatorar om att, eller innhaldet er bytt ut. Den første meldinga står ved lag.',
      'The sender reuses identifiers, or the content was replaced. The first message stands.',
    ],
    remedy: 'investigate',
    source: 'ebMS 2.0 3.1.6.1; HITS 1172 5.8.2',
  }),
  'MV-2081': entry({
    severity: 'warning',
    message: [
      'Signalet er ikke fylt ut riktig ({element}).',
      'Signalet er ikkje fylt ut rett ({element}).',
      'The signal is not filled in correctly ({element}).',
    ],
    cause: [
      'Service, Action eller RefToMessageId er ikke som ebMS og profilen krever for kvitteringer og feilmeldinger.',
      'Service, Action eller RefToMessageId er ikkje som ebMS og profilen krev for kvitteringar og feilmeldingar.',
      'Service, Action or RefToMessageId is not what ebMS and the profile require of receipts and errors.',
    ],
    remedy: 'tell',
    source: 'ebMS 2.0 4.2.4, 6.3.2; HITS 1172 5.12 og 5.13',
  }),
  'MV-2082': entry({
    message: [
      'Kvitteringen stemmer ikke med det som ble sendt.',
      'Kvitteringa stemmer ikkje med det som vart sendt.',
      'The receipt does not match what was sent.',
    ],
    cause: [
      'Kontrollsummene i kvitteringen er andre enn dem vi signerte, eller den er usignert der vi ba om signatur.',
      'Kontrollsummane i kvitteringa er andre enn dei vi signerte, eller ho er usignert der vi bad om signatur.',
      'The digests in the receipt are not the ones that we signed, or it is unsigned where we asked for a signature.',
    ],
    remedy: [
      'Meldingen regnes ikke som kvittert. Ta kontakt med mottakeren.',
      'Meldinga blir ikkje rekna som kvittert. Ta kontakt med mottakaren.',
      'The message does not count as acknowledged. Contact the receiver.',
    ],
    source: 'ebMS 2.0 6.3.2.5; HIS 1037:2011 5.5',
  }),
  'MV-2083': entry({
    message: [
      'Mottakeren avviste konvolutten med feilkoden {error}.',
      'Mottakaren avviste konvolutten med feilkoden {error}.',
      'The receiver refused the envelope with error code {error}.',
    ],
    cause: [
      'Mottakerens meldingssentral fant en feil i konvolutten, signaturen eller avtalen. Innholdet er ikke behandlet.',
      'Meldingssentralen til mottakaren fann ein feil i konvolutten, signaturen eller avtalen. Innhaldet er ikkje behandla.',
      "The receiver's gateway found a fault in the envelope, signature or agreement. The content was not processed.",
    ],
    remedy: 'agree',
    source: 'ebMS 2.0 4.2.3; HITS 1171 8.3',
  }),
  'MV-2084': entry({
    severity: 'warning',
    message: [
      'Signalet gjelder en melding som ikke er sendt herfra.',
      'Signalet gjeld ei melding som ikkje er send herifrå.',
      'The signal is about a message that was not sent from here.',
    ],
    cause: [
      'RefToMessageId er ukjent, eller signalet kommer fra en annen enn mottakeren.',
      'RefToMessageId er ukjend, eller signalet kjem frå ein annan enn mottakaren.',
      'RefToMessageId is unknown, or the signal comes from someone other than the receiver.',
    ],
    remedy: 'tell',
    source: 'ebMS 2.0 3.1.6.3',
  }),
});
