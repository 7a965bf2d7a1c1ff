import { rejected } from '../draft.ts';
import { change, type Fault } from './fault.ts';

const name = 'bryter-skjema';

export const breaksSchema: Fault = {
  name,
  code: 'F12',
  about: 'meldingen mangler et felt som skjemaet krever (T02)',
  strike: (stay, victim) =>
    change(stay, victim, name, {
      damage: (bytes) =>
        Buffer.from(
          Buffer.from(bytes)
            .toString('utf8')
            .replace(/<MIGversion>[^<]*<\/MIGversion>/, ''),
        ),
      receipts: [],
      expected: rejected,
    }),
};
