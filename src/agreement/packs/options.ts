import { type ClosedDay, isYearlyDate, timeOfDay } from '../calendar/closed-days.ts';
import { fromIsoDate } from '../calendar/day.ts';
import { PackFault } from './fault.ts';
import { readLimit, unitsOf } from './limit.ts';
import type { Pack } from './pack.ts';
import { type Problem, problemsOf } from './problem.ts';
import { type PairOptions, PairOptionsSchema } from './schema.ts';

/**
 * Proves what a pair of parties has agreed on beyond the pack.
 * @param value as read from a partner file or the command line
 * @param name what to call it in the fault texts
 * @throws PackFault `unreadable-options` with every problem
 */
export function readOptions(value: unknown, pack: Pack, name: string): PairOptions {
  const form = problemsOf(PairOptionsSchema, value, '');
  const problems = form.length > 0 ? form : fitProblems(value as PairOptions, pack);
  if (problems.length > 0) {
    const placed = problems.map((problem) => ({ ...problem, line: null }));
    throw new PackFault(name, placed, 'unreadable-options');
  }
  return value as PairOptions;
}

function fitProblems(options: PairOptions, pack: Pack): Problem[] {
  return [
    ...(options.closedDays ?? []).flatMap((entry, index) => closedDayProblems(entry, `closedDays/${index}`)),
    ...Object.entries(options.limits ?? {}).flatMap(([id, limit]) => limitProblems(id, limit, pack)),
  ];
}

function closedDayProblems(entry: ClosedDay, path: string): Problem[] {
  const days = [entry.date, entry.yearly, entry.easter].filter((day) => day !== undefined);
  const text =
    days.length !== 1
      ? {
          nb: 'må ha én av date, yearly og easter',
          nn: 'må ha éin av date, yearly og easter',
          en: 'must have one of date, yearly and easter',
        }
      : {
          nb: 'har en dato eller et klokkeslett som ikke finnes',
          nn: 'har ein dato eller eit klokkeslett som ikkje finst',
          en: 'has a date or a time of day that does not exist',
        };
  const readable =
    (entry.date === undefined || fromIsoDate(entry.date) !== null) &&
    (entry.yearly === undefined || isYearlyDate(entry.yearly)) &&
    (entry.until === undefined || timeOfDay(entry.until) !== null);
  return days.length === 1 && readable ? [] : [{ path, text }];
}

function limitProblems(id: string, written: string, pack: Pack): Problem[] {
  const path = `limits/${id}`;
  const rule = pack.rules.get(id);
  if (rule?.adjustable !== true) {
    return [
      {
        path,
        text: {
          nb: 'er ikke en grense som partene kan endre',
          nn: 'er ikkje ei grense som partane kan endre',
          en: 'is not a limit that the parties may change',
        },
      },
    ];
  }
  const limit = readLimit(written);
  if (limit !== null && limit.amount > 0 && unitsOf(rule.clock).includes(limit.unit)) return [];
  const units = unitsOf(rule.clock).join(', ');
  return [
    {
      path,
      text: {
        nb: `må være over 0 i ${units}`,
        nn: `må vere over 0 i ${units}`,
        en: `must be above 0 in ${units}`,
      },
    },
  ];
}
