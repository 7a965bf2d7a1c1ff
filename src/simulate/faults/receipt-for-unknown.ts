import { buildAppRec } from '../../messages/build/apprec.ts';
import { fine, MINUTE } from '../draft.ts';
import { addAfter, type Fault, isFromWard } from './fault.ts';

const name = 'kvittering-for-ukjent';

/** It is passed on to the hospital like any receipt: whoever sent the original may know it. */
export const receiptForUnknown: Fault = {
  name,
  code: 'F05',
  about: 'kommunen kvitterer for en melding som aldri har vært her',
  fits: isFromWard,
  strike(stay, victim, random) {
    const unknown = random.uuid();
    const at = victim.handedInAt + 5 * MINUTE;
    return addAfter(stay, victim, name, {
      ...victim,
      key: `${victim.key}/ukjent`,
      type: 'APPREC',
      msgId: random.uuid(),
      at,
      handedInAt: at,
      sender: victim.receiver,
      receiver: victim.sender,
      patient: null,
      conversation: null,
      answers: null,
      receipts: [],
      expected: { ...fine, state: 'delivered' },
      write: ({ msgId, genDate, sender, receiver }, stamp) =>
        buildAppRec({
          id: msgId,
          genDate,
          sender: { role: 'PRIM', ...sender, service: { ...sender.service, kind: 'service' } },
          receiver: { role: 'AVS', ...receiver, service: { ...receiver.service, kind: 'service' } },
          status: '1',
          original: { msgId: unknown, type: victim.type, issueDate: stamp.time(victim.at) },
        }),
    });
  },
};
