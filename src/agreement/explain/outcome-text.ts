import { fromIsoDate } from '../calendar/day.ts';
import type { Comparison, ComparisonSummary, Outcome } from '../compare.ts';
import type { Language, Text } from '../text.ts';
import { explain } from './explain.ts';
import { TIMELINE_SCALE, timeline } from './timeline.ts';
import { dateText, instantText, lengthText } from './words.ts';

/** What the command line tells a person: the deadline with its timeline, what came of it, and the comparison. */

const IN_TIME = {
  true: { nb: 'I tide.', nn: 'I tide.', en: 'In time.' },
  false: { nb: 'For sent.', nn: 'For seint.', en: 'Too late.' },
} as const satisfies Record<string, Text>;

const DAYS: Text = { nb: 'Betalingsdager', nn: 'Betalingsdagar', en: 'Payment days' };
const LATER: Text = { nb: 'senere', nn: 'seinare', en: 'later' };
const EARLIER: Text = { nb: 'tidligere', nn: 'tidlegare', en: 'earlier' };
const SAME: Text = { nb: 'det samme', nn: 'det same', en: 'the same' };
const UNDER: Text = { nb: 'Under', nn: 'Under', en: 'Under' };

/** One outcome in full: title, explanation, timeline, result. */
export function outcomeText(outcome: Outcome, language: Language): string {
  if (outcome.fault !== null) return outcome.fault.in(language);
  const { deadline } = outcome;
  const { headline, sentences } = explain(deadline, language);
  const rows = timeline(deadline, language);
  const width = Math.max(...rows.map(({ label }) => label.length));
  const drawn = rows.map(({ label, cells, note }) =>
    `  ${label.padEnd(width)}  ${cells.padEnd(TIMELINE_CELLS)}  ${note}`.trimEnd(),
  );
  return [
    `${deadline.rule.id}  ${deadline.rule.title[language]}`,
    headline,
    '',
    `  ${''.padEnd(width)}  ${TIMELINE_SCALE}`,
    ...drawn,
    '',
    ...sentences,
    ...resultLines(outcome, language),
  ].join('\n');
}

const TIMELINE_CELLS = 48;

/** One outcome on one line, for lists. */
export function outcomeLine(outcome: Outcome, language: Language): string {
  if (outcome.fault !== null) return outcome.fault.in(language);
  const { deadline } = outcome;
  const [start, due] = [deadline.start, deadline.due].map((at) =>
    instantText(at.epochMilliseconds, language, true),
  );
  return [`${deadline.rule.id}  ${start} → ${due}`, ...resultLines(outcome, language)].join('  ');
}

function resultLines({ inTime, payment }: Outcome, language: Language): string[] {
  const lines: string[] = inTime === null ? [] : [IN_TIME[inTime ? 'true' : 'false'][language]];
  if (payment === null) return lines;
  const dates = [payment.firstDay, payment.lastDay].map((date) => (date === null ? null : fromIsoDate(date)));
  const span = dates.flatMap((day) => (day === null ? [] : [dateText(day, language)])).join(' – ');
  return [...lines, `${DAYS[language]}: ${payment.days}${span === '' ? '' : ` (${span})`}.`];
}

/** How the second agreement differs, in a few lines. */
export function comparisonText(
  { outcomes: [, second], shift }: Comparison,
  pack: string,
  language: Language,
): string {
  const result = shift === null ? '' : ` (${shiftText(shift, language)})`;
  return `${UNDER[language]} ${pack}${result}: ${outcomeLine(second, language)}`;
}

function shiftText(shift: number, language: Language): string {
  if (shift === 0) return SAME[language];
  return `${lengthText(Math.abs(shift), language)} ${(shift > 0 ? LATER : EARLIER)[language]}`;
}

const SUMMARY: Readonly<Record<Language, (s: ComparisonSummary) => string>> = {
  nb: (s) =>
    `${s.total} sammenlignet: ${s.same} like, ${s.earlier} tidligere, ${s.later} senere, ${s.incomparable} uten svar. ` +
    `I tide bare under den første: ${s.onlyFirstInTime}, bare under den andre: ${s.onlySecondInTime}. ` +
    `Betalingsdager: ${s.paymentDays[0]} og ${s.paymentDays[1]}.`,
  nn: (s) =>
    `${s.total} samanlikna: ${s.same} like, ${s.earlier} tidlegare, ${s.later} seinare, ${s.incomparable} utan svar. ` +
    `I tide berre under den første: ${s.onlyFirstInTime}, berre under den andre: ${s.onlySecondInTime}. ` +
    `Betalingsdagar: ${s.paymentDays[0]} og ${s.paymentDays[1]}.`,
  en: (s) =>
    `${s.total} compared: ${s.same} the same, ${s.earlier} earlier, ${s.later} later, ${s.incomparable} without an answer. ` +
    `In time only under the first: ${s.onlyFirstInTime}, only under the second: ${s.onlySecondInTime}. ` +
    `Payment days: ${s.paymentDays[0]} and ${s.paymentDays[1]}.`,
};

/** The totals of a comparison, as a committee wants to read them. */
export function summaryText(summary: ComparisonSummary, language: Language): string {
  return SUMMARY[language](summary);
}
