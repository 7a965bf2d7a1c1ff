import Type, { type Static, type TSchema } from 'typebox';
import { HOLIDAY_KEYS } from '../calendar/holidays.ts';
import { CONTENT_MOMENTS, type ContentMoment, KIND_KEYS } from '../kinds.ts';
import { CLOCKS } from './limit.ts';
import { PATTERNS } from './patterns.ts';

/**
 * The form of a rule pack: one version of one agreement, as data. `docs/rule-packs.md` explains every field to those
 * who write packs; `read.ts` proves what a schema cannot say.
 */
function oneOf<const T extends string>(values: readonly T[]) {
  return Type.Enum([...values]);
}

function record<T extends Record<string, TSchema>>(properties: T) {
  return Type.Object(properties, { additionalProperties: false });
}

const Sentence = Type.String({ minLength: 1 });
export const TextSchema = record({ nb: Sentence, nn: Sentence, en: Sentence });
const LimitText = Type.String(PATTERNS.limit);
const IsoDate = Type.String(PATTERNS.date);
const TimeOfDay = Type.String(PATTERNS.timeOfDay);
const RuleId = Type.String(PATTERNS.rule);
const Key = Type.String(PATTERNS.key);
const Name = Type.String(PATTERNS.name);

/** A table whose every key has the given form; other keys are refused. */
function tableOf<K extends Type.TString, V extends TSchema>(key: K, value: V) {
  return Type.Record(key, value, { additionalProperties: false });
}

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
  message: oneOf(KIND_KEYS),
  moment: oneOf(MOMENTS),
  code: Type.Optional(oneOf(Object.keys(CONTENT_MOMENTS) as ContentMoment[])),
  topic: Type.Optional(Type.String(PATTERNS.topic)),
  about: Type.Optional(oneOf(['start'])),
  evidence: Type.Optional(Type.Array(oneOf(EVIDENCE), { minItems: 1 })),
  answer: Type.Optional(oneOf(['kan', 'kan-ikke'])),
});
const DecisionEvent = record({ decision: oneOf(DECISIONS) });
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
  severity: oneOf(SEVERITIES),
  effects: Type.Optional(Type.Array(Key, { minItems: 1 })),
});

const Tier = record({
  name: oneOf(['warn', 'escalate', 'hard']),
  limit: LimitText,
  share: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
  severity: oneOf(SEVERITIES),
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
  nature: oneOf(NATURES),
  clock: oneOf(CLOCKS),
  limit: Type.Optional(LimitText),
  direction: Type.Optional(oneOf(['after', 'before'])),
  days: Type.Optional(oneOf(['notice', 'answer'])),
  start: Type.Optional(Events),
  notBefore: Type.Optional(RuleId),
  end: Type.Optional(Events),
  mayPrecede: Type.Optional(Type.Boolean()),
  cancel: Type.Optional(Events),
  exempt: Type.Optional(Type.Array(Key, { minItems: 1 })),
  onlyWhen: Type.Optional(Key),
  responsible: oneOf(RESPONSIBLE),
  breach: Breach,
  warnBefore: Type.Optional(LimitText),
  tiers: Type.Optional(Type.Array(Tier, { minItems: 1 })),
  resend: Type.Optional(Resend),
  payment: Type.Optional(Payment),
  adjustable: Type.Optional(Type.Boolean()),
  source: Sentence,
  alsoIn: Type.Optional(Type.Array(Sentence, { minItems: 1 })),
  basis: oneOf(BASES),
  limitBasis: Type.Optional(oneOf(BASES)),
});

/** Monday 1 … Sunday 7. */
const Weekday = Type.Enum([1, 2, 3, 4, 5, 6, 7]);
const Weekdays = Type.Array(Weekday, { minItems: 1, uniqueItems: true });
const Holidays = Type.Array(oneOf(HOLIDAY_KEYS), { uniqueItems: true });
const Prices = tableOf(Type.String(PATTERNS.year), Type.Integer({ minimum: 0 }));

export const ClosedDaySchema = record({
  date: Type.Optional(IsoDate),
  yearly: Type.Optional(Type.String(PATTERNS.yearly)),
  easter: Type.Optional(Type.Integer({ minimum: -90, maximum: 90 })),
  name: Sentence,
  until: Type.Optional(TimeOfDay),
});

export const PackSchema = record({
  id: Name,
  title: TextSchema,
  family: Name,
  validFrom: IsoDate,
  validTo: Type.Optional(IsoDate),
  basedOn: Type.Optional(Name),
  inherited: Type.Optional(record({ source: Sentence, basis: oneOf(BASES) })),
  window: Type.Optional(
    record({
      from: TimeOfDay,
      to: TimeOfDay,
      weekdays: record({ standard: Weekdays, heldogns: Weekdays, uendret_hjemmetjeneste: Weekdays }),
      source: Sentence,
    }),
  ),
  holidayNotice: Type.Optional(record({ default: Type.Boolean(), holidays: Holidays, source: Sentence })),
  answerDays: Type.Optional(oneOf(ANSWER_DAYS)),
  evidence: Type.Optional(Type.Array(oneOf(EVIDENCE), { minItems: 1 })),
  clockSkew: Type.Optional(LimitText),
  prices: Type.Optional(Prices),
  terms: Type.Optional(tableOf(Key, TextSchema)),
  rules: tableOf(RuleId, Type.Unsafe<Static<typeof RuleSchema>>(Type.Object({}))),
});

/** What two parties have agreed on beyond the pack; everything is optional. */
export const PairOptionsSchema = record({
  holidayNotice: Type.Optional(Type.Boolean()),
  holidays: Type.Optional(Holidays),
  answerDays: Type.Optional(oneOf(ANSWER_DAYS)),
  closedDays: Type.Optional(Type.Array(ClosedDaySchema)),
  limits: Type.Optional(tableOf(RuleId, LimitText)),
  prices: Type.Optional(Prices),
});

export type PackFile = Static<typeof PackSchema>;
export type RuleEntry = Static<typeof RuleSchema>;
export type PairOptions = Static<typeof PairOptionsSchema>;
export type Category = (typeof CATEGORIES)[number];
export type Basis = (typeof BASES)[number];
export type AnswerDays = (typeof ANSWER_DAYS)[number];
