import { defineFindings, type FindingDefinition } from './definition.ts';
import { CHECK_PATIENT, NOT_FILLED_IN } from './texts.ts';

type Part = Pick<FindingDefinition, 'message' | 'source'> & Partial<FindingDefinition>;

function rule(part: Part): FindingDefinition {
  return {
    severity: 'warning',
    layer: 'rule',
    apprec: null,
    cause: NOT_FILLED_IN,
    remedy: CHECK_PATIENT,
    ...part,
  };
}

/** MV-13xx: the patient's particulars, beyond what is needed to receive the message at all (MV-1301). */
export const patientFindings = defineFindings({
  'MV-1302': rule({
    message: {
      nb: 'Pasientens navn er ikke fullstendig; fornavn eller etternavn mangler.',
      nn: 'Namnet til pasienten er ikkje fullstendig; fornamn eller etternamn manglar.',
      en: "The patient's name is incomplete; given name or family name is missing.",
    },
    source: 'HIS 80704:2014 4.1.1',
  }),
  'MV-1303': rule({
    severity: 'error',
    message: {
      nb: 'Pasienten er oppgitt uten identifikator. Minst navn og identifikator skal være med.',
      nn: 'Pasienten er oppgjeven utan identifikator. Minst namn og identifikator skal vere med.',
      en: 'The patient is given without an identifier. At least name and identifier must be there.',
    },
    source: 'HIS 80704:2014 4.1.1',
  }),
  'MV-1304': rule({
    message: {
      nb: 'Pasientens fødselsdato er en annen enn den som fødselsnummeret gir.',
      nn: 'Fødselsdatoen til pasienten er ein annan enn den som fødselsnummeret gir.',
      en: "The patient's birth date is not the one that the identity number gives.",
    },
    cause: {
      nb: 'Feil i ett av feltene, eller opplysninger om to personer er blandet.',
      nn: 'Feil i eitt av felta, eller opplysningar om to personar er blanda.',
      en: 'One of the fields is wrong, or particulars of two persons are mixed.',
    },
    source: 'HIS 1001:2010',
  }),
  'MV-1305': rule({
    message: {
      nb: 'Pasientens kjønn er et annet enn det som fødselsnummeret gir.',
      nn: 'Kjønnet til pasienten er eit anna enn det som fødselsnummeret gir.',
      en: "The patient's sex is not the one that the identity number gives.",
    },
    cause: {
      nb: 'Feil i ett av feltene, endret juridisk kjønn, eller opplysninger om to personer er blandet.',
      nn: 'Feil i eitt av felta, endra juridisk kjønn, eller opplysningar om to personar er blanda.',
      en: 'One of the fields is wrong, legal sex was changed, or particulars of two persons are mixed.',
    },
    source: 'HIS 1001:2010',
  }),
  'MV-1306': rule({
    message: {
      nb: 'Pasientens fødselsdato ligger fram i tid.',
      nn: 'Fødselsdatoen til pasienten ligg fram i tid.',
      en: "The patient's birth date is in the future.",
    },
    source: 'HIS 80601:2006 (Patient)',
  }),
});
