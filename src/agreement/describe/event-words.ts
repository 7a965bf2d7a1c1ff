import { CONTENT_MOMENTS, KINDS } from '../kinds.ts';
import type { DECISIONS, EVIDENCE, RuleEvent } from '../packs/schema.ts';
import type { Language, Text } from '../text.ts';

type Decision = (typeof DECISIONS)[number];
type MessageEvent = Extract<RuleEvent, { message: unknown }>;

const DECISION_WORDS: Readonly<Record<Decision, Text>> = {
  rebase: {
    nb: 'tidspunktet en person har satt',
    nn: 'tidspunktet ein person har sett',
    en: 'the time that a person has set',
  },
  'exempt-45a': {
    nb: 'en person registrerer at pasienten motsetter seg',
    nn: 'ein person registrerer at pasienten set seg imot',
    en: 'a person records that the patient opposes',
  },
  'long-treatment': {
    nb: 'en person merker langvarig behandling',
    nn: 'ein person merkjer langvarig behandling',
    en: 'a person marks long treatment',
  },
  'same-problem': {
    nb: 'en person avgjør om det er samme problem',
    nn: 'ein person avgjer om det er same problem',
    en: 'a person decides whether it is the same problem',
  },
  answer: {
    nb: 'svaret en person har lest',
    nn: 'svaret ein person har lese',
    en: 'the answer as read by a person',
  },
  takeover: {
    nb: 'datoen kommunen overtok',
    nn: 'datoen kommunen overtok',
    en: 'the date on which the municipality took over',
  },
  'liability-date': {
    nb: 'datoen en person har satt for betalingsansvar',
    nn: 'datoen ein person har sett for betalingsansvar',
    en: 'the date of liability that a person has set',
  },
  category: { nb: 'pasientens kategori', nn: 'kategorien til pasienten', en: "the patient's category" },
  'followed-up': {
    nb: 'en person melder at det er fulgt opp',
    nn: 'ein person melder at det er følgt opp',
    en: 'a person reports it followed up',
  },
};

const EVIDENCE_WORDS: Readonly<Record<(typeof EVIDENCE)[number], Text>> = {
  apprec: { nb: 'applikasjonskvittering', nn: 'applikasjonskvittering', en: 'application receipt' },
  apprec_gendate: {
    nb: 'tidspunktet i applikasjonskvitteringen',
    nn: 'tidspunktet i applikasjonskvitteringa',
    en: 'the time in the application receipt',
  },
  ack: { nb: 'ebXML-kvittering', nn: 'ebXML-kvittering', en: 'ebXML acknowledgment' },
  sent: { nb: 'sendetidspunkt', nn: 'sendetidspunkt', en: 'send time' },
};

/** The evidence of receipt, in words. */
export function evidenceWords(evidence: (typeof EVIDENCE)[number], language: Language): string {
  return EVIDENCE_WORDS[evidence][language];
}

interface EventPhrases {
  received(what: string): string;
  sent(what: string): string;
  inside(moment: string, what: string): string;
  expired(rule: string): string;
  topic(code: string): string;
  about: string;
  proven(evidence: string): string;
  answer: { kan: string; 'kan-ikke': string };
}

const PHRASES: Readonly<Record<Language, EventPhrases>> = {
  nb: {
    received: (what) => `mottak av ${what}`,
    sent: (what) => `sending av ${what}`,
    inside: (moment, what) => `${moment} i ${what}`,
    expired: (rule) => `fristen i ${rule} er ute`,
    topic: (code) => `med tema ${code}`,
    about: 'som gjelder meldingen som startet klokken',
    proven: (evidence) => `vist ved ${evidence}`,
    answer: { kan: 'med svaret «kan ta imot»', 'kan-ikke': 'med svaret «kan ikke»' },
  },
  nn: {
    received: (what) => `mottak av ${what}`,
    sent: (what) => `sending av ${what}`,
    inside: (moment, what) => `${moment} i ${what}`,
    expired: (rule) => `fristen i ${rule} er ute`,
    topic: (code) => `med tema ${code}`,
    about: 'som gjeld meldinga som starta klokka',
    proven: (evidence) => `vist ved ${evidence}`,
    answer: { kan: 'med svaret «kan ta imot»', 'kan-ikke': 'med svaret «kan ikkje»' },
  },
  en: {
    received: (what) => `receipt of ${what}`,
    sent: (what) => `sending of ${what}`,
    inside: (moment, what) => `${moment} in ${what}`,
    expired: (rule) => `the limit of ${rule} has passed`,
    topic: (code) => `with topic ${code}`,
    about: 'about the message that set the clock',
    proven: (evidence) => `shown by ${evidence}`,
    answer: { kan: 'answering “can take over”', 'kan-ikke': 'answering “cannot”' },
  },
};

/** An event of a rule in words: `mottak av melding om innlagt pasient (1)`. */
export function eventWords(event: RuleEvent, language: Language): string {
  if ('decision' in event) return DECISION_WORDS[event.decision][language];
  if ('expired' in event) return PHRASES[language].expired(event.expired);
  return [momentWords(event, language), ...qualifiers(event, language)].join(' ');
}

function momentWords(event: MessageEvent, language: Language): string {
  const say = PHRASES[language];
  const { name, number } = KINDS[event.message];
  const what = number === null ? name[language] : `${name[language]} (${number})`;
  if (event.code !== undefined) return say.inside(CONTENT_MOMENTS[event.code][language], what);
  return event.moment === 'sendt' ? say.sent(what) : say.received(what);
}

function qualifiers(event: MessageEvent, language: Language): string[] {
  const say = PHRASES[language];
  const { topic, about, evidence, answer } = event;
  return [
    ...(topic === undefined ? [] : [say.topic(topic)]),
    ...(answer === undefined ? [] : [say.answer[answer]]),
    ...(about === undefined ? [] : [say.about]),
    ...(evidence === undefined
      ? []
      : [say.proven(evidence.map((kind) => evidenceWords(kind, language)).join(', '))]),
  ];
}
