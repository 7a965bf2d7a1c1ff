import { rejected } from '../draft.ts';
import { change, type Fault } from './fault.ts';

const name = 'feil-tegnsett';

export const wrongCharset: Fault = {
  name,
  code: 'F13',
  about: 'meldingen sier UTF-8, men er skrevet i ISO-8859-1 (T01)',
  strike: (stay, victim) =>
    change(stay, victim, name, {
      // The names of the parties have an «ø», so that no message is the same in both.
      damage: (bytes) => Buffer.from(Buffer.from(bytes).toString('utf8'), 'latin1'),
      receipts: [],
      expected: rejected,
    }),
};
