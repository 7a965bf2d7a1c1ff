import { buildAppRec } from '../../messages/build/apprec.ts';
import type { BuildParty } from '../../messages/build/head.ts';
import { kithTime } from '../../messages/build/time.ts';
import type { PlannedReceipt } from '../plan.ts';

/** The receipt as the receiver's system writes it at an instant (ms since 1970). */
export function writeReceipt(
  { id, status, errors, from, to, original }: PlannedReceipt,
  at: number,
): Uint8Array {
  return buildAppRec({
    id,
    genDate: kithTime(new Date(at)),
    sender: { role: 'PRIM', ...party(from) },
    receiver: { role: 'AVS', ...party(to) },
    status,
    errors,
    original,
  });
}

function party({ her, name, service }: BuildParty) {
  return { her, name, service: { ...service, kind: service.kind ?? ('service' as const) } };
}
