import type { Target } from '../../../validation/places.ts';
import type { EbxmlFindingCode } from '../findings.ts';
import type { Answer } from './answer.ts';

/** Where a rule is broken. */
export interface Spot {
  target?: Target;
  parameters?: Record<string, string | number>;
  /** Another answer than the rule's own, for this spot. */
  answer?: Answer;
}

/** One check as data: which finding it makes, what the sender is told, and how it is found out. */
export interface Rule<Context> {
  code: EbxmlFindingCode;
  /** `null`: the message is accepted all the same. */
  answer: Answer | null;
  /** @returns one spot for each breach; nothing when the rule is kept or does not apply */
  find(context: Context): Spot[];
}

/** A rule that was broken. */
export interface Breach extends Spot {
  code: EbxmlFindingCode;
  answer?: Answer;
}

/** A rule broken a hundred thousand times in one message is an attack; nobody reads more than this. */
export const MOST_SPOTS = 20;

/** Applies all rules; every rule that is broken is found, not only the first. */
export function applyRules<Context>(rules: readonly Rule<Context>[], context: Context): Breach[] {
  return rules.flatMap((rule) =>
    rule
      .find(context)
      .slice(0, MOST_SPOTS)
      .map((spot): Breach => {
        const answer = spot.answer ?? rule.answer;
        return { ...spot, code: rule.code, ...(answer ? { answer } : {}) };
      }),
  );
}

/** One spot without a place when something is wrong, none otherwise. */
export function when(wrong: boolean): Spot[] {
  return wrong ? [{}] : [];
}
