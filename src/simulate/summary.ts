import { faults } from './faults/index.ts';
import type { Difference } from './play/check.ts';
import { testIdentity } from './play/check.ts';
import { isDelivered, type Outcome } from './play/outcome.ts';

/** What became of a whole play, in numbers. */
export interface Summary {
  stays: number;
  planned: number;
  handedIn: number;
  /** By the service's answer: 202, 200, 409, 400/422. */
  answers: { taken: number; repeated: number; conflict: number; rejected: number };
  delivered: number;
  /** Messages that should have come to their receiver, but have not. */
  undelivered: number;
  receipts: number;
  receiptsDelivered: number;
  /** How many messages each fault struck. */
  faults: Record<string, number>;
  /** The service runs in production mode, and flags the test identities. */
  testIdentitiesFlagged: boolean;
  /** Where the service disagrees with the plan; `null` when that was not looked into. */
  differences: number | null;
  seconds: number;
}

export function summarise(
  outcomes: readonly Outcome[],
  differences: readonly Difference[] | null,
  seconds: number,
): Summary {
  const answers = { taken: 0, repeated: 0, conflict: 0, rejected: 0 };
  const struck: Record<string, number> = {};
  for (const { planned, said } of outcomes) {
    if (said) answers[said.answer] += 1;
    if (planned.fault) struck[planned.fault] = (struck[planned.fault] ?? 0) + 1;
  }
  const receipts = outcomes.flatMap((outcome) => outcome.receipts);
  const handedIn = outcomes.filter(({ said }) => said !== null);
  return {
    stays: new Set(outcomes.map(({ planned }) => planned.stay)).size,
    planned: outcomes.length,
    handedIn: handedIn.length,
    answers,
    delivered: outcomes.filter(({ delivered }) => delivered).length,
    undelivered: handedIn.filter(({ planned, delivered }) => isDelivered(planned) && !delivered).length,
    receipts: receipts.length,
    receiptsDelivered: receipts.filter(({ delivered }) => delivered).length,
    faults: struck,
    testIdentitiesFlagged: handedIn.some(({ said }) => said?.findings.includes(testIdentity)),
    differences: differences?.length ?? null,
    seconds: Math.round(seconds * 10) / 10,
  };
}

/** The summary for a person. */
export function summaryText(summary: Summary): string {
  const { answers } = summary;
  const lines = [
    `${summary.handedIn} av ${summary.planned} meldinger levert inn, fra ${summary.stays} opphold, på ${decimal(summary.seconds)} s.`,
    `  Svar: ${answers.taken} mottatt, ${answers.rejected} avvist, ${answers.repeated} levert før, ${answers.conflict} i konflikt.`,
    `  Kommet fram: ${summary.delivered} meldinger og ${summary.receiptsDelivered} av ${summary.receipts} kvitteringer.`,
  ];
  if (summary.undelivered > 0) lines.push(`  Ikke kommet fram: ${summary.undelivered}.`);
  const struck = faults.filter(({ name }) => summary.faults[name]);
  if (struck.length > 0) lines.push('  Feil som ble lagt inn:');
  for (const { name, about } of struck)
    lines.push(`    ${String(summary.faults[name]).padStart(4)}  ${name}: ${about}`);
  if (summary.testIdentitiesFlagged) {
    lines.push(
      `  Tjenesten kjører i produksjonsmodus og merker de syntetiske fødselsnumrene (${testIdentity}).`,
    );
  }
  if (summary.differences === 0) lines.push('  Kontrollert: alle meldinger er i tilstanden som var ventet.');
  if (summary.differences) lines.push(`  Kontrollert: ${summary.differences} avvik fra det som var ventet.`);
  return lines.join('\n');
}

export function differenceText({ key, fault, what, expected, found }: Difference): string {
  const names = { answer: 'svaret', verdict: 'dommen', state: 'tilstanden' };
  return `${key}${fault ? ` (${fault})` : ''}: ${names[what]} ble ${found}, ventet ${expected}`;
}

function decimal(value: number): string {
  return String(value).replace('.', ',');
}
