import type { Deadline } from './due.ts';
import { closureText } from './explain/words.ts';

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
  /** Only when something about the start had to be decided. */
  flags?: readonly string[];
}

export function deadlineJson(deadline: Deadline): DeadlineJson {
  const { rule, start, due, counted, skipped, source, flags } = deadline;
  return {
    rule: rule.id,
    pack: rule.agreement.pack.id,
    start: start.toString(),
    due: due.toString(),
    counted: counted.map(({ from, to }) => ({ from: from.toString(), to: to.toString() })),
    skipped: skipped.map(({ date, closure }) => ({ date, why: closureText(closure, 'nb') })),
    source,
    ...(flags.length === 0 ? {} : { flags }),
  };
}
