import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { clock, Flow, stayOf, staysOf } from '../episodes/flow.ts';

const shared = process.env.MELDINGSVAKT_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const file = `${shared}/rules/vectors.json`;
const present = existsSync(file);

interface Vectors {
  deadlines: {
    rule: string;
    start: string;
    deadlineUtc: string;
    note: string;
    category?: string;
    hoytid?: boolean;
  }[];
  payment: { firstDay: string; takeoverDay: string; days: number; note: string }[];
}

const vectors: Vectors = present
  ? (JSON.parse(readFileSync(file, 'utf8')) as Vectors)
  : { deadlines: [], payment: [] };

const later = '2029-01-01T12:00:00+01:00';

/** The message that sets the rule's clock at `start`, alone in its stay. */
function happening(rule: string, start: string): { flow: Flow; msgId: string } {
  const flow = new Flow();
  const local = start.slice(0, 19);
  if (rule === 'R-SVAR-3T') return { flow, msgId: flow.log('LOG_UTSKRIVNINGSKLAR', start, local) };
  if (rule === 'R-REINN-48T') return { flow, msgId: flow.log('LOG_UTSKREVET', start, local) };
  return { flow, msgId: flow.log('LOG_INNLAGT', start, local) };
}

describe.runIf(present)('the vectors come out of real messages', () => {
  test.for(vectors.deadlines)('$rule from $start: $note', (vector) => {
    const { flow, msgId } = happening(vector.rule, vector.start);
    const decided = (id: string) => ({
      messageId: id,
      kind: 'category' as const,
      value: vector.category ?? 'standard',
      decidedAt: Date.parse(later),
    });
    const anchor = staysOf(flow, later)[0]?.anchor.id ?? '';
    const stay = stayOf(flow, later, [decided(anchor)], { holidayNotice: vector.hoytid === true });
    expect(clock(stay, vector.rule, msgId)?.due).toBe(Date.parse(vector.deadlineUtc));
  });

  test.for(vectors.payment)(
    'payment from $firstDay to $takeoverDay: $note',
    ({ firstDay, takeoverDay, days }) => {
      const flow = new Flow();
      flow.report('HELSEOPPL_SOKNAD', `${firstDay}T08:00:00+01:00`);
      flow.log('LOG_UTSKRIVNINGSKLAR', `${firstDay}T09:00:00+01:00`);
      flow.answer(`${firstDay}T10:00:00+01:00`, 'Vi kan ikke ta imot');
      flow.epikrise(`${takeoverDay}T11:00:00+01:00`);
      flow.log('LOG_UTSKREVET', `${takeoverDay}T12:00:00+01:00`);
      expect(stayOf(flow, later).payment?.days).toBe(days);
    },
  );
});

test.runIf(!present)('the vectors are not beside the project: nothing of them was tested', () => {
  expect(present).toBe(false);
});
