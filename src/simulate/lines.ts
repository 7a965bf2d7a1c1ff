import type { PlayEvent } from './play/play.ts';

/** One event of the play as a line of NDJSON. Ids, codes and types only: never anything about the patient. */
export function playLine(event: PlayEvent) {
  const { planned, said } = event.outcome;
  if (event.kind === 'receipt') {
    const { planned: receipt, said: answer } = event.receipt;
    return {
      event: 'receipt',
      key: planned.key,
      msgId: receipt.id,
      status: receipt.status,
      about: planned.msgId,
      from: receipt.from.her,
      to: receipt.to.her,
      http: answer.status,
      id: answer.id,
      verdict: answer.verdict,
      findings: answer.findings,
    };
  }
  const { key, stay, kind, type, msgId, from, to, at, fault, expected } = planned;
  return {
    event: 'message',
    key,
    stay,
    kind,
    type,
    msgId,
    from,
    to,
    at,
    fault,
    expected,
    http: said?.status ?? null,
    answer: said?.answer ?? null,
    id: said?.id ?? null,
    verdict: said?.verdict ?? null,
    findings: said?.findings ?? [],
  };
}
