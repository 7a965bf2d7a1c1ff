import { type Agreement, agreementOf } from '../agreement/agreement.ts';
import { DEFAULT_PACK, packNamed } from '../agreement/packs/builtin.ts';
import { readOptions } from '../agreement/packs/options.ts';
import type { PartnerDocument } from '../delivery/partners.ts';
import type { Pair } from './entry.ts';

const known = new WeakMap<PartnerDocument, Map<string, Agreement>>();

/**
 * The agreement in force between two parties: what the partner file says of the pair, else the default pack.
 * @throws AgreementFault when the partner file names a pack or an option that does not exist
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
  const pack = packNamed(agreed?.pack ?? DEFAULT_PACK);
  return agreementOf(pack, readOptions(agreed?.options ?? {}, pack, `agreements ${hospital}/${kommune}`));
}
