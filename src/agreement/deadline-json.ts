import { toIsoDate } from './calendar/day.ts';
import { localDay } from './calendar/oslo.ts';
import type { Deadline } from './due.ts';
import { closureText } from './explain/words.ts';
import { holdsOn } from './packs/pack.ts';

/** A deadline as the command line and the API show it. Instants are ISO 8601 in UTC. */
export interface DeadlineJson {
  rule: string;
  pack: string;
  start: string;
  due: string;
  counted: { from: string; to: string }[];
  /** Local dates; `why` in bokmål. */
  skipped: { date: string; why: string }[];
  source: string;
  /** What was unsure about the start, and `outside-validity` when the pack did not hold then; absent when nothing was. */
  flags?: readonly string[];
}

export function deadlineJson(deadline: Deadline): DeadlineJson {
  const { rule, start, due, counted, skipped, source, flags } = deadline;
  const holds = holdsOn(rule.agreement.pack, toIsoDate(localDay(start.epochMilliseconds)));
  const told = holds ? flags : [...flags, 'outside-validity'];
  return {
    rule: rule.id,
    pack: rule.agreement.pack.id,
    start: start.toString(),
    due: due.toString(),
    counted: counted.map(({ from, to }) => ({ from: from.toString(), to: to.toString() })),
    skipped: skipped.map(({ date, closure }) => ({ date, why: closureText(closure, 'nb') })),
    source,
    ...(told.length === 0 ? {} : { flags: told }),
  };
}
