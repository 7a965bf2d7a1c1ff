import { defineFindings } from '../../../validation/catalogue/definition.ts';
import { type Entry, entry } from './entry.ts';

const certificate = (short: Omit<Entry, 'layer'>) =>
  entry({ apprec: 'S02', remedy: 'certificate', ...short, layer: 'signature' });

/** MV-2121 to MV-2132: whose certificate signed, and encryption. */
export const certificateFindings = defineFindings({
  'MV-2121': certificate({
    message: [
      'Avsenderen har ikke noe registrert signeringssertifikat.',
      'Avsendaren har ikkje noko registrert signeringssertifikat.',
      'The sender has no registered signing certificate.',
    ],
    cause: [
      'Partneren mangler «signing» i partnerfilen, og avtalen har ikke noe sertifikat.',
      'Partnaren manglar «signing» i partnarfila, og avtalen har ikkje noko sertifikat.',
      'The partner has no “signing” in the partner file, and the agreement has no certificate.',
    ],
    source: 'HITS 1171 5.2.5; HITS 1172 regel 79',
  }),
  'MV-2122': certificate({
    message: [
      'Meldingen er signert med et annet sertifikat enn avsenderens.',
      'Meldinga er signert med eit anna sertifikat enn det avsendaren har.',
      "The message was signed with a certificate other than the sender's.",
    ],
    cause: [
      'Avsenderen har byttet sertifikat uten å si fra, eller noen utgir seg for å være avsenderen.',
      'Avsendaren har bytt sertifikat utan å seie frå, eller nokon gir seg ut for å vere avsendaren.',
      'The sender changed its certificate without notice, or someone poses as the sender.',
    ],
    source: 'HITS 1171 5.2.5; HITS 1172 regel 44',
  }),
  'MV-2123': certificate({
    message: [
      'Sertifikatet som signerte meldingen, er ikke gyldig nå.',
      'Sertifikatet som signerte meldinga, er ikkje gyldig no.',
      'The certificate that signed the message is not valid now.',
    ],
    cause: [
      'Gyldighetstiden er ute eller har ikke begynt.',
      'Gyldigheitstida er ute eller har ikkje begynt.',
      'Its period of validity is over or has not begun.',
    ],
    source: 'HITS 1171 5.2.5; HITS 1172 regel 104 og 105',
  }),
  'MV-2124': certificate({
    apprec: null,
    severity: 'warning',
    message: [
      'Meldingen er datert utenfor sertifikatets gyldighetstid.',
      'Meldinga er datert utanfor gyldigheitstida til sertifikatet.',
      "The message is dated outside the certificate's period of validity.",
    ],
    cause: [
      'Avsenderens klokke går feil, eller et utløpt sertifikat er brukt.',
      'Klokka til avsendaren går feil, eller eit utgått sertifikat er brukt.',
      "The sender's clock is wrong, or an expired certificate was used.",
    ],
    remedy: 'tell',
    source: 'HITS 1172 regel 104 og 105',
  }),
  'MV-2125': certificate({
    message: [
      'Sertifikatet kan ikke leses, eller nøkkelen er for svak.',
      'Sertifikatet kan ikkje lesast, eller nøkkelen er for svak.',
      'The certificate cannot be read, or its key is too weak.',
    ],
    cause: [
      'Sertifikatet er skadet, eller har ikke en RSA-nøkkel på minst 2048 bit.',
      'Sertifikatet er skadd, eller har ikkje ein RSA-nøkkel på minst 2048 bit.',
      'The certificate is damaged, or has no RSA key of at least 2048 bits.',
    ],
    source: 'HITS 1172 regel 46',
  }),
  'MV-2126': certificate({
    apprec: 'S01',
    message: [
      'Signaturverdien er ikke laget med nøkkelen i sertifikatet.',
      'Signaturverdien er ikkje laga med nøkkelen i sertifikatet.',
      'The signature value was not made with the key of the certificate.',
    ],
    cause: [
      'SignedInfo er endret etter signering, eller meldingen er forfalsket.',
      'SignedInfo er endra etter signering, eller meldinga er forfalska.',
      'SignedInfo was changed after signing, or the message is forged.',
    ],
    remedy: 'investigate',
    source: 'HIS 1037:2011 5.5; HITS 1172 regel 50',
  }),
  'MV-2127': certificate({
    apprec: 'S03',
    message: [
      'Sertifikatet som signerte meldingen, er tilbakekalt.',
      'Sertifikatet som signerte meldinga, er kalla tilbake.',
      'The certificate that signed the message has been revoked.',
    ],
    cause: [
      'Utstederen har trukket sertifikatet tilbake, ofte fordi nøkkelen er kommet på avveie.',
      'Utstedaren har trekt sertifikatet tilbake, ofte fordi nøkkelen er komen på avvegar.',
      'The issuer withdrew the certificate, often because its key was lost.',
    ],
    remedy: 'investigate',
    source: 'HITS 1171 5.2.5',
  }),
  'MV-2128': certificate({
    apprec: null,
    severity: 'info',
    message: [
      'Det er ikke mulig å få vite om sertifikatet er tilbakekalt. Meldingen venter.',
      'Det er ikkje mogleg å få vite om sertifikatet er kalla tilbake. Meldinga ventar.',
      'It cannot be found out whether the certificate has been revoked. The message waits.',
    ],
    cause: [
      'Utstederens tjeneste (CRL eller OCSP) svarer ikke.',
      'Tenesta til utstedaren (CRL eller OCSP) svarer ikkje.',
      "The issuer's service (CRL or OCSP) does not answer.",
    ],
    remedy: 'none',
    source: 'HITS 1171 5.2.5',
  }),
  'MV-2131': certificate({
    apprec: 'S99',
    message: [
      'Innholdet kan ikke dekrypteres med våre nøkler.',
      'Innhaldet kan ikkje dekrypterast med nøklane våre.',
      'The content cannot be decrypted with our keys.',
    ],
    cause: [
      'Avsenderen har brukt et gammelt eller feil krypteringssertifikat, eller innholdet er skadet.',
      'Avsendaren har brukt eit gammalt eller feil krypteringssertifikat, eller innhaldet er skadd.',
      'The sender used an old or wrong encryption certificate, or the content is damaged.',
    ],
    remedy: [
      'Gi avsenderen det gyldige krypteringssertifikatet vårt, og be om at meldingen sendes på nytt.',
      'Gi avsendaren det gyldige krypteringssertifikatet vårt, og be om at meldinga blir send på nytt.',
      'Give the sender our valid encryption certificate, and ask for the message to be sent again.',
    ],
    source: 'HIS 1037:2011 5.5; HITS 1172 regel 263',
  }),
  'MV-2132': certificate({
    apprec: null,
    severity: 'warning',
    message: [
      'Innholdet er kryptert med en svak metode.',
      'Innhaldet er kryptert med ein svak metode.',
      'The content is encrypted with a weak method.',
    ],
    cause: [
      'Avsenderen bruker 3DES eller AES med kort nøkkel i stedet for AES-256.',
      'Avsendaren bruker 3DES eller AES med kort nøkkel i staden for AES-256.',
      'The sender uses 3DES or AES with a short key instead of AES-256.',
    ],
    remedy: 'tell',
    source: 'HIS 1037:2011 5.5',
  }),
});
