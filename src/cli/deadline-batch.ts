import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import process from 'node:process';
import type { Readable } from 'node:stream';
import type { Agreement } from '../agreement/agreement.ts';
import { type Comparison, compare, outcomeOf, summarise } from '../agreement/compare.ts';
import { comparisonText, outcomeLine, summaryText } from '../agreement/explain/outcome-text.ts';
import { AgreementFault } from '../agreement/fault.ts';
import { comparisonJson, outcomeJson } from '../agreement/outcome-json.ts';
import { packNamed } from '../agreement/packs/builtin.ts';
import { type DeadlineRequest, readRequestLine } from '../agreement/request.ts';
import type { DeadlineOptions } from './deadline.ts';
import { CliError } from './failure.ts';
import { openAgreement } from './packs.ts';

interface Agreements {
  first: Agreement;
  second: Agreement | null;
}

/**
 * Answers every line of an NDJSON file with one line, in order. A line that cannot be answered gives an `error` and the
 * others go on.
 * @returns how many lines could not be answered
 */
export async function answerBatch(
  file: string,
  agreements: Agreements,
  options: DeadlineOptions,
): Promise<number> {
  const named = namedAgreements(agreements.first, options.options);
  const comparisons: Comparison[] = [];
  let faults = 0;
  process.stdout.off('error', onOutputError).on('error', onOutputError);
  for await (const line of linesOf(open(file))) {
    if (readerHasGone) return faults;
    if (!process.stdout.write(`${answerLine(line)}\n`)) await outputReady();
  }
  if (agreements.second !== null) {
    // With --json stdout holds one line per question and nothing else.
    const out = options.json === true ? process.stderr : process.stdout;
    out.write(`${summaryText(summarise(comparisons), options.lang)}\n`);
  }
  return faults;

  function answerLine(line: string): string {
    try {
      const request = readRequestLine(line);
      const agreement = request.pack === null ? agreements.first : named(request.pack);
      return agreements.second === null
        ? alone(request, agreement)
        : compared(request, agreement, agreements.second);
    } catch (fault) {
      if (!(fault instanceof AgreementFault)) throw fault;
      faults++;
      return options.json === true
        ? JSON.stringify({ error: fault.in(options.lang) })
        : fault.in(options.lang);
    }
  }

  function alone(request: DeadlineRequest, agreement: Agreement): string {
    const outcome = outcomeOf(request, agreement);
    if (outcome.fault !== null) throw outcome.fault;
    return options.json === true ? JSON.stringify(outcomeJson(outcome)) : outcomeLine(outcome, options.lang);
  }

  function compared(request: DeadlineRequest, first: Agreement, second: Agreement): string {
    const comparison = compare(request, first, second);
    const [outcome] = comparison.outcomes;
    if (outcome.fault !== null) throw outcome.fault;
    comparisons.push(comparison);
    if (options.json === true) return JSON.stringify(comparisonJson(comparison));
    return `${outcomeLine(outcome, options.lang)}  ${comparisonText(comparison, second.pack.id, options.lang)}`;
  }
}

/** The agreements that lines name themselves; a line names a known pack, never a file. */
function namedAgreements(first: Agreement, options: string | undefined): (id: string) => Agreement {
  const known = new Map([[first.pack.id, first]]);
  return (id) => {
    let agreement = known.get(id);
    if (agreement === undefined) {
      agreement = openAgreement(packNamed(id), options);
      known.set(id, agreement);
    }
    return agreement;
  };
}

let readerHasGone = false;

/** Whoever reads the answers may leave before the last one (`| head`); then there is nobody left to answer. */
function onOutputError(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  readerHasGone = true;
}

async function outputReady(): Promise<void> {
  if (!process.stdout.writableNeedDrain) return;
  // A failed output ends the waiting too; onOutputError has then been told why.
  await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(() => undefined);
}

function open(file: string): Readable {
  if (file === '-') return process.stdin;
  if (!existsSync(file)) throw new CliError(`Finner ikke filen «${file}».`);
  return createReadStream(file);
}

/** The lines of a text, without their ends. Blank lines at the end of the file are not lines; others are. */
async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  let blanks = 0;
  stream.setEncoding('utf8');
  function* complete(lines: readonly string[]): Generator<string> {
    for (const line of lines) {
      const text = line.trim();
      if (text === '') {
        blanks++;
        continue;
      }
      for (; blanks > 0; blanks--) yield '';
      yield text;
    }
  }
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* complete(lines);
  }
  yield* complete([rest]);
}
