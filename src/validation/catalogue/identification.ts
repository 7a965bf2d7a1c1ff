import { defineFindings } from './definition.ts';

/** The two rules beyond form and schema that may reject (HIS 80415:2012 3.3.4). */
export const identificationFindings = defineFindings({
  'MV-1203': {
    severity: 'error',
    layer: 'rule',
    apprec: 'E10',
    message: {
      nb: 'Meldingsidentifikatoren (MsgId) er ikke en gyldig UUID.',
      nn: 'Meldingsidentifikatoren (MsgId) er ikkje ein gyldig UUID.',
      en: 'The message id (MsgId) is not a valid UUID.',
    },
    cause: {
      nb: 'Avsenders system bruker egne løpenummer, eller feltet er tomt.',
      nn: 'Systemet til avsendaren bruker eigne løpenummer, eller feltet er tomt.',
      en: "The sender's system uses serial numbers of its own, or the field is empty.",
    },
    remedy: {
      nb: 'Avsender må lage en ny UUID for meldingen (skrevet 8-4-4-4-12) og sende på nytt.',
      nn: 'Avsendaren må lage ein ny UUID for meldinga (skriven 8-4-4-4-12) og sende på nytt.',
      en: 'The sender must give the message a new UUID (written 8-4-4-4-12) and send it again.',
    },
    source: 'HIS 80415:2012 3.3.4',
  },
  'MV-1301': {
    severity: 'error',
    layer: 'rule',
    apprec: 'E36',
    message: {
      nb: 'Pasienten er ikke tilstrekkelig identifisert. Navn må stå sammen med fødselsnummer, D-nummer eller felles hjelpenummer, eller sammen med fødselsdato og kjønn.',
      nn: 'Pasienten er ikkje tilstrekkeleg identifisert. Namn må stå saman med fødselsnummer, D-nummer eller felles hjelpenummer, eller saman med fødselsdato og kjønn.',
      en: 'The patient is not sufficiently identified. A name must stand with a national identity number, D-number or common help number, or with birth date and sex.',
    },
    cause: {
      nb: 'Navn, identifikator, fødselsdato eller kjønn mangler, eller identifikatorens type er ikke oppgitt.',
      nn: 'Namn, identifikator, fødselsdato eller kjønn manglar, eller typen til identifikatoren er ikkje oppgitt.',
      en: 'Name, identifier, birth date or sex is missing, or the type of the identifier is not given.',
    },
    remedy: {
      nb: 'Avsender må fylle ut pasientens opplysninger og sende meldingen på nytt med ny meldingsidentifikator.',
      nn: 'Avsendaren må fylle ut opplysningane om pasienten og sende meldinga på nytt med ny meldingsidentifikator.',
      en: "The sender must complete the patient's particulars and send the message again with a new message id.",
    },
    source: 'HIS 80415:2012 3.3.4',
  },
});
