import { rejected } from '../draft.ts';
import { change, type Fault } from './fault.ts';

const name = 'msgid-uten-uuid';

export const notUuid: Fault = {
  name,
  code: 'F12',
  about: 'avsenderens system bruker løpenummer som MsgId (E10)',
  strike: (stay, victim, random) =>
    change(stay, victim, name, {
      msgId: String(random.integer(1_000_000, 9_999_999)),
      receipts: [],
      expected: rejected,
    }),
};
