import { rejected } from '../draft.ts';
import { change, type Fault } from './fault.ts';

const name = 'avkuttet-xml';

export const brokenXml: Fault = {
  name,
  code: 'F12',
  about: 'meldingen er kuttet av på veien og er ikke XML lenger (T01)',
  strike: (stay, victim, random) => {
    const kept = 0.3 + random.next() * 0.6;
    return change(stay, victim, name, {
      damage: (bytes) => bytes.subarray(0, Math.floor(bytes.length * kept)),
      receipts: [],
      expected: rejected,
    });
  },
};
