import type { Draft } from '../draft.ts';
import { asking } from './asking.ts';
import { brief } from './brief.ts';
import { death } from './death.ts';
import { declined } from './declined.ts';
import { ordinary } from './ordinary.ts';
import type { Stay } from './stay.ts';
import { withdrawn } from './withdrawn.ts';

/** One way in which a stay may go. */
export interface StayKind {
  name: string;
  /** How often it happens, against the weights of the others. */
  weight: number;
  tell(stay: Stay): Draft[];
}

/** The ways a stay may go; a new one is a file of its own and a line here. */
export const stayKinds: readonly StayKind[] = [
  { name: 'vanlig', weight: 8, tell: ordinary },
  { name: 'kort', weight: 3, tell: brief },
  { name: 'med-sporsmal', weight: 3, tell: asking },
  { name: 'kan-ikke-ta-imot', weight: 3, tell: declined },
  { name: 'avmeldt', weight: 2, tell: withdrawn },
  { name: 'dod', weight: 1, tell: death },
];

/** @param draw from 0 up to 1 */
export function stayKindFor(draw: number): StayKind {
  let left = draw * stayKinds.reduce((sum, { weight }) => sum + weight, 0);
  for (const kind of stayKinds) {
    left -= kind.weight;
    if (left < 0) return kind;
  }
  throw new RangeError('The draw must be less than 1');
}
