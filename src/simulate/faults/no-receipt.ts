import { fine } from '../draft.ts';
import { change, type Fault } from './fault.ts';

const name = 'uten-kvittering';

export const noReceipt: Fault = {
  name,
  code: 'F03',
  about: 'mottakeren sender ingen applikasjonskvittering',
  strike: (stay, victim) =>
    change(stay, victim, name, { receipts: [], expected: { ...fine, state: 'delivered' } }),
};
