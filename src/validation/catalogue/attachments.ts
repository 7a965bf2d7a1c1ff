import { defineFindings, type FindingDefinition } from './definition.ts';
import { CALL_SENDER, SENDER_SYSTEM, TELL_SENDER } from './texts.ts';

type Part = Pick<FindingDefinition, 'message'> & Partial<FindingDefinition>;

function attachment(part: Part): FindingDefinition {
  return {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    cause: SENDER_SYSTEM,
    remedy: TELL_SENDER,
    source: 'HIS 1036:2011 4.2',
    ...part,
  };
}

/** MV-18xx: attachments. */
export const attachmentFindings = defineFindings({
  'MV-1801': attachment({
    message: {
      nb: 'Et vedlegg skal ha MsgType "A" (vedlegg).',
      nn: 'Eit vedlegg skal ha MsgType «A» (vedlegg).',
      en: 'An attachment must have MsgType "A" (attachment).',
    },
  }),
  'MV-1802': attachment({
    message: {
      nb: 'Vedlegget oppgir ikke hvilket format det har (MimeType).',
      nn: 'Vedlegget oppgir ikkje kva format det har (MimeType).',
      en: 'The attachment does not state its format (MimeType).',
    },
  }),
  'MV-1803': attachment({
    severity: 'info',
    message: {
      nb: 'Vedlegget har ingen beskrivelse (Description).',
      nn: 'Vedlegget har inga skildring (Description).',
      en: 'The attachment has no description (Description).',
    },
  }),
  'MV-1804': attachment({
    message: {
      nb: 'Vedlegget er tomt.',
      nn: 'Vedlegget er tomt.',
      en: 'The attachment is empty.',
    },
    remedy: CALL_SENDER,
  }),
  'MV-1805': attachment({
    severity: 'warning',
    message: {
      nb: 'Vedlegget oppgis å være {mimeType}, men innholdet er {found}.',
      nn: 'Vedlegget er oppgjeve å vere {mimeType}, men innhaldet er {found}.',
      en: 'The attachment is said to be {mimeType}, but its content is {found}.',
    },
    cause: {
      nb: 'Feil MimeType, eller filen er ødelagt eller byttet ut.',
      nn: 'Feil MimeType, eller fila er øydelagd eller bytt ut.',
      en: 'A wrong MimeType, or the file is damaged or was swapped.',
    },
    remedy: {
      nb: 'Meldingen leveres. Åpne vedlegget med varsomhet, og spør avsender ved tvil.',
      nn: 'Meldinga blir levert. Opne vedlegget varsamt, og spør avsendaren ved tvil.',
      en: 'The message is delivered. Open the attachment with care, and ask the sender if in doubt.',
    },
  }),
  'MV-1806': attachment({
    message: {
      nb: 'Helsefaglig dialog kan bare ha vedlegg av typen PDF, JPG eller PNG.',
      nn: 'Helsefagleg dialog kan berre ha vedlegg av typen PDF, JPG eller PNG.',
      en: 'A professional dialogue may only have attachments of the types PDF, JPG or PNG.',
    },
    source: 'HIS 1077:2017 5.1.1, 5.3',
  }),
  'MV-1807': attachment({
    severity: 'warning',
    message: {
      nb: 'Meldingen er {size} MB; over 10 MB kommer ikke alltid fram som e-post.',
      nn: 'Meldinga er {size} MB; over 10 MB kjem ikkje alltid fram som e-post.',
      en: 'The message is {size} MB; more than 10 MB does not always get through by mail.',
    },
    cause: {
      nb: 'Vedleggene er store.',
      nn: 'Vedlegga er store.',
      en: 'The attachments are large.',
    },
    source: 'HIS 1036:2011 3.2',
  }),
  'MV-1808': attachment({
    severity: 'warning',
    message: {
      nb: 'Vedlegget er base64-kodet to ganger og kan ikke åpnes direkte.',
      nn: 'Vedlegget er base64-koda to gonger og kan ikkje opnast direkte.',
      en: 'The attachment is base64-encoded twice and cannot be opened directly.',
    },
    cause: {
      nb: 'Både avsenders fagsystem og et ledd etter det har kodet filen.',
      nn: 'Både fagsystemet til avsendaren og eit ledd etter det har koda fila.',
      en: "Both the sender's system and a step after it have encoded the file.",
    },
  }),
  'MV-1809': attachment({
    severity: 'warning',
    message: {
      nb: 'Vedlegget er et program eller et skript.',
      nn: 'Vedlegget er eit program eller eit skript.',
      en: 'The attachment is a program or a script.',
    },
    cause: {
      nb: 'Ingen fagmelding har programmer som vedlegg. Det kan være et angrep.',
      nn: 'Inga fagmelding har program som vedlegg. Det kan vere eit angrep.',
      en: 'No professional message has programs as attachments. It may be an attack.',
    },
    remedy: {
      nb: 'Ikke åpne vedlegget. Varsle den som har ansvar for informasjonssikkerhet hos begge parter.',
      nn: 'Ikkje opne vedlegget. Varsle den som har ansvar for informasjonstryggleik hos begge partar.',
      en: 'Do not open the attachment. Alert those responsible for information security on both sides.',
    },
    source: 'HIS 1036:2011 2.3',
  }),
  'MV-1811': attachment({
    severity: 'info',
    message: {
      nb: 'Vedlegget ligger ikke i meldingen; det er bare oppgitt en referanse til en fil.',
      nn: 'Vedlegget ligg ikkje i meldinga; det er berre oppgjeve ein referanse til ei fil.',
      en: 'The attachment is not in the message; only a reference to a file is given.',
    },
    source: 'HIS 80601:2006 (FileReference)',
  }),
});
