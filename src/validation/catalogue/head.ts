import { defineFindings, type FindingDefinition } from './definition.ts';
import { CALL_SENDER, NOTHING_TO_DO, SENDER_SYSTEM, TELL_SENDER } from './texts.ts';

type Part = Pick<FindingDefinition, 'message' | 'source'> & Partial<FindingDefinition>;

function rule(part: Part): FindingDefinition {
  return {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    cause: SENDER_SYSTEM,
    remedy: TELL_SENDER,
    ...part,
  };
}

/** MV-12xx: the message head and the addressing. */
export const headFindings = defineFindings({
  'MV-1201': rule({
    message: {
      nb: 'Meldingstypen (MsgInfo/Type) er ikke fylt ut.',
      nn: 'Meldingstypen (MsgInfo/Type) er ikkje fylt ut.',
      en: 'The message type (MsgInfo/Type) is not filled in.',
    },
    source: 'HIS 80704:2014 4.1.1',
  }),
  'MV-1202': rule({
    message: {
      nb: 'Meldingstypen passer ikke med innholdet. Innholdet {root} hører til {expected}.',
      nn: 'Meldingstypen passar ikkje med innhaldet. Innhaldet {root} høyrer til {expected}.',
      en: 'The message type does not fit the content. The content {root} belongs to {expected}.',
    },
    cause: {
      nb: 'Feil kode i MsgInfo/Type, eller feil innhold lagt i hodemeldingen.',
      nn: 'Feil kode i MsgInfo/Type, eller feil innhald lagt i hovudmeldinga.',
      en: 'A wrong code in MsgInfo/Type, or the wrong content put in the head.',
    },
    source: 'HIS 80704:2014 4.1.1',
  }),
  'MV-1204': rule({
    message: {
      nb: 'Meldingstypen {type} skal ha innholdet {expected}, men meldingen har {found}.',
      nn: 'Meldingstypen {type} skal ha innhaldet {expected}, men meldinga har {found}.',
      en: 'The message type {type} must have the content {expected}, but the message has {found}.',
    },
    cause: {
      nb: 'Typen i hodet og innholdet er laget for hver sin melding.',
      nn: 'Typen i hovudet og innhaldet er laga for kvar si melding.',
      en: 'The type in the head and the content were made for different messages.',
    },
    remedy: CALL_SENDER,
    source: 'HIS 1149:2014 3.2–3.6',
  }),
  'MV-1206': rule({
    severity: 'warning',
    message: {
      nb: 'Meldingen er datert fram i tid (GenDate).',
      nn: 'Meldinga er datert fram i tid (GenDate).',
      en: 'The message is dated in the future (GenDate).',
    },
    cause: {
      nb: 'Avsenders klokke går feil, eller tiden er skrevet i feil tidssone.',
      nn: 'Klokka til avsendaren går feil, eller tida er skriven i feil tidssone.',
      en: "The sender's clock is wrong, or the time is written in the wrong time zone.",
    },
    source: 'HIS 80601:2006 (GenDate)',
  }),
  'MV-1207': rule({
    message: {
      nb: 'Meldingen har ikke genereringstidspunkt (GenDate).',
      nn: 'Meldinga har ikkje genereringstidspunkt (GenDate).',
      en: 'The message has no time of generation (GenDate).',
    },
    source: 'HIS 80601:2006 (GenDate); HIS 80226:2014 4.1',
  }),
  'MV-1208': rule({
    message: {
      nb: 'Hodemeldingen har ikke noe faglig innhold.',
      nn: 'Hovudmeldinga har ikkje noko fagleg innhald.',
      en: 'The message head carries no professional content.',
    },
    cause: {
      nb: 'Document/RefDoc/Content mangler, er tomt eller inneholder bare vedlegg.',
      nn: 'Document/RefDoc/Content manglar, er tomt eller inneheld berre vedlegg.',
      en: 'Document/RefDoc/Content is missing, empty, or holds only attachments.',
    },
    remedy: CALL_SENDER,
    source: 'HIS 80704:2014 4.1.1',
  }),
  'MV-1209': rule({
    message: {
      nb: 'Dokumentet med det faglige innholdet skal ha MsgType "XML".',
      nn: 'Dokumentet med det faglege innhaldet skal ha MsgType «XML».',
      en: 'The document with the professional content must have MsgType "XML".',
    },
    source: 'HIS 80704:2014 4.1.1',
  }),
  'MV-1210': rule({
    message: {
      nb: 'Meldingen har mer enn ett faglig innhold; bare det første behandles.',
      nn: 'Meldinga har meir enn eitt fagleg innhald; berre det første blir behandla.',
      en: 'The message has more than one professional content; only the first is processed.',
    },
    remedy: CALL_SENDER,
    source: 'HIS 80704:2014 4.1.1',
  }),
  'MV-1211': rule({
    message: {
      nb: '{role} mangler gyldig HER-id for virksomheten (nivå 1).',
      nn: '{role} manglar gyldig HER-id for verksemda (nivå 1).',
      en: '{role}: the HER-id of the organisation (level 1) is missing or not valid.',
    },
    remedy: CALL_SENDER,
    source: 'HIS 1153-2:2016 AD2.2',
  }),
  'MV-1212': rule({
    message: {
      nb: '{role} mangler navn på virksomheten (nivå 1).',
      nn: '{role} manglar namn på verksemda (nivå 1).',
      en: '{role}: the name of the organisation (level 1) is missing.',
    },
    source: 'HIS 1153-2:2016 AD2.3',
  }),
  'MV-1213': rule({
    message: {
      nb: '{role} mangler tjeneste eller person med HER-id (nivå 2).',
      nn: '{role} manglar teneste eller person med HER-id (nivå 2).',
      en: '{role}: the service or person with its HER-id (level 2) is missing.',
    },
    remedy: CALL_SENDER,
    source: 'HIS 1153-2:2016 AD2.2, AD2.7, AD2.8',
  }),
  'MV-1214': rule({
    message: {
      nb: '{role} mangler navn på tjenesten eller personen (nivå 2).',
      nn: '{role} manglar namn på tenesta eller personen (nivå 2).',
      en: '{role}: the name of the service or person (level 2) is missing.',
    },
    source: 'HIS 1153-2:2016 AD2.4',
  }),
  'MV-1216': rule({
    severity: 'warning',
    message: {
      nb: '{role} har samme HER-id for virksomheten og for tjenesten.',
      nn: '{role} har same HER-id for verksemda og for tenesta.',
      en: '{role} has the same HER-id for the organisation and for the service.',
    },
    source: 'HIS 1153-2:2016 AD2.2',
  }),
  'MV-1217': rule({
    message: {
      nb: 'En HER-id er ikke et tall på inntil ni siffer.',
      nn: 'Ein HER-id er ikkje eit tal på inntil ni siffer.',
      en: 'A HER-id is not a number of up to nine digits.',
    },
    source: 'HIS 1153-2:2016 AD2.2',
  }),
  'MV-1218': rule({
    message: {
      nb: 'Meldingen er et svar, men viser ikke til meldingen som den svarer på (ConversationRef).',
      nn: 'Meldinga er eit svar, men viser ikkje til meldinga som ho svarar på (ConversationRef).',
      en: 'The message is an answer, but does not refer to the message that it answers (ConversationRef).',
    },
    remedy: CALL_SENDER,
    source: 'HITS 1218:2019 3.3; HIS 1151:2006 4.2.1',
  }),
  'MV-1219': rule({
    message: {
      nb: 'Meldingen har forsendelsesstatus {status}, men viser ikke til den tidligere meldingen (ConversationRef).',
      nn: 'Meldinga har forsendingsstatus {status}, men viser ikkje til den tidlegare meldinga (ConversationRef).',
      en: 'The message has the status {status}, but does not refer to the earlier message (ConversationRef).',
    },
    remedy: CALL_SENDER,
    source: 'HIS 80704:2014 4.1.1; HITS 1218:2019 3.3',
  }),
  'MV-1220': rule({
    severity: 'warning',
    message: {
      nb: 'Referansen til en tidligere melding er ikke en gyldig UUID.',
      nn: 'Referansen til ei tidlegare melding er ikkje ein gyldig UUID.',
      en: 'The reference to an earlier message is not a valid UUID.',
    },
    source: 'HITS 1218:2019 3.3',
  }),
  'MV-1221': rule({
    severity: 'warning',
    message: {
      nb: 'Meldingen viser til seg selv som den forrige meldingen i dialogen.',
      nn: 'Meldinga viser til seg sjølv som den førre meldinga i dialogen.',
      en: 'The message refers to itself as the previous message of the dialogue.',
    },
    source: 'HITS 1218:2019 3.3',
  }),
  'MV-1223': rule({
    severity: 'warning',
    message: {
      nb: 'Forsendelsesstatus H (historikk) brukes ikke i pleie- og omsorgsmeldinger; bruk N, M, A eller C.',
      nn: 'Forsendingsstatus H (historikk) blir ikkje brukt i pleie- og omsorgsmeldingar; bruk N, M, A eller C.',
      en: 'The status H (history) is not used in nursing and care messages; use N, M, A or C.',
    },
    source: 'HIS 80704:2014 5.2.2',
  }),
  'MV-1225': rule({
    severity: 'info',
    message: {
      nb: 'Meldingen er merket som opplæring eller test (ProcessingStatus).',
      nn: 'Meldinga er merkt som opplæring eller test (ProcessingStatus).',
      en: 'The message is marked as training or test (ProcessingStatus).',
    },
    cause: {
      nb: 'Avsender har merket meldingen T (opplæring) eller D (debugging). Den holdes utenfor frister og statistikk.',
      nn: 'Avsendaren har merkt meldinga T (opplæring) eller D (debugging). Ho blir halden utanfor fristar og statistikk.',
      en: 'The sender marked the message T (training) or D (debugging). It is kept out of deadlines and statistics.',
    },
    remedy: NOTHING_TO_DO,
    source: 'HIS 80601:2006 (ProcessingStatus, 8113)',
  }),
  'MV-1226': rule({
    severity: 'warning',
    message: {
      nb: 'Genereringstidspunktet (GenDate) skal ha både dato og klokkeslett.',
      nn: 'Genereringstidspunktet (GenDate) skal ha både dato og klokkeslett.',
      en: 'The time of generation (GenDate) must have both date and time.',
    },
    source: 'HIS 80415:2012 4.4 (IssueDate)',
  }),
});
