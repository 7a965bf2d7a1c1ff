import process from 'node:process';
import { agreementOf, type Rule, ruleNamed } from '../../src/agreement/agreement.ts';
import { due } from '../../src/agreement/due.ts';
import { explain } from '../../src/agreement/explain/explain.ts';
import { packNamed } from '../../src/agreement/packs/builtin.ts';
import { windowDue } from '../agreement/reference.ts';

/**
 * What a deadline costs, in µs and as a ratio to an anchor of the same run: turning one instant into local time with
 * Temporal. The plain Temporal reading of the window clock stands beside the real one.
 *
 *   node test/bench/agreement.ts
 */
const ROUNDS = 5;
const STARTS = Array.from({ length: 2000 }, (_, index) =>
  Temporal.Instant.fromEpochMilliseconds(Date.UTC(2024, 0, 1) + index * 7_919_000),
);
const agreement = agreementOf(packNamed('hmr-2021'));

/** The best of some rounds, in µs per start: what the work costs when nothing else disturbs it. */
function cost(work: (start: Temporal.Instant) => unknown, repeat: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const from = process.hrtime.bigint();
    for (let again = 0; again < repeat; again++) for (const start of STARTS) sink = work(start);
    const took = Number(process.hrtime.bigint() - from) / 1000;
    best = Math.min(best, took / (repeat * STARTS.length));
  }
  return best;
}

/** Keeps the results alive, so that the work is really done. */
export let sink: unknown;

function reckoning(id: string): (start: Temporal.Instant) => unknown {
  const rule: Rule = ruleNamed(agreement, id);
  return (start) => due(rule, start);
}

const three = Temporal.Duration.from({ hours: 3 });
const answer = ruleNamed(agreement, 'R-SVAR-3T');
const anchor = cost((start) => start.toZonedDateTimeISO('Europe/Oslo').hour, 20);
const jobs: [name: string, work: (start: Temporal.Instant) => unknown, repeat: number][] = [
  ['elapsed   R-INNL-4T', reckoning('R-INNL-4T'), 20],
  ['elapsed   R-APPREC-96T', reckoning('R-APPREC-96T'), 20],
  ['window    R-SVAR-3T', reckoning('R-SVAR-3T'), 20],
  ['window    R-VARSEL-VINDU', reckoning('R-VARSEL-VINDU'), 20],
  ['workdays  R-DIALOG', reckoning('R-DIALOG'), 20],
  ['dates     R-LANG-7D', reckoning('R-LANG-7D'), 20],
  ['explain   R-SVAR-3T', (start) => explain(due(answer, start), 'nb').text, 2],
  ['reference R-SVAR-3T', (start) => windowDue(start, three, 'standard', false), 1],
];

process.stdout.write(`anchor    instant to local time  ${anchor.toFixed(2)} µs\n`);
for (const [name, work, repeat] of jobs) {
  const took = cost(work, repeat);
  process.stdout.write(`${name.padEnd(32)} ${took.toFixed(2)} µs  ${(took / anchor).toFixed(2)} × anchor\n`);
}
