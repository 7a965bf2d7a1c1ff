import { MINUTE } from '../draft.ts';
import { addAfter, type Fault } from './fault.ts';

const name = 'samme-msgid';

export const conflicting: Fault = {
  name,
  code: 'F14',
  about: 'avsenderen bruker samme MsgId på en melding med annet innhold',
  strike(stay, victim) {
    const at = victim.handedInAt + 5 * MINUTE;
    return addAfter(stay, victim, name, {
      ...victim,
      key: `${victim.key}/annen`,
      at,
      handedInAt: at,
      // The time alone may be the same to the second.
      sender: {
        ...victim.sender,
        service: { ...victim.sender.service, name: `${victim.sender.service.name} 2` },
      },
      receipts: [],
      expected: { answer: 'conflict', verdict: null, state: null },
    });
  },
};
