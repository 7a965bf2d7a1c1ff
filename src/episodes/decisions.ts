/** What only a person can decide about a stay (the contract's list). */
export const DECISION_KINDS = [
  'rebase',
  'exempt-45a',
  'long-treatment',
  'same-problem',
  'answer',
  'takeover',
  'liability-date',
  'category',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** A decision as it was written down. */
export interface Decision {
  kind: DecisionKind;
  /** As proven by `problemOf`. */
  value: unknown;
  /** Epoch ms. */
  decidedAt: number;
}

const CATEGORY = ['standard', 'heldogns', 'uendret_hjemmetjeneste'];
const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const isDate = (value: unknown) =>
  typeof value === 'string' && DATE.test(value) && new Date(value).toISOString().startsWith(value);
const isInstant = (value: unknown) =>
  typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
const isFlag = (value: unknown) => value === undefined || value === null || typeof value === 'boolean';

const FORMS: Readonly<Record<DecisionKind, (value: unknown) => boolean>> = {
  rebase: isInstant,
  'exempt-45a': isFlag,
  'long-treatment': isFlag,
  'same-problem': (value) => typeof value === 'boolean',
  answer: (value) => value === 'kan' || value === 'kan-ikke',
  takeover: isDateSafe,
  'liability-date': isDateSafe,
  category: (value) => typeof value === 'string' && CATEGORY.includes(value),
};

function isDateSafe(value: unknown): boolean {
  try {
    return isDate(value);
  } catch {
    return false;
  }
}

/** Whether a value has the form that its kind of decision needs: an instant, a date, `true`/`false`, or one of a list. */
export function isDecisionValue(kind: DecisionKind, value: unknown): boolean {
  return FORMS[kind](value);
}

/** The latest decision of a kind; `undefined` when there is none. */
export function latestDecision(decisions: readonly Decision[], kind: DecisionKind): Decision | undefined {
  return decisions
    .filter((decision) => decision.kind === kind)
    .toSorted((a, b) => a.decidedAt - b.decidedAt)
    .at(-1);
}

/** Whether a yes-or-no decision stands; leaving out the value means yes. */
export function isDecided(decisions: readonly Decision[], kind: DecisionKind): boolean {
  const decision = latestDecision(decisions, kind);
  return decision !== undefined && decision.value !== false;
}
