import type { Text } from './definition.ts';

/** Texts that many findings share. */
export const SENDER_SYSTEM: Text = {
  nb: 'Avsenders system fyller ikke ut meldingen slik standarden sier.',
  nn: 'Systemet til avsendaren fyller ikkje ut meldinga slik standarden seier.',
  en: "The sender's system does not fill in the message as the standard says.",
};

export const NOT_FILLED_IN: Text = {
  nb: 'Opplysningen er ikke registrert hos avsender, eller er ikke tatt med i meldingen.',
  nn: 'Opplysninga er ikkje registrert hos avsendaren, eller er ikkje teken med i meldinga.',
  en: 'The information is not recorded by the sender, or was left out of the message.',
};

export const TELL_SENDER: Text = {
  nb: 'Meldingen leveres. Gi avsender beskjed, slik at senere meldinger blir riktige.',
  nn: 'Meldinga blir levert. Gi avsendaren beskjed, slik at seinare meldingar blir rette.',
  en: 'The message is delivered. Tell the sender, so that later messages are right.',
};

export const CALL_SENDER: Text = {
  nb: 'Meldingen leveres. Kontakt avsender om opplysningen som mangler.',
  nn: 'Meldinga blir levert. Kontakt avsendaren om opplysninga som manglar.',
  en: 'The message is delivered. Contact the sender about what is missing.',
};

export const CHECK_PATIENT: Text = {
  nb: 'Meldingen leveres. Kontroller med avsender at det er rett pasient før opplysningene brukes.',
  nn: 'Meldinga blir levert. Kontroller med avsendaren at det er rett pasient før opplysningane blir brukte.',
  en: 'The message is delivered. Make sure with the sender that it is the right patient before the information is used.',
};

export const NOTHING_TO_DO: Text = {
  nb: 'Ingenting må gjøres.',
  nn: 'Ingenting må gjerast.',
  en: 'Nothing needs to be done.',
};
