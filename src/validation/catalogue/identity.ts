import { defineFindings, type FindingDefinition } from './definition.ts';
import { CHECK_PATIENT, TELL_SENDER } from './texts.ts';

type Part = Pick<FindingDefinition, 'message'> & Partial<FindingDefinition>;

function number(part: Part): FindingDefinition {
  return {
    severity: 'warning',
    layer: 'rule',
    apprec: null,
    cause: {
      nb: 'Tastefeil, eller nummeret er av en annen type enn oppgitt.',
      nn: 'Tastefeil, eller nummeret er av ein annan type enn oppgjeve.',
      en: 'A typing error, or the number is of another kind than stated.',
    },
    remedy: CHECK_PATIENT,
    source: 'HIS 1001:2010',
    ...part,
  };
}

/** MV-16xx: identity numbers. No text ever quotes a number. */
export const identityFindings = defineFindings({
  'MV-1601': number({
    message: {
      nb: 'Kontrollsifrene i et {kind} stemmer ikke.',
      nn: 'Kontrollsifra i eit {kind} stemmer ikkje.',
      en: 'The check digits of an identity number ({kind}) are wrong.',
    },
  }),
  'MV-1602': number({
    message: {
      nb: 'Et {kind} har ikke elleve siffer.',
      nn: 'Eit {kind} har ikkje elleve siffer.',
      en: 'An identity number ({kind}) does not have eleven digits.',
    },
  }),
  'MV-1603': number({
    message: {
      nb: 'Et {kind} inneholder en dato som ikke finnes.',
      nn: 'Eit {kind} inneheld ein dato som ikkje finst.',
      en: 'An identity number ({kind}) holds a date that does not exist.',
    },
  }),
  'MV-1604': number({
    message: {
      nb: 'Nummeret er oppgitt som {kind}, men er bygd opp som en annen type nummer.',
      nn: 'Nummeret er oppgjeve som {kind}, men er bygt opp som ein annan type nummer.',
      en: 'The number is stated to be of one kind ({kind}), but is built like another.',
    },
  }),
  'MV-1605': number({
    message: {
      nb: 'Et {kind} tilhører en testperson (syntetisk identitet) og skal ikke forekomme i produksjon.',
      nn: 'Eit {kind} høyrer til ein testperson (syntetisk identitet) og skal ikkje finnast i produksjon.',
      en: 'An identity number ({kind}) belongs to a test person (synthetic identity) and has no place in production.',
    },
    cause: {
      nb: 'En testmelding er sendt til produksjon, eller Meldingsvakt kjører i produksjonsmodus på testdata. Måned + 80 er Skatteetatens, + 65 Norsk helsenetts og + 40 NAVs testpersoner; + 40 kan også være et H-nummer som er oppgitt med feil type.',
      nn: 'Ei testmelding er send til produksjon, eller Meldingsvakt køyrer i produksjonsmodus på testdata. Månad + 80 er testpersonane til Skatteetaten, + 65 Norsk helsenett og + 40 NAV; + 40 kan òg vere eit H-nummer som er oppgjeve med feil type.',
      en: 'A test message was sent to production, or Meldingsvakt runs in production mode on test data. Month + 80 are the test persons of Skatteetaten, + 65 of Norsk helsenett, + 40 of NAV; + 40 may also be an H-nummer with the wrong type.',
    },
    remedy: {
      nb: 'Kontroller hvor meldingen kommer fra. Testmeldinger merkes med ProcessingStatus T eller D.',
      nn: 'Kontroller kvar meldinga kjem frå. Testmeldingar blir merkte med ProcessingStatus T eller D.',
      en: 'Find out where the message comes from. Test messages are marked with ProcessingStatus T or D.',
    },
    source: 'HIS 1001:2010; Skatteetaten (Tenor); Norsk helsenett',
  }),
  'MV-1606': number({
    message: {
      nb: 'Et organisasjonsnummer er ikke gyldig.',
      nn: 'Eit organisasjonsnummer er ikkje gyldig.',
      en: 'An organisation number is not valid.',
    },
    remedy: TELL_SENDER,
    source: 'Enhetsregisteret (modulus 11)',
  }),
  'MV-1607': number({
    message: {
      nb: 'Et HPR-nummer er ikke et tall på inntil ni siffer.',
      nn: 'Eit HPR-nummer er ikkje eit tal på inntil ni siffer.',
      en: 'A HPR number is not a number of up to nine digits.',
    },
    remedy: TELL_SENDER,
    source: 'HITS 1174:2017 5.1.2',
  }),
  'MV-1608': number({
    message: {
      nb: 'Et DUF-nummer har ikke tolv siffer.',
      nn: 'Eit DUF-nummer har ikkje tolv siffer.',
      en: 'A DUF number does not have twelve digits.',
    },
  }),
});
