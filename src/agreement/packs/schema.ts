import Type, { type Static, type TSchema } from 'typebox';
import { HOLIDAY_KEYS } from '../calendar/holidays.ts';
import { CONTENT_MOMENTS, type ContentMoment, KIND_KEYS } from '../kinds.ts';
import { CLOCKS, LIMIT_PATTERN } from './limit.ts';

/**
 * The form of a rule pack: one version of one agreement, as data. `docs/rule-packs.md` explains every field to those
 * who write packs; `read.ts` proves what a schema cannot say.
 */
function oneOf<const T extends string>(values: readonly T[], description: string) {
  return Type.Enum([...values], { description });
}

function record<T extends Record<string, TSchema>>(properties: T, description?: string) {
  return Type.Object(properties, {
    additionalProperties: false,
    ...(description === undefined ? {} : { description }),
  });
}

const Sentence = Type.String({ minLength: 1 });
export const TextSchema = record({ nb: Sentence, nn: Sentence, en: Sentence }, 'The same in three languages');
const LimitText = Type.String({ pattern: LIMIT_PATTERN, description: '30 min, 4 h, 7 d' });
const IsoDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const TimeOfDay = Type.String({ pattern: '^\\d{2}:\\d{2}$' });
const RuleId = Type.String({ pattern: '^R(-[A-Z0-9ÆØÅ]+)+$' });
const Key = Type.String({ pattern: '^[a-z0-9_]+$' });

export const BASES = ['avtale', 'kilde', 'ubekreftet', 'tolkning'] as const;
export const CATEGORIES = ['standard', 'heldogns', 'uendret_hjemmetjeneste'] as const;
export const NATURES = [
  'deadline',
  'target',
  'point',
  'watch',
  'content',
  'receipt',
  'state',
  'routine',
] as const;
export const RESPONSIBLE = ['HF', 'K', 'avsender', 'mottaker', 'begge'] as const;
export const SEVERITIES = ['deviation', 'warning', 'info', 'none'] as const;
export const MOMENTS = ['mottak', 'sendt', 'hendelse'] as const;
export const EVIDENCE = ['apprec', 'apprec_gendate', 'ack', 'sent'] as const;
export const DECISIONS = [
  'rebase',
  'exempt-45a',
  'long-treatment',
  'same-problem',
  'answer',
  'takeover',
  'liability-date',
  'category',
  'followed-up',
] as const;
export const ANSWER_DAYS = ['notice-days', 'weekdays', 'every-day'] as const;

const MessageEvent = record({
  message: oneOf(KIND_KEYS, 'Kind of message'),
  moment: oneOf(
    MOMENTS,
    'mottak: received, by the best evidence; sendt: the send time; hendelse: a time in the content',
  ),
  code: Type.Optional(
    oneOf(Object.keys(CONTENT_MOMENTS) as ContentMoment[], 'With hendelse: which time in the content'),
  ),
  topic: Type.Optional(
    Type.String({ pattern: '^\\d+/\\d+$', description: 'Only with this topic: list/code' }),
  ),
  about: Type.Optional(oneOf(['start'], 'The message must refer to the one that set the clock')),
  evidence: Type.Optional(Type.Array(oneOf(EVIDENCE, 'Evidence of receipt that counts'), { minItems: 1 })),
  answer: Type.Optional(oneOf(['kan', 'kan-ikke'], 'Only when the kommune answers this')),
});
const DecisionEvent = record({ decision: oneOf(DECISIONS, 'What only a person can decide') });
const ExpiryEvent = record({ expired: RuleId });

/**
 * Something that happens and sets, meets or ends a clock: a message at one of its moments, a person's decision, or the
 * expiry of another rule's limit.
 */
export type RuleEvent =
  | Static<typeof MessageEvent>
  | Static<typeof DecisionEvent>
  | Static<typeof ExpiryEvent>;

/** The form that an event is meant to have, told by the field that names it. */
export function eventSchemaOf(event: object): TSchema {
  if ('decision' in event) return DecisionEvent;
  return 'expired' in event ? ExpiryEvent : MessageEvent;
}

// A union would report every form that an event fails to have; each event is proven against the form it is meant to have.
const Events = Type.Array(Type.Unsafe<RuleEvent>(Type.Object({})), { minItems: 1 });

const Breach = record({
  severity: oneOf(SEVERITIES, 'deviation: a samhandlingsavvik; warning: shown; info: noted'),
  effects: Type.Optional(Type.Array(Key, { minItems: 1 })),
});

const Tier = record({
  name: oneOf(['warn', 'escalate', 'hard'], 'What happens when the tier is reached'),
  limit: LimitText,
  share: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
  severity: oneOf(SEVERITIES, 'How grave'),
});

const Resend = record({ every: LimitText, attempts: Type.Integer({ minimum: 0 }), check: LimitText });

const Payment = record({
  requires: Events,
  triggers: Events,
  ends: Events,
  lapses: Type.Optional(Type.Array(RuleId)),
});

export const RuleSchema = record({
  title: TextSchema,
  says: TextSchema,
  note: Type.Optional(TextSchema),
  nature: oneOf(NATURES, 'What kind of rule it is'),
  clock: oneOf(CLOCKS, 'Which time runs'),
  limit: Type.Optional(LimitText),
  direction: Type.Optional(oneOf(['after', 'before'], 'before: the limit lies before the start')),
  days: Type.Optional(oneOf(['notice', 'answer'], 'C-0815: the days of notices, or those of answers')),
  start: Type.Optional(Events),
  notBefore: Type.Optional(RuleId),
  end: Type.Optional(Events),
  mayPrecede: Type.Optional(Type.Boolean()),
  cancel: Type.Optional(Events),
  exempt: Type.Optional(Type.Array(Key, { minItems: 1 })),
  onlyWhen: Type.Optional(Key),
  responsible: oneOf(RESPONSIBLE, 'Who owes it'),
  breach: Breach,
  warnBefore: Type.Optional(LimitText),
  tiers: Type.Optional(Type.Array(Tier, { minItems: 1 })),
  resend: Type.Optional(Resend),
  payment: Type.Optional(Payment),
  adjustable: Type.Optional(Type.Boolean()),
  source: Sentence,
  alsoIn: Type.Optional(Type.Array(Sentence, { minItems: 1 })),
  basis: oneOf(BASES, 'What the rule stands on'),
  limitBasis: Type.Optional(oneOf(BASES, 'What the number stands on, when it is weaker than the rule')),
});

const Weekday = Type.Enum([1, 2, 3, 4, 5, 6, 7], { description: 'Monday 1 … Sunday 7' });
const Weekdays = Type.Array(Weekday, { minItems: 1, uniqueItems: true });
const Holidays = Type.Array(oneOf(HOLIDAY_KEYS, 'Public holiday'), { uniqueItems: true });
const Prices = Type.Record(Type.String({ pattern: '^20\\d{2}$' }), Type.Integer({ minimum: 0 }));

export const ClosedDaySchema = record({
  date: Type.Optional(IsoDate),
  yearly: Type.Optional(Type.String({ pattern: '^\\d{2}-\\d{2}$' })),
  easter: Type.Optional(Type.Integer({ minimum: -90, maximum: 90 })),
  name: Sentence,
  until: Type.Optional(TimeOfDay),
});

export const PackSchema = record({
  id: Type.String({ pattern: '^[a-z0-9-]+$' }),
  title: TextSchema,
  family: Type.String({
    pattern: '^[a-z0-9-]+$',
    description: 'Packs of one family are versions of one agreement',
  }),
  validFrom: IsoDate,
  validTo: Type.Optional(IsoDate),
  basedOn: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$' })),
  inherited: Type.Optional(
    record({ source: Sentence, basis: oneOf(BASES, 'What the inherited rules stand on') }),
  ),
  window: Type.Optional(
    record({
      from: TimeOfDay,
      to: TimeOfDay,
      weekdays: record({ standard: Weekdays, heldogns: Weekdays, uendret_hjemmetjeneste: Weekdays }),
      source: Sentence,
    }),
  ),
  holidayNotice: Type.Optional(record({ default: Type.Boolean(), holidays: Holidays, source: Sentence })),
  answerDays: Type.Optional(oneOf(ANSWER_DAYS, 'The days of the answer clock')),
  evidence: Type.Optional(Type.Array(oneOf(EVIDENCE, 'Best first'), { minItems: 1 })),
  clockSkew: Type.Optional(LimitText),
  prices: Type.Optional(Prices),
  terms: Type.Optional(Type.Record(Key, TextSchema)),
  rules: Type.Record(RuleId, Type.Unsafe<Static<typeof RuleSchema>>(Type.Object({}))),
});

/** What two parties have agreed on beyond the pack; everything is optional. */
export const PairOptionsSchema = record({
  holidayNotice: Type.Optional(Type.Boolean()),
  holidays: Type.Optional(Holidays),
  answerDays: Type.Optional(oneOf(ANSWER_DAYS, 'The days of the answer clock')),
  closedDays: Type.Optional(Type.Array(ClosedDaySchema)),
  limits: Type.Optional(Type.Record(RuleId, LimitText)),
  prices: Type.Optional(Prices),
});

export type PackFile = Static<typeof PackSchema>;
export type RuleEntry = Static<typeof RuleSchema>;
export type PairOptions = Static<typeof PairOptionsSchema>;
export type Category = (typeof CATEGORIES)[number];
export type Basis = (typeof BASES)[number];
export type AnswerDays = (typeof ANSWER_DAYS)[number];
