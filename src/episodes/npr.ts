import { sentOf } from './entry.ts';
import { idOf } from './episodes.ts';
import { mottakOf } from './evidence.ts';
import { ANSWER_TOPIC } from './facts.ts';
import type { Episode } from './project.ts';

/**
 * A time of the case log as the Norwegian patient register codes it (TypeTidspunkt): 1 notice of admission, 2 ready for
 * discharge, 3 notice of that, 4 withdrawal, 6 the kommune cannot, 7 it can. Code 12 (ready for transfer) is in no message.
 */
export interface NprTime {
  episode: string;
  patientKey: string | null;
  hospital: number;
  kommune: number;
  type: 1 | 2 | 3 | 4 | 6 | 7;
  /** ISO 8601 in UTC. */
  at: string;
}

/** The coded times of a stay, in order of time. What was cancelled or refused is left out. */
export function nprTimes(stay: Episode): NprTime[] {
  const { patientKey, pair } = stay;
  const withdrawn = new Set(
    stay.entries.filter(({ facts }) => facts.status === 'C').map(({ parent }) => parent),
  );
  const times = stay.entries.flatMap((entry): [NprTime['type'], number][] => {
    const { facts, key } = entry;
    const mottak = mottakOf(entry, pair);
    if (facts.status === 'C' || withdrawn.has(key) || mottak === null) return [];
    if (facts.kind === 'innlagt') return [[1, sentOf(entry)]];
    if (facts.kind === 'avmelding') return [[4, sentOf(entry)]];
    if (facts.kind === 'utskrivningsklar') {
      const ready = facts.moments['9121/3'];
      return [
        [2, ready === undefined ? sentOf(entry) : Date.parse(ready.at)],
        [3, sentOf(entry)],
      ];
    }
    if (facts.topic !== ANSWER_TOPIC || entry.sender !== pair.kommune) return [];
    if (facts.answer === 'kan-ikke') return [[6, mottak.at]];
    return facts.answer === 'kan' ? [[7, mottak.at]] : [];
  });
  return times
    .toSorted((a, b) => a[1] - b[1] || a[0] - b[0])
    .map(([type, at]) => ({
      episode: idOf(stay),
      patientKey,
      ...pair,
      type,
      at: new Date(at).toISOString(),
    }));
}
