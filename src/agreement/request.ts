import Type, { type Static } from 'typebox';
import { fromIsoDate } from './calendar/day.ts';
import { readMoment } from './calendar/moment.ts';
import type { Happening } from './compare.ts';
import { AgreementFault } from './fault.ts';
import { problemsOf } from './packs/problem.ts';
import { CATEGORIES } from './packs/schema.ts';
import { LANGUAGES } from './text.ts';

/** A question for a deadline, as a line of a batch or the command line puts it. Unknown fields are left alone. */
const nullable = <T extends Type.TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));

const RequestSchema = Type.Object({
  rule: Type.String(),
  start: Type.String(),
  category: nullable(Type.Enum([...CATEGORIES])),
  holidayNotice: nullable(Type.Boolean()),
  pack: nullable(Type.String()),
  end: nullable(Type.String()),
  takeover: nullable(Type.String()),
});

export interface DeadlineRequest extends Happening {
  /** `null` = the pack that the whole batch uses. */
  pack: string | null;
}

/**
 * Reads one question.
 * @throws AgreementFault `unreadable-request`, `unreadable-time` or `time-out-of-range`
 */
export function readRequest(value: unknown): DeadlineRequest {
  const problems = problemsOf(RequestSchema, value, '').filter(({ path }, index, all) =>
    firstAt(path, index, all),
  );
  if (problems.length > 0) {
    const [nb, nn, en] = LANGUAGES.map((language) =>
      problems
        .map(({ path, text }) => (path === '' ? text[language] : `${path}: ${text[language]}`))
        .join('; '),
    ) as [string, string, string];
    throw new AgreementFault('unreadable-request', { nb, nn, en });
  }
  const { rule, start, category, holidayNotice, pack, end, takeover } = value as Static<typeof RequestSchema>;
  if (takeover != null) requireDate(takeover);
  return {
    rule,
    start: readMoment(start),
    context: {
      ...(category == null ? {} : { category }),
      ...(holidayNotice == null ? {} : { holidayNotice }),
    },
    pack: pack ?? null,
    ...(end == null ? {} : { end: readMoment(end).instant }),
    ...(takeover == null ? {} : { takeover }),
  };
}

/** A value that may be null fails twice; it is told of once. */
function firstAt(path: string, index: number, all: readonly { path: string }[]): boolean {
  return path === '' || all.findIndex((other) => other.path === path) === index;
}

/** Reads one line of NDJSON as a question. */
export function readRequestLine(line: string): DeadlineRequest {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new AgreementFault('unreadable-request', {
      nb: 'Linjen er ikke JSON.',
      nn: 'Linja er ikkje JSON.',
      en: 'The line is not JSON.',
    });
  }
  return readRequest(value);
}

function requireDate(text: string): void {
  if (fromIsoDate(text) !== null) return;
  throw new AgreementFault('unreadable-request', {
    nb: 'takeover må være en dato, som 2026-11-23.',
    nn: 'takeover må vere ein dato, som 2026-11-23.',
    en: 'takeover must be a date, such as 2026-11-23.',
  });
}
