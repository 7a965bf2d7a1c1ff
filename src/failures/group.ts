import type { Partner } from '../delivery/partners.ts';
import type { Text } from '../validation/catalogue/definition.ts';
import { fill } from '../validation/catalogue/definition.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import { type Actor, actors, kindOf } from './kinds.ts';
import type { FailureRow } from './read-failures.ts';

/** Failures with one cause and one counterpart, and what to do about them. */
export interface FailureGroup {
  code: string;
  fault: string;
  severity: 'error' | 'warning' | 'info';
  partner: { her: number | null; name: string | null };
  count: number;
  retrying: number;
  firstSeen: Date;
  lastSeen: Date;
  samples: string[];
  apprec: string | null;
  text: Text;
  cause: Text;
  remedy: Text;
  actor: Actor;
  who: Text;
}

/** How many messages are named as examples. */
const sampleCount = 5;

/**
 * One group per cause and organisation: services of one organisation count as one counterpart. Newest first.
 * @param partner gives the organisation that a HER-id of either level belongs to
 */
export function groupFailures(
  rows: readonly FailureRow[],
  partner: (her: number | null) => Pick<Partner, 'her' | 'name'> | null,
): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const row of rows) {
    const owner = partner(row.her);
    const her = owner?.her ?? row.her;
    const key = `${row.code}/${her}/${row.apprec}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, toGroup(row, { her, name: owner?.name ?? null }));
    else add(known, row);
  }
  return [...groups.values()].sort((one, other) => other.lastSeen.getTime() - one.lastSeen.getTime());
}

function toGroup(row: FailureRow, partner: FailureGroup['partner']): FailureGroup {
  const definition = catalogue[row.code];
  const { actor, fault } = kindOf(row.code);
  const text = (of: Text | undefined): Text => ({
    nb: spoken(of?.nb, row),
    nn: spoken(of?.nn, row),
    en: spoken(of?.en, row),
  });
  return {
    code: row.code,
    fault,
    severity: definition?.severity ?? 'error',
    partner,
    count: row.count,
    retrying: row.retrying,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    samples: row.samples,
    apprec: row.apprec,
    text: text(definition?.message),
    cause: text(definition?.cause),
    remedy: text(definition?.remedy),
    actor,
    who: actors[actor],
  };
}

/** The sentence for a whole group: what differs from message to message is left open. */
function spoken(template: string | undefined, { code, her }: FailureRow): string {
  if (template === undefined) return code;
  return fill(template, { her: her ?? '–' })
    .replace(/ \([^()]*\{\w+\}[^()]*\)/g, '')
    .replace(/\{\w+\}/g, '…');
}

function add(group: FailureGroup, row: FailureRow): void {
  group.count += row.count;
  group.retrying += row.retrying;
  group.samples = [...group.samples, ...row.samples].slice(0, sampleCount);
  if (row.first_seen < group.firstSeen) group.firstSeen = row.first_seen;
  if (row.last_seen > group.lastSeen) group.lastSeen = row.last_seen;
}
