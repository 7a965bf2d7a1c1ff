import type { Message } from '../message.ts';
import { NAMESPACES, standardOf } from '../standards.ts';
import type { Element } from '../xml/element.ts';
import { readAppRec } from './apprec.ts';
import { readEpikrise, readHenvisning } from './epikrise.ts';
import { readMsgHead } from './msghead.ts';

/**
 * Reads what a document says, as far as it can be read: a document that breaks its schema still
 * gives its id, type and sender, because the ledger keeps it.
 * @returns `null` when the root element is of no known family
 */
export function readMessage(root: Element): Message | null {
  if (root.namespace === NAMESPACES.msgHead && root.name === 'MsgHead') return readMsgHead(root);
  const standard = standardOf(root);
  switch (standard?.kind) {
    case 'apprec':
      return readAppRec(root, standard.version);
    case 'epikrise':
      return readEpikrise(root, standard.version);
    case 'henvisning':
      return readHenvisning(root, standard.version);
    default:
      return null;
  }
}
