import type { FindingDefinition, Text } from '../../../validation/catalogue/definition.ts';
import type { Severity } from '../../../validation/finding.ts';

type Languages = readonly [nb: string, nn: string, en: string];

/** What the person reading a finding can do; most findings share one of these. */
export const REMEDIES = {
  correct: [
    'Avsenderens meldingssentral må rettes. Deretter sendes meldingen på nytt med ny MessageId.',
    'Meldingssentralen til avsendaren må rettast. Deretter blir meldinga send på nytt med ny MessageId.',
    "The sender's gateway must be corrected, and the message sent again with a new MessageId.",
  ],
  agree: [
    'Sammenlign avtalen (CPA eller partnerfil) hos begge parter, og rett den som er feil.',
    'Samanlikn avtalen (CPA eller partnarfil) hos begge partar, og rett den som er feil.',
    'Compare the agreement (CPA or partner file) on both sides, and correct the one that is wrong.',
  ],
  tell: [
    'Meldingen er tatt imot. Si fra til avsenderens leverandør, så det blir rettet.',
    'Meldinga er teken imot. Sei frå til leverandøren til avsendaren, så det blir retta.',
    "The message was accepted. Tell the sender's supplier, so that it gets corrected.",
  ],
  resend: [
    'Be avsenderen sende meldingen på nytt. Skjer det igjen, må veien mellom partene undersøkes.',
    'Be avsendaren sende meldinga på nytt. Skjer det igjen, må vegen mellom partane undersøkjast.',
    'Ask the sender to send the message again. If it repeats, examine the way between the parties.',
  ],
  investigate: [
    'Ta kontakt med avsenderen på telefon. Kan avsenderen ikke forklare det, skal det meldes som sikkerhetshendelse.',
    'Ta kontakt med avsendaren på telefon. Kan avsendaren ikkje forklare det, skal det meldast som tryggingshending.',
    'Call the sender. If the sender cannot explain it, report it as a security incident.',
  ],
  certificate: [
    'Få avsenderens gyldige sertifikat fra en kilde du stoler på, og legg det i partnerfilen under «signing».',
    'Få det gyldige sertifikatet til avsendaren frå ei kjelde du stoler på, og legg det i partnarfila under «signing».',
    "Get the sender's valid certificate from a source that you trust, and put it under “signing” in the partner file.",
  ],
  none: ['Ingenting å gjøre.', 'Ingenting å gjere.', 'Nothing to do.'],
} as const satisfies Record<string, Languages>;

export interface Entry {
  severity?: Severity;
  layer?: 'envelope' | 'signature';
  apprec?: string | null;
  message: Languages;
  cause: Languages;
  remedy?: keyof typeof REMEDIES | Languages;
  source: string;
}

/** Writes a catalogue entry in its short form: an error of the envelope, to be corrected by the sender. */
export function entry(short: Entry): FindingDefinition {
  const remedy = short.remedy ?? 'correct';
  return {
    severity: short.severity ?? 'error',
    layer: short.layer ?? 'envelope',
    apprec: short.apprec ?? null,
    message: text(short.message),
    cause: text(short.cause),
    remedy: text(typeof remedy === 'string' ? REMEDIES[remedy] : remedy),
    source: short.source,
  };
}

function text([nb, nn, en]: Languages): Text {
  return { nb, nn, en };
}
