import type { Text } from './text.ts';

/**
 * The messages that the rules speak of, and how each is known by what it says. The numbers are those of the dialogue
 * between hospital and kommune; they are national, so no pack redefines them.
 */
export interface Kind {
  /** Place in the dialogue (1–14); `null` for what only the transport knows. */
  number: number | null;
  name: Text;
  direction: 'HF->K' | 'K->HF' | 'both';
  /** How to know it from MsgInfo/Type, content type and topic; `null` when it is no document (transport receipts). */
  known: Recognition | null;
}

interface Recognition {
  type: string;
  /** Only with this code of TypeInnholdIMelding / TemaKodet (`list/code`). */
  only?: string;
  /** Never with this code. */
  not?: string;
  /** AppRec status (8258), one of. */
  apprec?: readonly string[];
}

function kind(
  number: number | null,
  direction: Kind['direction'],
  known: Recognition | null,
  [nb, nn, en]: [nb: string, nn: string, en: string],
): Kind {
  return { number, direction, known, name: { nb, nn, en } };
}

export const KINDS = {
  innlagt: kind(1, 'HF->K', { type: 'LOG_INNLAGT' }, [
    'melding om innlagt pasient',
    'melding om innlagd pasient',
    'notice of admission',
  ]),
  innleggelsesrapport: kind(2, 'K->HF', { type: 'INNLEGGELSESRAPPORT' }, [
    'innleggelsesrapport',
    'innleggingsrapport',
    'admission report',
  ]),
  helseopplysninger: kind(3, 'HF->K', { type: 'HELSEOPPL_SOKNAD', not: '9140/2' }, [
    'helseopplysninger (varsel om innlagt)',
    'helseopplysningar (varsel om innlagd)',
    'health information (early notice)',
  ]),
  helseopplysninger_oppdatert: kind(4, 'HF->K', { type: 'HELSEOPPL_SOKNAD', only: '9140/2' }, [
    'helseopplysninger (oppdaterte opplysninger)',
    'helseopplysningar (oppdaterte opplysningar)',
    'health information (update)',
  ]),
  foresporsel: kind(5, 'both', { type: 'DIALOG_FORESPORSEL' }, ['forespørsel', 'førespurnad', 'request']),
  svar: kind(5, 'both', { type: 'DIALOG_SVAR' }, [
    'svar på forespørsel',
    'svar på førespurnad',
    'reply to request',
  ]),
  helsefaglig_dialog: kind(5, 'both', { type: 'DIALOG_HELSEFAGLIG', not: '7322/7' }, [
    'helsefaglig dialog',
    'helsefagleg dialog',
    'clinical dialogue',
  ]),
  utskrivningsklar: kind(6, 'HF->K', { type: 'LOG_UTSKRIVNINGSKLAR' }, [
    'melding om utskrivningsklar pasient',
    'melding om utskrivingsklar pasient',
    'notice of readiness for discharge',
  ]),
  tilbakemelding_utskrivningsklar: kind(7, 'K->HF', { type: 'DIALOG_HELSEFAGLIG', only: '7322/7' }, [
    'tilbakemelding på mottak av utskrivningsklar pasient',
    'tilbakemelding på mottak av utskrivingsklar pasient',
    'answer on taking over a patient ready for discharge',
  ]),
  avmelding: kind(8, 'HF->K', { type: 'LOG_AVMELDING' }, [
    'avmelding av utskrivningsklar pasient',
    'avmelding av utskrivingsklar pasient',
    'withdrawal of readiness for discharge',
  ]),
  epikrise: kind(9, 'HF->K', { type: 'EPIKRISE' }, ['epikrise', 'epikrise', 'discharge summary']),
  utskrivningsrapport: kind(10, 'HF->K', { type: 'UTSKRIVNINGSRAPPORT' }, [
    'utskrivningsrapport',
    'utskrivingsrapport',
    'discharge report',
  ]),
  utskrevet: kind(11, 'HF->K', { type: 'LOG_UTSKREVET' }, [
    'melding om utskrevet pasient',
    'melding om utskriven pasient',
    'notice of discharge',
  ]),
  dod: kind(12, 'both', { type: 'LOG_DOD' }, [
    'orientering om dødsfall',
    'orientering om dødsfall',
    'notice of death',
  ]),
  avviksmelding: kind(13, 'both', { type: 'DIALOG_AVVIK' }, [
    'tilbakemelding om feil i mottatt melding',
    'tilbakemelding om feil i motteken melding',
    'report of a fault in a received message',
  ]),
  apprec_positiv: kind(14, 'both', { type: 'APPREC', apprec: ['1', '3'] }, [
    'positiv applikasjonskvittering',
    'positiv applikasjonskvittering',
    'positive application receipt',
  ]),
  apprec_negativ: kind(14, 'both', { type: 'APPREC', apprec: ['2'] }, [
    'negativ applikasjonskvittering',
    'negativ applikasjonskvittering',
    'negative application receipt',
  ]),
  /** Any message with Forsendelsesstatus C (7309) whose RefToParent names the message in question. */
  kansellering: kind(null, 'both', null, [
    'kansellering av meldingen (Forsendelsesstatus C)',
    'kansellering av meldinga (Forsendelsesstatus C)',
    'cancellation of the message (sending status C)',
  ]),
  ebxml_kvittering: kind(null, 'both', null, [
    'ebXML-kvittering (Acknowledgment)',
    'ebXML-kvittering (Acknowledgment)',
    'ebXML acknowledgment',
  ]),
  ebxml_feil: kind(null, 'both', null, [
    'ebXML-feilmelding (MessageError)',
    'ebXML-feilmelding (MessageError)',
    'ebXML message error',
  ]),
  ebxml_melding: kind(null, 'both', null, ['ebXML-melding', 'ebXML-melding', 'ebXML message']),
  melding: kind(null, 'both', null, [
    'melding som skal kvitteres',
    'melding som skal kvitterast',
    'message to be receipted',
  ]),
} as const satisfies Record<string, Kind>;

export type KindKey = keyof typeof KINDS;
export const KIND_KEYS = Object.keys(KINDS) as KindKey[];

/** As much of a message as tells its kind; the parsed message has this form. */
export interface KindFacts {
  type: string;
  contentType: { code: string | null } | null;
  dialog: { topic: { code: string | null; list: string | null } | null } | null;
  apprec: { status: string | null } | null;
}

/** The code list of a topic without its OID prefix; a topic without a list is read as the type's own list. */
function topicOf({ topic }: NonNullable<KindFacts['dialog']>): string | null {
  if (topic?.code == null) return null;
  const list = topic.list?.split('.').at(-1);
  return `${list === undefined || list === '' ? '7322' : list}/${topic.code}`;
}

/**
 * The kind of a message; `null` for a type that no rule speaks of, or a receipt without a known status.
 * The content codes tell an early notice from an update, and the formal answer from other dialogue.
 */
export function kindOf(facts: KindFacts): KindKey | null {
  const said = facts.dialog === null ? `9140/${facts.contentType?.code}` : topicOf(facts.dialog);
  const match = KIND_KEYS.find((key) => {
    const known: Recognition | null = KINDS[key].known;
    if (known === null || known.type !== facts.type) return false;
    if (known.only !== undefined && known.only !== said) return false;
    if (known.not !== undefined && known.not === said) return false;
    return known.apprec === undefined || known.apprec.includes(facts.apprec?.status ?? '');
  });
  return match ?? null;
}

/** Moments inside a message's content (code list 9121). */
export const CONTENT_MOMENTS = {
  '9121/1': { nb: 'innleggelsestidspunktet', nn: 'innleggingstidspunktet', en: 'the time of admission' },
  '9121/2': { nb: 'utskrivningstidspunktet', nn: 'utskrivingstidspunktet', en: 'the time of discharge' },
  '9121/3': {
    nb: 'tidspunktet for utskrivningsklar',
    nn: 'tidspunktet for utskrivingsklar',
    en: 'the time of readiness for discharge',
  },
  '9121/4': { nb: 'avmeldingstidspunktet', nn: 'avmeldingstidspunktet', en: 'the time of withdrawal' },
  '9121/13': { nb: 'dødstidspunktet', nn: 'dødstidspunktet', en: 'the time of death' },
} as const satisfies Record<string, Text>;

export type ContentMoment = keyof typeof CONTENT_MOMENTS;
