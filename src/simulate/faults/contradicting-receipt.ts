import { MINUTE } from '../draft.ts';
import { change, type Fault } from './fault.ts';

const name = 'motstridende-kvittering';

export const contradictingReceipt: Fault = {
  name,
  code: 'F06',
  about: 'mottakeren kvitterer først OK og avviser så den samme meldingen; den første gjelder',
  strike: (stay, victim, random) =>
    change(stay, victim, name, {
      receipts: victim.receipts.flatMap((receipt) => [
        receipt,
        {
          ...receipt,
          id: random.uuid(),
          after: receipt.after + 5 * MINUTE,
          status: '2' as const,
          errors: [{ code: 'E21' }],
        },
      ]),
    }),
};
