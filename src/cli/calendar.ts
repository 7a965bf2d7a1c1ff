import process from 'node:process';
import type { Command } from 'commander';
import { HOLIDAYS } from '../agreement/calendar/holidays.ts';
import {
  FIRST_CALENDAR_YEAR,
  LAST_CALENDAR_YEAR,
  type YearCalendar,
  yearCalendar,
} from '../agreement/calendar/year.ts';
import { calendarText } from '../agreement/explain/calendar-text.ts';
import { clockText } from '../agreement/explain/words.ts';
import { DEFAULT_PACK } from '../agreement/packs/builtin.ts';
import type { Language } from '../agreement/text.ts';
import { CliError, exitCode } from './failure.ts';
import { answering, languageOption, openAgreement, openPack } from './packs.ts';

interface CalendarOptions {
  options?: string;
  json?: boolean;
  lang: Language;
}

export function registerCalendar(program: Command): void {
  program
    .command('calendar')
    .description('et år slik klokkene ser det: helligdager, virkedager, når klokken stilles')
    .argument('<år>', `${FIRST_CALENDAR_YEAR}–${LAST_CALENDAR_YEAR}`)
    .option(
      '--options <json|fil>',
      'det partene har avtalt utover pakken; her de stengte dagene (closedDays)',
    )
    .option('--json', 'ett JSON-objekt per helligdag, stengt dag, stilling av klokken og måned')
    .addOption(languageOption())
    .action((written: string, { options, json, lang }: CalendarOptions) =>
      answering(lang, () => {
        const year = readYear(written);
        const { local } = openAgreement(openPack(DEFAULT_PACK), options);
        const calendar = yearCalendar(year, local);
        const lines = json === true ? jsonLines(calendar) : [calendarText(calendar, lang)];
        process.stdout.write(`${lines.join('\n')}\n`);
      }),
    );
}

function readYear(written: string): number {
  const year = Number(written);
  if (/^\d{4}$/.test(written) && year >= FIRST_CALENDAR_YEAR && year <= LAST_CALENDAR_YEAR) return year;
  throw new CliError(`Oppgi et år fra ${FIRST_CALENDAR_YEAR} til ${LAST_CALENDAR_YEAR}.`, exitCode.usage);
}

function jsonLines(calendar: YearCalendar): string[] {
  const lines = [
    ...calendar.holidays.map(({ holidays, ...day }) => ({
      kind: 'holiday',
      ...day,
      name: holidays.map((key) => HOLIDAYS[key].name.nb).join(' / '),
      holidays,
    })),
    ...calendar.local.map((day) => ({
      kind: 'local',
      ...day,
      until: day.until === 0 ? null : clockText(day.until, 'en'),
    })),
    ...calendar.clockChanges.map((change) => ({ kind: 'clock-change', ...change })),
    ...calendar.workingDays.map((workingDays, index) => ({ kind: 'month', month: index + 1, workingDays })),
  ];
  return lines.map((line) => JSON.stringify(line));
}
