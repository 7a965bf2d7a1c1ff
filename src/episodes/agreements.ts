import { type Agreement, agreementOf } from '../agreement/agreement.ts';
import { AgreementFault } from '../agreement/fault.ts';
import { DEFAULT_PACK, packNamed } from '../agreement/packs/builtin.ts';
import { PackFault } from '../agreement/packs/fault.ts';
import { readOptions } from '../agreement/packs/options.ts';
import type { PartnerDocument } from '../delivery/partners.ts';
import type { Pair } from './entry.ts';

const known = new WeakMap<PartnerDocument, Map<string, Agreement>>();

/**
 * The agreement in force between two parties: what the partner file says of the pair, else the default pack. What the
 * file says wrongly counts as not said: one faulty pair must not stop the deadlines of all.
 */
export function agreementFor(document: PartnerDocument, { hospital, kommune }: Pair): Agreement {
  const agreements = known.get(document) ?? new Map<string, Agreement>();
  known.set(document, agreements);
  const key = `${hospital}/${kommune}`;
  const found = agreements.get(key) ?? read(document, hospital, kommune);
  agreements.set(key, found);
  return found;
}

function read(document: PartnerDocument, hospital: number, kommune: number): Agreement {
  const agreed = document.agreements.find(
    ({ between }) => between.includes(hospital) && between.includes(kommune),
  );
  if (agreed === undefined) return agreementOf(packNamed(DEFAULT_PACK));
  try {
    const pack = packNamed(agreed.pack);
    return agreementOf(pack, readOptions(agreed.options, pack, `agreements ${hospital}/${kommune}`));
  } catch (fault) {
    if (fault instanceof AgreementFault || fault instanceof PackFault)
      return agreementOf(packNamed(DEFAULT_PACK));
    throw fault;
  }
}
