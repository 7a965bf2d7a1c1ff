import { fine } from '../draft.ts';
import { change, type Fault } from './fault.ts';

const name = 'negativ-kvittering';

export const negativeReceipt: Fault = {
  name,
  code: 'F04',
  about: 'mottakeren avviser meldingen med en negativ applikasjonskvittering',
  strike: (stay, victim, random) =>
    change(stay, victim, name, {
      receipts: victim.receipts.map((receipt) => ({
        ...receipt,
        status: '2',
        errors: [{ code: random.pick(['E21', 'E36', 'T02']) }],
      })),
      expected: { ...fine, state: 'refused' },
    }),
};
