import { MINUTE } from '../draft.ts';
import { stranger } from '../parties.ts';
import { change, type Fault } from './fault.ts';

const name = 'kvittering-fra-fremmed';

export const foreignReceipt: Fault = {
  name,
  code: 'F07',
  about: 'en som ikke var mottaker, kvitterer for meldingen; det teller ikke',
  strike: (stay, victim, random) =>
    change(stay, victim, name, {
      receipts: victim.receipts.flatMap((receipt) => [
        receipt,
        { ...receipt, id: random.uuid(), after: receipt.after + MINUTE, from: stranger },
      ]),
    }),
};
