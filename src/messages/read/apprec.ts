import type { AppRec, Message } from '../message.ts';
import { toInstant } from '../time.ts';
import { attribute, child, children, descend, type Element, text, value } from '../xml/element.ts';
import { emptyMessage } from './empty.ts';
import { readHcpParty } from './parties.ts';

/** Applikasjonskvittering 1.0 and 1.1 (HIS 80415), root element AppRec. */
export function readAppRec(root: Element, version: string | null): Message {
  const genDate = text(child(root, 'GenDate'));
  return {
    ...emptyMessage('apprec', 'APPREC', version),
    msgId: text(child(root, 'Id')),
    genDate,
    sentAt: toInstant(genDate),
    sender: readHcpParty(child(root, 'Sender')),
    receiver: readHcpParty(child(root, 'Receiver')),
    payload: { name: root.name, namespace: root.namespace },
    apprec: readContent(root),
  };
}

function readContent(root: Element): AppRec {
  const original = child(root, 'OriginalMsgId');
  return {
    status: value(child(root, 'Status')),
    errors: children(root, 'Error').map((error) => ({
      code: value(error),
      text: attribute(error, 'OT')?.trim() || attribute(error, 'DN')?.trim() || null,
      list: attribute(error, 'S')?.trim() || null,
    })),
    original: {
      msgId: text(child(original, 'Id')),
      type: value(descend(original, 'MsgType')),
      issuedAt: toInstant(text(child(original, 'IssueDate'))),
    },
  };
}
