import { type Agreement, agreementOf, type Rule, ruleNamed } from '../../src/agreement/agreement.ts';
import { readMoment } from '../../src/agreement/calendar/moment.ts';
import { type Context, type Deadline, due } from '../../src/agreement/due.ts';
import { AgreementFault } from '../../src/agreement/fault.ts';
import { packNamed } from '../../src/agreement/packs/builtin.ts';
import type { PairOptions } from '../../src/agreement/packs/schema.ts';

/** The built-in agreement of 2021 with a pair's options. */
export function agreement(options: PairOptions = {}, pack = 'hmr-2021'): Agreement {
  return agreementOf(packNamed(pack), options);
}

export function rule(id: string, options: PairOptions = {}, pack = 'hmr-2021'): Rule {
  return ruleNamed(agreement(options, pack), id);
}

/** A deadline of the agreement of 2021, from a written start. */
export function deadline(
  id: string,
  start: string,
  context: Context = {},
  options: PairOptions = {},
): Deadline {
  return due(rule(id, options), readMoment(start), context);
}

/** A deadline as the wall clock in Norway shows it: `2026-11-23T09:30+01:00`. */
export function onTheWall(instant: Temporal.Instant): string {
  return instant.toString({ timeZone: 'Europe/Oslo', smallestUnit: 'minute' });
}

/** The fault that some work ends in. */
export function faultOf(work: () => unknown): AgreementFault {
  try {
    work();
  } catch (fault) {
    if (fault instanceof AgreementFault) return fault;
    throw fault;
  }
  throw new Error('nothing was wrong');
}
